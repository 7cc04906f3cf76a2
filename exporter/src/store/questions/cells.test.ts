import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, DAY, dayOf, HOUR, startOf } from '../../domain/Day.js';
import type { Day, Instant, Month } from '../../domain/Day.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import { writeRollup } from '../parts/writeRollup.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { Holdings, TestStore } from '../testing/openTestStore.js';
import { visibilityOf } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterEach(() => store.reset());
afterAll(() => store.close());

const NOON = startOf('2026-11-10') + DAY / 2;

/** Effective cost by day, provider and team: `2026-11-03 aws payments: 12.5`, sorted. */
async function shown(asOf?: Day, edition: Edition = store.edition()): Promise<string[]> {
  const rows = await store.engine.ask(`
    select Day::varchar as "day", ServiceProviderName as provider, "tag:team" as team, sum(EffectiveCost)::decimal(38, 12)::varchar as cost
    from ${cells(edition, liveParts(edition.manifest), asOf)} group by 1, 2, 3`);
  return rows
    .map(({ day, provider, team, cost }) => `${day} ${provider} ${team}: ${formatUnits(parseUnits(String(cost)))}`)
    .toSorted();
}

function charge(day: Day, team: string, cost: string): Charge {
  return { start: `${day}T00:00:00Z`, cost, provider: 'aws', tags: { team } };
}

describe('cells', () => {
  it('sum the charges of all live parts by day and what is visible', async () => {
    const first = await store.part('2026-11', [charge('2026-11-03', 'a', '1.5'), charge('2026-11-03', 'a', '2')]);
    const second = await store.part('2026-11', [charge('2026-11-03', 'a', '-0.5'), charge('2026-11-04', 'b', '7')]);
    await store.part('2026-11', [charge('2026-11-03', 'a', '1000')]);
    await store.publish({ x: { '2026-11': [first] }, y: { '2026-11': [second] } }, NOON);
    expect(await shown()).toEqual(['2026-11-03 aws a: 3', '2026-11-04 aws b: 7']);
  });

  it('belong to the UTC day on which a charge starts, wholly', async () => {
    const part = await store.part('2026-11', [
      { ...charge('2026-11-03', 'a', '1'), start: '2026-11-03T23:59:59Z', end: '2026-11-30T00:00:00Z' },
      { ...charge('2026-11-04', 'a', '2'), start: '2026-11-04T00:00:00Z' },
    ]);
    await store.publish({ x: { '2026-11': [part] } }, NOON);
    expect(await shown()).toEqual(['2026-11-03 aws a: 1', '2026-11-04 aws a: 2']);
  });

  it('of nothing are none, of the same shape', async () => {
    expect(await shown()).toEqual([]);
    const shape = async (parts: readonly string[]) =>
      (await store.engine.ask(`describe select * from ${cells(store.edition(), parts)}`)).map((row) => [
        row['column_name'],
        row['column_type'],
      ]);
    const part = await store.part('2026-11', [charge('2026-11-03', 'a', '1')]);
    expect(await shape([])).toEqual(await shape([part]));
  });

  it('are of one source when only its parts are asked for', async () => {
    const first = await store.part('2026-11', [charge('2026-11-03', 'a', '1')]);
    const second = await store.part('2026-11', [charge('2026-11-03', 'b', '2')]);
    await store.publish({ x: { '2026-11': [first] }, y: { '2026-11': [second] } }, NOON);
    expect(liveParts(store.manifest(), 'y')).toEqual([second]);
    expect(liveParts(store.manifest(), 'z')).toEqual([]);
  });
});

