import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquet } from '../sql.js';
import { importBytes } from '../testing/importBytes.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { visibilityOf } from '../visibility.js';
import { writeRollup } from './writeRollup.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

const VISIBILITY = visibilityOf({ dimensions: { team: {}, center: { column: 'x_CostCenter' } }, pools: [] });

/** Rolls up a bill of one billing period; what is null is left out. */
async function rollUp(csv: string) {
  const { parts } = await importBytes(store, csv);
  const [part] = Object.values(parts);
  const rollup = await writeRollup(store.engine, store.folder, part!, VISIBILITY);
  const rows = await store.engine.rows(`select * from ${parquet(join(store.folder, rollup.file))} order by all`);
  return {
    part: part!,
    rollup,
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))),
  };
}

const HEADER = 'BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd';
const NOVEMBER = 'USD,2026-11-01,2026-11-03T23:00:00Z,2026-11-04T00:00:00Z';

describe('a rollup', () => {
  it('sums a day of charges that look the same, with columns that bills do not have as null', async () => {
    const { rows } = await rollUp(
      [
        `${HEADER},ServiceName,Tags,ListCost`,
        `1,2,${NOVEMBER},Compute,"{""team"":""a"",""env"":""x""}",3`,
        `10,20,${NOVEMBER},Compute,"{""team"":""a"",""env"":""y""}",`,
        `100,200,${NOVEMBER},Compute,"{""team"":""b""}",`,
        `5,5,USD,2026-11-01,2026-11-04,2026-11-05,Compute,"{""team"":""a""}",7`,
      ].join('\n'),
    );
    const zero = '0.000000000000';
    const costs = (billed: string, effective: string, list: string) => ({
      BilledCost: `${billed}.000000000000`,
      EffectiveCost: `${effective}.000000000000`,
      ListCost: `${list}.000000000000`,
      ContractedCost: zero,
    });
    const cell = { ServiceName: 'Compute' };
    expect(rows).toEqual([
      { Day: '2026-11-03', ...cell, 'tag:team': 'a', ...costs('11', '22', '3'), Charges: '2' },
      { Day: '2026-11-03', ...cell, 'tag:team': 'b', ...costs('100', '200', '0'), Charges: '1' },
      { Day: '2026-11-04', ...cell, 'tag:team': 'a', ...costs('5', '5', '7'), Charges: '1' },
    ]);
  });

  it('is not misled by columns that are called like those of its own', async () => {
    const odd = [
      'x_TagValues',
      'x_Start',
      'x_End',
      'x_ResourceId',
      'x_ResourceName',
      'Day',
      'Charges',
      'tag:team',
      'x_costcenter',
    ];
    const { rows } = await rollUp(
      [`${HEADER},Tags,${odd.join(',')}`, `1,1,${NOVEMBER},"{""team"":""a""}",${odd.map(() => 'z').join(',')}`].join(
        '\n',
      ),
    );
    expect(rows).toMatchObject([{ Day: '2026-11-03', 'tag:team': 'a', x_CostCenter: 'z', Charges: '1' }]);
  });

  it('lies beside its part, named after what was visible, and is what its digest says', async () => {
    const { part, rollup } = await rollUp([HEADER, `1,1,${NOVEMBER}`].join('\n'));
    expect(rollup.file).toBe(part.file.replace('.parquet', `.${VISIBILITY.id}.daily.parquet`));
    expect(rollup.visibility).toBe(VISIBILITY.id);
    const bytes = await readFile(join(store.folder, rollup.file));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(rollup.digest);
  });
});
