import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { startOf } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { digestOf } from './files/digestOf.js';
import { literal } from './sql.js';
import type { Charge } from './testing/Charge.js';
import { openTestStore } from './testing/openTestStore.js';
import type { TestStore } from './testing/openTestStore.js';
import type { PeriodDifference } from './writeRevision.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterEach(() => store.reset());
afterAll(() => store.close());

const AT = startOf('2026-11-10');

function charge(team: string, cost: string, over: Partial<Charge> = {}): Charge {
  return { start: '2026-11-03T00:00:00Z', cost, tags: { team }, ...over };
}

/** Publishes one part of November in the place of another; gives what changed. */
async function restate(before: readonly Charge[], after: readonly Charge[]): Promise<readonly PeriodDifference[]> {
  const parts = [];
  for (const charges of [before, after]) parts.push(charges.length === 0 ? [] : [await store.part('2026-11', charges)]);
  await store.publish({ aws: { '2026-11': parts[0]! } }, AT);
  return store.publish({ aws: { '2026-11': parts[1]! } }, AT);
}

/** The rows of the last revision: `a 10 → 12`. */
async function changes(): Promise<string[]> {
  const file = join(store.folder, store.manifest().revisions.at(-1)!.file);
  const rows = await store.engine.rows(
    `select "tag:team" as team, OldEffectiveCost as before, NewEffectiveCost as after from read_parquet(${literal(file)}) order by 1, 2`,
  );
  const exact = (text: unknown): string => formatUnits(parseUnits(String(text)));
  return rows.map(({ team, before, after }) => `${team} ${exact(before)} → ${exact(after)}`);
}

describe('a revision', () => {
  it('has a row for each cell that changed, and none for the others', async () => {
    const [difference] = await restate(
      [charge('a', '10'), charge('same', '5'), charge('gone', '3'), charge('same', '1')],
      [charge('a', '12'), charge('same', '6'), charge('new', '4')],
    );
    expect(await changes()).toEqual(['a 10 → 12', 'gone 3 → 0', 'new 0 → 4']);
    expect(numbers(difference!)).toEqual({ before: '13', after: '16', added: '6', removed: '3' });
    expect(difference).toMatchObject({ source: 'aws', period: '2026-11' });
  });

  it('is of everything when a period comes, and of everything when it goes', async () => {
    expect(numbers((await restate([], [charge('a', '10'), charge('b', '-2')]))[0]!)).toEqual({
      before: '0',
      after: '8',
      added: '10',
      removed: '2',
    });
    store.reset();
    expect(numbers((await restate([charge('a', '10'), charge('b', '-2')], []))[0]!)).toEqual({
      before: '8',
      after: '0',
      added: '2',
      removed: '10',
    });
  });

  it('is empty when other files say the same', async () => {
    expect(await restate([charge('a', '10'), charge('a', '2')], [charge('a', '12')])).toEqual([]);
    expect(await changes()).toEqual([]);
  });

  it('shows what moved although the sum stayed', async () => {
    const [difference] = await restate([charge('a', '10')], [charge('b', '10')]);
    expect(numbers(difference!)).toEqual({ before: '10', after: '10', added: '10', removed: '10' });
  });

  it('shows a change of any of the four costs', async () => {
    for (const base of ['billed', 'list', 'contracted']) {
      const [difference] = await restate([charge('a', '10')], [charge('a', '10', { [base]: '11' })]);
      expect(numbers(difference!)).toEqual({ before: '10', after: '10', added: '0', removed: '0' });
      store.reset();
    }
  });

  it('knows days, sources and periods apart', async () => {
    const first = await store.part('2026-10', [charge('a', '1')]);
    const second = await store.part('2026-11', [charge('a', '2'), charge('a', '4', { start: '2026-11-04T00:00:00Z' })]);
    const third = await store.part('2026-11', [charge('a', '8')]);
    const differences = await store.publish(
      { aws: { '2026-10': [first], '2026-11': [second] }, azure: { '2026-11': [third] } },
      AT,
    );
    expect(
      differences.map(({ source, period, after }) => `${source} ${period} ${formatUnits(parseUnits(after))}`),
    ).toEqual(['aws 2026-10 1', 'aws 2026-11 6', 'azure 2026-11 8']);
    expect(await changes()).toHaveLength(4);
  });

  it('is a file that its digest describes, numbered by its publication, with the names that were visible', async () => {
    await restate([charge('a', '1')], [charge('a', '2')]);
    const revisions = store.manifest().revisions;
    expect(revisions.map(({ sequence }) => sequence)).toEqual([1, 2].map((step) => revisions[0]!.sequence - 1 + step));
    for (const { file, digest, columns } of revisions) {
      expect(file).toMatch(/^revisions\/\d{9}\.parquet$/);
      expect(await digestOf(join(store.folder, file))).toBe(digest);
      expect(columns).toContain('tag:team');
    }
  });

  it('leaves after what was before and added less what was removed, and agrees with the charges', async () => {
    const anyCharge = fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }))
      .map(([team, units]) => charge(team, formatUnits(units)));
    const anyCharges = fc.array(anyCharge, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anyCharges, anyCharges, async (before, after) => {
        store.reset();
        const [difference] = await restate(before, after);
        const sum = (charges: readonly Charge[]) => charges.reduce((total, { cost }) => total + parseUnits(cost), 0n);
        const units = (key: keyof PeriodDifference) => parseUnits(difference?.[key] ?? '0');
        expect(units('after') - units('before')).toBe(sum(after) - sum(before));
        expect(units('added') - units('removed')).toBe(sum(after) - sum(before));
        expect(units('added') >= 0n && units('removed') >= 0n).toBe(true);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

function numbers({ before, after, added, removed }: PeriodDifference) {
  const exact = (text: string): string => formatUnits(parseUnits(text));
  return { before: exact(before), after: exact(after), added: exact(added), removed: exact(removed) };
}