describe('cells as of an earlier day', () => {
  const november = (parts: readonly string[]): Holdings => ({ x: { '2026-11': parts } });

  it('are what was published by the end of that day', async () => {
    const first = await store.part('2026-11', [charge('2026-11-03', 'a', '10')]);
    const second = await store.part('2026-11', [charge('2026-11-03', 'a', '12'), charge('2026-11-03', 'b', '1')]);
    const third = await store.part('2026-11', [charge('2026-11-03', 'b', '13')]);
    await store.publish(november([first]), startOf('2026-11-05') + 9 * HOUR);
    await store.publish(november([second]), startOf('2026-11-07') - 1);
    await store.publish(november([third]), startOf('2026-11-07'));
    expect(await shown('2026-11-04')).toEqual([]);
    expect(await shown('2026-11-05')).toEqual(['2026-11-03 aws a: 10']);
    expect(await shown('2026-11-06')).toEqual(['2026-11-03 aws a: 12', '2026-11-03 aws b: 1']);
    expect(await shown('2026-11-07')).toEqual(['2026-11-03 aws b: 13']);
    expect(await shown('2030-01-01')).toEqual(await shown());
  });

  it('have no days, teams or sources that nobody knew then', async () => {
    const first = await store.part('2026-11', [charge('2026-11-03', 'a', '10'), charge('2026-11-04', 'free', '0')]);
    const later = await store.part('2026-11', [charge('2026-11-03', 'new', '5'), charge('2026-11-08', 'a', '1')]);
    await store.publish(november([first]), startOf('2026-11-05'));
    await store.publish({ ...november([first]), y: { '2026-11': [later] } }, startOf('2026-11-09'));
    expect(await shown('2026-11-05')).toEqual(['2026-11-03 aws a: 10', '2026-11-04 aws free: 0']);
  });

  it('have what was withdrawn since', async () => {
    const part = await store.part('2026-11', [charge('2026-11-03', 'a', '10')]);
    await store.publish(november([part]), startOf('2026-11-05'));
    await store.publish(november([]), startOf('2026-11-06'));
    expect(await shown()).toEqual([]);
    expect(await shown('2026-11-05')).toEqual(['2026-11-03 aws a: 10']);
  });

  it('know what was moved from one team to another', async () => {
    const before = await store.part('2026-11', [charge('2026-11-03', 'a', '10')]);
    const after = await store.part('2026-11', [charge('2026-11-03', 'b', '10')]);
    await store.publish(november([before]), startOf('2026-11-05'));
    await store.publish(november([after]), startOf('2026-11-06'));
    expect(await shown('2026-11-05')).toEqual(['2026-11-03 aws a: 10']);
  });

  it('keep their sum when more is visible than was then', async () => {
    const tags = { team: 'a', product: 'shop' };
    const before = await store.part('2026-11', [{ ...charge('2026-11-03', 'a', '10'), tags }]);
    const after = await store.part('2026-11', [{ ...charge('2026-11-03', 'a', '12.5'), tags }]);
    await store.publish(november([before]), startOf('2026-11-05'));
    await store.publish(november([after]), startOf('2026-11-06'));

    const visibility = visibilityOf({ dimensions: { team: {}, product: {} }, pools: [] });
    const { parts, ...manifest } = store.manifest();
    const rollup = await writeRollup(store.engine, store.folder, parts[after]!, visibility);
    const edition = {
      folder: store.folder,
      manifest: { ...manifest, parts: { ...parts, [after]: { ...parts[after]!, rollup } } },
      visibility,
    };
    expect(await shown('2026-11-05', edition)).toEqual(['2026-11-03 aws a: 10']);
  });

  const FIRST = startOf('2026-11-05');
  const anyCost = fc.oneof(
    fc.constantFrom('0', '10', '-10', '0.000000000001'),
    fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }).map((units) => formatUnits(units)),
  );
  const anyCharge = fc.record({
    start: fc.constantFrom('2026-11-02T00:00:00Z', '2026-11-02T13:00:00Z', '2026-11-03T00:00:00Z'),
    cost: anyCost,
    billed: anyCost,
    provider: fc.constantFrom('aws', 'azure'),
    tags: fc.constantFrom({ team: 'a' }, { team: 'b' }, {}),
  });
  const anyPart = fc.array(anyCharge, { minLength: 1, maxLength: 4 });
  const anyParts = fc.array(anyPart, { minLength: 1, maxLength: 5 });
  const anyHolding = fc.array(fc.nat(4), { maxLength: 3 });
  const anyPublication = fc.record({
    hoursLater: fc.constantFrom(0, 1, 11, 24, 50),
    october: anyHolding,
    november: anyHolding,
    other: anyHolding,
  });

  it('are, after any publications, what each of them showed, and nothing before the first', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyParts,
        fc.array(anyPublication, { minLength: 1, maxLength: 5 }),
        async (parts, publications) => {
          store.reset();
          const ids = await Promise.all(
            (['2026-10', '2026-11'] as Month[]).map(async (period) => {
              const written: string[] = [];
              for (const charges of parts) written.push(await store.part(period, charges));
              return written;
            }),
          );
          const published: { at: Instant; cells: string[] }[] = [];
          let at = FIRST;
          for (const { hoursLater, october, november, other } of publications) {
            at += hoursLater * HOUR;
            const [tenth, eleventh] = [october, november].map((held) =>
              unique(held.filter((index) => index < parts.length)),
            );
            const others = unique(other.filter((index) => index < parts.length && !eleventh!.includes(index)));
            const pick = (list: readonly string[], held: readonly number[]) => held.map((index) => list[index]!);
            await store.publish(
              {
                x: { '2026-10': pick(ids[0]!, tenth!), '2026-11': pick(ids[1]!, eleventh!) },
                y: { '2026-11': pick(ids[1]!, others) },
              },
              at,
            );
            const charges = [...tenth!, ...eleventh!, ...others].flatMap((index) => parts[index]!);
            published.push({ at, cells: expectedCells(charges) });
          }
          for (let day = addDays(dayOf(FIRST), -1); day <= addDays(dayOf(at), 1); day = addDays(day, 1)) {
            const known = published.findLast((publication) => dayOf(publication.at) <= day);
            expect(await allCosts(day)).toEqual(known?.cells ?? []);
          }
          expect(await allCosts()).toEqual(published.at(-1)?.cells);
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);
});

