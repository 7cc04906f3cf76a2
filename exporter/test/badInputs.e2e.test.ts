import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '@outlay/contract/api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { verifyStore } from '../src/app.js';
import { formatUnits, parseUnits } from '../src/domain/Money.js';
import type { BrokenFile, OddDelivery } from './bad-inputs/BadInput.js';
import { bill } from './bad-inputs/bill.js';
import { brokenFiles } from './bad-inputs/brokenFiles.js';
import { brokenValues } from './bad-inputs/brokenValues.js';
import { oddDeliveries } from './bad-inputs/oddDeliveries.js';
import { oddValues } from './bad-inputs/oddValues.js';
import { openHouse } from './bad-inputs/openHouse.js';
import type { House } from './bad-inputs/openHouse.js';
import { hasPrometheus, promtool } from './prometheus.js';

/** One exporter reads the whole corpus at once: a source for every case, with a good bill of another period beside it. */
let house: House;
let before: ReadonlyMap<string, string>;

beforeAll(async () => {
  const cases = [...brokenFiles, ...oddDeliveries];
  house = await openHouse({ sources: [...cases.map(sourceOf), 'broken-values', 'odd-values', 'neighbour'] });
  for (const broken of brokenFiles) await house.deliver(sourceOf(broken), { [fileOf(broken)]: broken.content });
  for (const odd of oddDeliveries) await house.deliver(sourceOf(odd), odd.files);
  await house.deliver('broken-values', {
    'bill.csv': bill(...brokenValues.map(({ column, value }) => ({ [column]: value }))),
  });
  await house.deliver('odd-values', {
    'bill.csv': bill(...oddValues.map(({ charge }, index) => numbered(charge, index))),
  });
  for (const source of house.app().config().sources)
    await house.deliver(source.id, { 'good.csv': goodBill(source.id) });
  before = await filesBelow(house.root, house.store);
  await house.refresh();
}, 120_000);
afterAll(() => house.remove());

describe('files that cannot be read', () => {
  test.each(brokenFiles)('$name', async (broken) => {
    const { message, shownAs = fileOf(broken) } = broken;

    expect(await outcomeOf(sourceOf(broken))).toEqual({
      up: false,
      errors: [`${shownAs}: ${message}`],
      warnings: [],
      files: [{ name: fileOf(broken), state: 'quarantined', reason: message, records: 0, rejected: 0 }],
      records: 0,
      rows: 0,
      rejects: [],
      billed: '0',
      rounded: [0, '0'],
    });
  });
});

describe('deliveries that are read as far as they can be', () => {
  test.each(oddDeliveries)('$name', async (odd) => {
    const { rejects = [], records } = odd;
    const outcome = await outcomeOf(sourceOf(odd));

    expect(outcome).toMatchObject({
      up: true,
      errors: [],
      warnings: odd.warnings ?? [],
      records,
      rows: records - rejects.length,
      rejects,
      billed: odd.billed,
      rounded: odd.rounded ?? [0, '0'],
    });
    expect(standings(outcome.files)).toEqual(expectedStandings(odd));
    if (odd.teams !== undefined) expect(await teamsOf(odd.account!)).toEqual(odd.teams);
  });
});

describe('values that reject their record', () => {
  test.each(brokenValues.map((value, index) => ({ ...value, record: index + 1 })))(
    '$name',
    async ({ record, column, value, shown = value, reason }) => {
      const rejects = await house.rejects('broken-values');
      expect(rejects.find(([found]) => found === record)).toEqual([record, record + 1, column, shown, reason]);
    },
  );

  it('are all that is rejected, and nothing is read', async () => {
    expect(await outcomeOf('broken-values')).toMatchObject({
      up: true,
      records: brokenValues.length,
      rows: 0,
      billed: '0',
    });
  });
});