/** Effective and billed cost of every cell where either is something, by integers alone. */
function expectedCells(charges: readonly (Charge & { readonly billed: string })[]): string[] {
  const sums = new Map<string, { effective: bigint; billed: bigint }>();
  for (const { start, provider, tags, cost, billed } of charges) {
    const cell = `${start.slice(0, 10)} ${provider ?? ''} ${tags?.['team'] ?? 'null'}`;
    const sum = sums.get(cell) ?? { effective: 0n, billed: 0n };
    sums.set(cell, { effective: sum.effective + parseUnits(cost), billed: sum.billed + parseUnits(billed) });
  }
  return [...sums]
    .filter(([, { effective, billed }]) => effective !== 0n || billed !== 0n)
    .map(([cell, { effective, billed }]) => `${cell}: ${formatUnits(effective)}, ${formatUnits(billed)}`)
    .toSorted();
}

async function allCosts(asOf?: Day): Promise<string[]> {
  const edition = store.edition();
  const rows = await store.engine.ask(`
    select Day::varchar as "day", ServiceProviderName as provider, "tag:team" as team,
      sum(EffectiveCost)::decimal(38, 12)::varchar as effective, sum(BilledCost)::decimal(38, 12)::varchar as billed
    from ${cells(edition, liveParts(edition.manifest), asOf)} group by 1, 2, 3 having effective::decimal(38, 12) <> 0 or billed::decimal(38, 12) <> 0`);
  const exact = (text: unknown): string => formatUnits(parseUnits(String(text)));
  return rows
    .map(
      ({ day, provider, team, effective, billed }) =>
        `${day} ${provider} ${team}: ${exact(effective)}, ${exact(billed)}`,
    )
    .toSorted();
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