describe('values that are read although they look wrong', () => {
  test.each(oddValues.map((value, index) => ({ ...value, account: subAccount(index) })))(
    '$name',
    async ({ account, billed = '1.5', day = '2026-10-03', service = 'Compute', team = 'payments', label }) => {
      const { rows } = await house.costs({
        by: ['cloud_service', 'team'],
        basis: 'billed',
        granularity: 'day',
        matchers: [{ label: 'sub_account', operator: '=', value: account }],
      });

      expect(rows).toEqual([{ start: day, dimensions: { cloud_service: service, team }, cost: billed }]);
      if (label !== undefined) expect(house.metrics()).toMatch(label);
    },
  );

  it('can be asked for, whatever they are', async () => {
    for (const team of new Set(oddValues.map((value) => value.team ?? 'payments'))) {
      const { rows } = await house.costs({
        by: ['team'],
        basis: 'billed',
        granularity: 'total',
        matchers: [{ label: 'team', operator: '=', value: team }],
      });
      expect(rows.map(({ dimensions }) => dimensions)).toEqual([{ team }]);
    }
  });

  it('are all read, with what was rounded and what is no tag counted', async () => {
    expect(await outcomeOf('odd-values')).toMatchObject({
      up: true,
      errors: [],
      warnings: ['6 charges have tags that are no JSON object; read as untagged'],
      records: oddValues.length,
      rejects: [],
      billed: sum(oddValues.map(({ billed = '1.5' }) => billed)),
      rounded: [5, '0'],
    });
  });
});

describe('good bills beside all of this', () => {
  it('are served with their exact totals', async () => {
    const { rows } = await house.costs({
      by: ['billing_account'],
      basis: 'billed',
      granularity: 'month',
      to: '2026-10-01',
      matchers: [{ label: 'cloud_service', operator: '=', value: 'Good' }],
    });
    const sources = house
      .app()
      .config()
      .sources.map(({ id }) => id);

    expect(rows).toEqual(
      sources.toSorted().map((id) => ({ start: '2026-09-01', dimensions: { billing_account: id }, cost: GOOD_BILLED })),
    );
    expect(house.source('neighbour')).toMatchObject({ up: true, rows: 2, rejected: 0, billedCost: GOOD_BILLED });
  });

  it('stay as they are when everything is read again', async () => {
    const { sequence } = house.app().manifest();
    const sources = published();
    await house.refresh();

    expect(published()).toEqual(sources);
    expect(house.app().manifest().sequence).toBe(sequence + 1);
    expect(house.app().manifest().revisions).toHaveLength(1);
  });

  it('are served after a restart, before any refresh', async () => {
    const metrics = house.metrics();
    const sources = published();
    await house.restart();

    expect(house.metrics()).toBe(metrics);
    expect(published()).toEqual(sources);
  });
});

describe('messages', () => {
  it('are one visible line each, without a full stop, a path of the store or SQL', async () => {
    const said = published().flatMap(({ errors, warnings, files }) => [
      ...errors,
      ...warnings,
      ...files.flatMap(({ reason }) => reason ?? []),
    ]);
    const reasons = await Promise.all(published().map(({ id }) => house.rejects(id)));
    const messages = [...said, ...reasons.flat().map(([, , , , reason]) => reason)];

    expect(messages.length).toBeGreaterThan(brokenFiles.length + brokenValues.length);
    expect(messages.filter((message) => /[\p{Cc}\p{Zl}\p{Zp}]|\.$/u.test(message))).toEqual([]);
    expect(messages.filter((message) => message.includes(house.store))).toEqual([]);
    expect(messages.filter((message) => /LINE \d|read_(parquet|csv|json)|\bselect\b/.test(message))).toEqual([]);
  });
});

describe('the exposition', () => {
  it.skipIf(!hasPrometheus)('is clean for promtool, whatever the bills say', async () => {
    const checked = await promtool(['check', 'metrics'], house.metrics());
    expect(checked).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('says of every source once whether it is up', () => {
    const lines = house.metrics().split('\n');
    const up = lines.filter((line) => line.startsWith('finops_source_up{'));

    expect(up.toSorted()).toEqual(
      published()
        .map(({ id, up: isUp }) => `finops_source_up{source="${id}"} ${Number(isUp)}`)
        .toSorted(),
    );
  });

  it('adds up to what the store says', async () => {
    const { sum: total } = await house.costs({ by: [], basis: 'effective', granularity: 'total', from: '2026-10-01' });
    expect(house.app().snapshot()?.overview.monthToDate.cost).toBe(total);
  });
});

describe('the disk', () => {
  it('holds no file outside the store that was not there before, and none that changed', async () => {
    expect(await filesBelow(house.root, house.store)).toEqual(before);
  });

  it('holds files in the store under names of our own alone', async () => {
    const names = [...(await filesBelow(house.store)).keys()];

    expect(names.filter((name) => !OWN_NAME.test(name))).toEqual([]);
    expect(await verifyStore(house.store)).toEqual([]);
  });
});

const OWN_NAME =
  /^(manifest\.json|ledger\.jsonl|ledger\.head\.json|writer\.(lock|json)|(parts|rejects)\/[0-9a-f]{64}-focus-1-USD(-20\d\d-\d\d)?(\.[0-9a-f]{16}\.daily)?\.parquet|revisions\/\d{9}\.parquet|snapshots\/[0-9a-f]{64}\.json\.gz)$/;

const GOOD_BILLED = '20.250000000001';
const GOOD_EFFECTIVE = '20.125';

/** Two charges of the month before, of an account that is named like the source. */
function goodBill(source: string): string {
  const charge = {
    BillingPeriodStart: '2026-09-01T00:00:00Z',
    BillingPeriodEnd: '2026-10-01T00:00:00Z',
    ChargePeriodStart: '2026-09-05T00:00:00Z',
    ChargePeriodEnd: '2026-09-06T00:00:00Z',
    BillingAccountId: source,
    ServiceName: 'Good',
  };
  return bill(
    { ...charge, BilledCost: '20.25', EffectiveCost: '20.125' },
    { ...charge, BilledCost: '0.000000000001', EffectiveCost: '0' },
  );
}

function sourceOf({ name }: { readonly name: string }): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-$/g, '');
}

function fileOf({ file = 'bill.csv' }: BrokenFile): string {
  return file;
}

function numbered(charge: Readonly<Record<string, string>>, index: number) {
  return { ...charge, SubAccountId: subAccount(index) };
}

function subAccount(index: number): string {
  return `odd-${index}`;
}

/** What is published of a case, without the good bill beside it, of which it makes sure. */
async function outcomeOf(id: string) {
  const source = house.source(id);
  const { up, errors, warnings, rows, rejected, roundedValues, roundingDifference } = source;
  const rejects = await house.rejects(id);
  const loaded = source.files.filter(({ state }) => state === 'loaded');

  expect(source.periods[0]).toEqual({ period: '2026-09', revision: 1, rows: 2, effectiveCost: GOOD_EFFECTIVE });
  expect(source.files.find(({ name }) => name === 'good.csv')).toMatchObject({
    state: 'loaded',
    records: 2,
    rejected: 0,
  });
  expect(sumOf(loaded, ({ records }) => records)).toBe(rows + rejected);
  expect(rejects).toHaveLength(rejected);
  return {
    up,
    errors,
    warnings,
    files: source.files
      .filter(({ name }) => name !== 'good.csv')
      .map(({ name, state, reason, records, rejected }) => ({ name, state, reason, records, rejected })),
    records: sumOf(loaded, ({ records }) => records) - 2,
    rows: rows - 2,
    rejects,
    billed: formatUnits(parseUnits(source.billedCost) - parseUnits(GOOD_BILLED)),
    rounded: [roundedValues, roundingDifference],
  };
}

function standings(files: readonly Pick<Source['files'][number], 'name' | 'state' | 'reason'>[]) {
  return Object.fromEntries(files.map(({ name, state, reason }) => [name, [state, reason]]));
}

/** Names that are links to folders, hidden, unfinished or no bills are not files of the source. */
function expectedStandings({ files, states }: OddDelivery) {
  const bills = Object.keys(files).filter((name) => /^[^.].*\.(csv|parquet)$/s.test(name));
  return { ...Object.fromEntries(bills.map((name) => [name, ['loaded', null]])), ...states };
}

async function teamsOf(account: string): Promise<Record<string, string>> {
  const { rows } = await house.costs({
    by: ['team'],
    basis: 'billed',
    granularity: 'total',
    matchers: [{ label: 'billing_account', operator: '=', value: account }],
  });
  return Object.fromEntries(rows.map(({ dimensions, cost }) => [dimensions['team'] ?? '', cost]));
}

function published() {
  return house
    .app()
    .config()
    .sources.map(({ id }) => house.source(id));
}

function sum(costs: readonly string[]): string {
  return formatUnits(costs.reduce((total, cost) => total + parseUnits(cost), 0n));
}

function sumOf<Item>(items: readonly Item[], number: (item: Item) => number): number {
  return items.reduce((total, item) => total + number(item), 0);
}

/** What all files below a folder hold, but for those of one folder of it. */
async function filesBelow(folder: string, without?: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || (without !== undefined && path.startsWith(without))) continue;
    files.set(
      path.slice(folder.length + 1),
      entry.isFile() ? await readFile(path, 'latin1').catch(unreadable) : 'no file',
    );
  }
  return files;
}

function unreadable(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unreadable';
}
