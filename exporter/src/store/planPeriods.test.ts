import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Month } from '../domain/Day.js';
import { emptySource } from './Manifest.js';
import type { PeriodState } from './Manifest.js';
import { planPeriods } from './planPeriods.js';
import type { PeriodPlan, PlanRequest, ReadDelivery, ReadFile } from './planPeriods.js';

/** Parts are written `a1@11`: something of November. */
type Listing = Readonly<Record<string, string | null>>;

interface Known {
  readonly periods: Readonly<Record<Month, PeriodState>>;
  /** Parts of each file when it was last read. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly plan: PeriodPlan;
}

const NOTHING: Known = { periods: {}, files: {}, plan: { periods: {}, errors: [], warnings: [] } };

/** Files that no manifest names: what each holds, `null` when it cannot be read. */
function loose(listing: Listing): ReadDelivery {
  return { manifest: null, isWaiting: false, files: filesOf(listing) };
}

function named(manifest: string, listing: Listing): ReadDelivery {
  return { manifest, isWaiting: false, files: filesOf(listing) };
}

function waiting(delivery: ReadDelivery): ReadDelivery {
  return { ...delivery, isWaiting: true, files: delivery.files.map(({ name }) => ({ name, parts: null })) };
}

function filesOf(listing: Listing): ReadFile[] {
  return Object.entries(listing).map(([name, parts]) => ({
    name,
    parts: parts === null ? null : parts.split(' ').filter((part) => part !== ''),
  }));
}

/** One refresh after what is known. */
function refresh(known: Known, deliveries: readonly ReadDelivery[], mode: PlanRequest['mode'] = 'replace'): Known {
  const plan = planPeriods({
    previous: {
      ...emptySource,
      periods: known.periods,
      files: Object.keys(known.files).map((name) => ({ name, signature: name, bill: name, problem: null })),
    },
    mode,
    deliveries,
    periodOf: (part) => `2026-${part.slice(-2)}`,
    previousParts: (name) => known.files[name] ?? [],
  });
  const live = new Set(Object.values(plan.periods).flatMap(({ parts }) => parts));
  const listed = deliveries.flatMap(({ files }) => files);
  const gone = Object.entries(known.files).filter(
    ([name, parts]) => !listed.some((file) => file.name === name) && parts.some((part) => live.has(part)),
  );
  const present = listed.flatMap(({ name, parts }) => {
    const held = parts ?? known.files[name];
    return held === undefined ? [] : [[name, held] as const];
  });
  return { periods: plan.periods, files: Object.fromEntries([...gone, ...present]), plan };
}

function after(mode: PlanRequest['mode'], ...refreshes: readonly (readonly ReadDelivery[])[]): Known {
  return refreshes.reduce((known, deliveries) => refresh(known, deliveries, mode), NOTHING);
}

function withdraw(known: Known, period: Month): Known {
  const held = known.periods[period]!;
  const state = { revision: held.revision + 1, parts: [], withdrawn: held.parts, overlap: null };
  return { ...known, periods: { ...known.periods, [period]: state } };
}

/** `a1@11 b1@11 (2)`: the parts of a period, and its revision. */
function said({ periods }: Known): Record<string, string> {
  return Object.fromEntries(
    Object.entries(periods).map(([period, { parts, revision }]) => [period, [...parts, `(${revision})`].join(' ')]),
  );
}

describe('a source whose files replace', () => {
  test.each([
    {
      name: 'a file of one period',
      refreshes: [[loose({ a: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'files of one period count together, sorted',
      refreshes: [[loose({ b: 'b1@11', a: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (1)' },
    },
    {
      name: 'a file of several periods is in each',
      refreshes: [[loose({ a: 'a1@11 a1@10' })]],
      periods: { '2026-10': 'a1@10 (1)', '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'the same bytes under two names count once',
      refreshes: [[loose({ a: 'a1@11', b: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'an unchanged listing is no new revision',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ a: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'a file that was written again restates its period',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@10' })], [loose({ a: 'a2@11', b: 'b1@10' })]],
      periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a2@11 (2)' },
    },
    {
      name: 'a further file restates its period',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ a: 'a1@11', b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (2)' },
    },
    {
      name: 'a renamed file changes nothing',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ z: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'one of several files that is gone leaves its period',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ b: 'b1@11' })]],
      periods: { '2026-11': 'b1@11 (2)' },
    },
    {
      name: 'a new file with another name takes the place of one that is gone',
      refreshes: [[loose({ 'upto-10.csv': 'a1@11' })], [loose({ 'upto-20.csv': 'a2@11' })]],
      periods: { '2026-11': 'a2@11 (2)' },
    },
    {
      name: 'a file that has nothing any more leaves its period to the others',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ a: '', b: 'b1@11' })]],
      periods: { '2026-11': 'b1@11 (2)' },
    },
  ])('$name', ({ refreshes, periods }) => {
    const known = after('replace', ...refreshes);
    expect(said(known)).toEqual(periods);
    expect(known.plan.errors).toEqual([]);
    expect(known.plan.warnings).toEqual([]);
  });
});

describe('a period that loses its last file', () => {
  const lost = (period: string) =>
    `${period}: no file holds its charges any more; they are kept until "outlay withdraw" removes them`;

  test.each([
    { name: 'because it is gone', second: { b: 'b1@10' }, periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)' } },
    {
      name: 'because it holds another period instead',
      second: { a: 'a2@12', b: 'b1@10' },
      periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)', '2026-12': 'a2@12 (1)' },
    },
    {
      name: 'because it holds nothing any more',
      second: { a: '', b: 'b1@10' },
      periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)' },
    },
  ])('keeps its charges and is an error, $name', ({ second, periods }) => {
    const known = after('replace', [loose({ a: 'a1@11', b: 'b1@10' })], [loose(second)]);
    expect(said(known)).toEqual(periods);
    expect(known.plan.errors).toEqual([lost('2026-11')]);
  });

  it('stays an error until it is withdrawn', () => {
    const first = after('replace', [loose({ a: 'a1@11', b: 'b1@10' })], [loose({ b: 'b1@10' })]);
    const second = refresh(first, [loose({ b: 'b1@10' })]);
    expect(second.plan.errors).toEqual([lost('2026-11')]);
    const third = refresh(withdraw(second, '2026-11'), [loose({ b: 'b1@10' })]);
    expect(third.plan.errors).toEqual([]);
    expect(said(third)).toEqual({ '2026-10': 'b1@10 (1)', '2026-11': '(2)' });
  });

  it('has its file again when that comes back, without a new revision', () => {
    const listing = { a: 'a1@11', b: 'b1@10' };
    const known = after('replace', [loose(listing)], [loose({ b: 'b1@10' })], [loose(listing)]);
    expect(said(known)).toEqual({ '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)' });
    expect(known.plan.errors).toEqual([]);
  });
});

describe('while a file cannot be read', () => {
  test.each([
    {
      name: 'its periods stay as they were',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ a: null, b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (1)' },
    },
    {
      name: 'its periods take no restatement of other files',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ a: null, b: 'b2@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (1)' },
    },
    {
      name: 'other periods take theirs',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@10' })], [loose({ a: null, b: 'b2@10' })]],
      periods: { '2026-10': 'b2@10 (2)', '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'no period loses a file, because it may be the renamed one',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ z: null, b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (1)' },
    },
    {
      name: 'periods may grow when it was never read before',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ a: 'a1@11', b: 'b1@11', z: null })]],
      periods: { '2026-11': 'a1@11 b1@11 (2)' },
    },
    {
      name: 'nothing is known of a first file',
      refreshes: [[loose({ z: null })]],
      periods: {},
    },
    {
      name: 'a period that nobody has seen does not begin with the other files of it',
      refreshes: [[named('m1', { a: 'a1@11', z: null })], [loose({ b: 'b1@11' }), named('m1', { a: null, z: null })]],
      periods: {},
    },
    {
      name: 'its periods take everything once it can be read',
      refreshes: [
        [loose({ a: 'a1@11', b: 'b1@11' })],
        [loose({ a: null, b: 'b2@11' })],
        [loose({ a: 'a2@11', b: 'b2@11' })],
      ],
      periods: { '2026-11': 'a2@11 b2@11 (2)' },
    },
    {
      name: 'a period without any file is no error, because it may be that file',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@10' })], [loose({ b: 'b1@10', z: null })]],
      periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'files that are still changing keep everything as it was',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@10' })], [waiting(loose({ a: 'a2@11', b: 'b1@10' }))]],
      periods: { '2026-10': 'b1@10 (1)', '2026-11': 'a1@11 (1)' },
    },
  ])('$name', ({ refreshes, periods }) => {
    const known = after('replace', ...refreshes);
    expect(said(known)).toEqual(periods);
    expect(known.plan.errors).toEqual([]);
  });
});

describe('manifests', () => {
  test.each([
    {
      name: 'the newest delivery of a period is the whole of it',
      refreshes: [[named('m1', { a: 'a1@11', b: 'b1@11' }), named('m2', { c: 'c1@11' })]],
      periods: { '2026-11': 'c1@11 (1)' },
    },
    {
      name: 'each period has its own newest delivery',
      refreshes: [[named('m1', { a: 'a1@10 a1@11' }), named('m2', { c: 'c1@11' })]],
      periods: { '2026-10': 'a1@10 (1)', '2026-11': 'c1@11 (1)' },
    },
    {
      name: 'a newer delivery replaces what was published',
      refreshes: [[named('m1', { a: 'a1@11' })], [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11' })]],
      periods: { '2026-11': 'c1@11 (2)' },
    },
    {
      name: 'a delivery that waits changes nothing, even when some of its files are there',
      refreshes: [[named('m1', { a: 'a1@11' })], [named('m1', { a: 'a1@11' }), waiting(named('m2', { c: 'c1@11' }))]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'a delivery of which a file cannot be read changes nothing',
      refreshes: [[named('m1', { a: 'a1@11' })], [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11', d: null })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'the newest delivery keeps its period when one of its files cannot be read any more',
      refreshes: [
        [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11', d: 'd1@11' })],
        [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11', d: null })],
      ],
      periods: { '2026-11': 'c1@11 d1@11 (1)' },
    },
    {
      name: 'the newest delivery keeps its period when one of its files is gone',
      refreshes: [
        [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11', d: 'd1@11' })],
        [named('m1', { a: 'a1@11' }), waiting(named('m2', { c: 'c1@11' }))],
      ],
      periods: { '2026-11': 'c1@11 d1@11 (1)' },
    },
    {
      name: 'the newest delivery keeps its period when all of its files are gone',
      refreshes: [
        [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11' })],
        [named('m1', { a: 'a1@11' }), waiting(named('m2', {}))],
      ],
      periods: { '2026-11': 'c1@11 (1)' },
    },
    {
      name: 'the newest delivery keeps its period while it is written again in place',
      refreshes: [
        [named('m1', { a: 'a1@11' }), named('m2', { c: 'c1@11' })],
        [named('m1', { a: 'a1@11' }), waiting(named('m2', { c: 'c2@11' }))],
      ],
      periods: { '2026-11': 'c1@11 (1)' },
    },
    {
      name: 'a complete delivery comes after one that never will be',
      refreshes: [
        [named('m1', { a: 'a1@11' })],
        [named('m1', { a: 'a1@11' }), waiting(named('m2', { c: 'c1@11' })), named('m3', { e: 'e1@11' })],
      ],
      periods: { '2026-11': 'e1@11 (2)' },
    },
    {
      name: 'a delivery of one period that waits does not hold up those of others',
      refreshes: [
        [named('m1', { a: 'a1@10' }), named('m2', { b: 'b1@11' })],
        [named('m1', { a: 'a1@10' }), named('m3', { c: 'c1@10' }), waiting(named('m2', { b: 'b2@11' }))],
      ],
      periods: { '2026-10': 'c1@10 (2)', '2026-11': 'b1@11 (1)' },
    },
    {
      name: 'a delivery of nothing takes nothing away',
      refreshes: [[named('m1', { a: 'a1@11' })], [named('m1', { a: 'a1@11' }), named('m2', {})]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'loose files of other periods count beside manifests',
      refreshes: [[loose({ x: 'x1@10' }), named('m1', { a: 'a1@11' })]],
      periods: { '2026-10': 'x1@10 (1)', '2026-11': 'a1@11 (1)' },
    },
  ])('$name', ({ refreshes, periods }) => {
    const known = after('replace', ...refreshes);
    expect(said(known)).toEqual(periods);
    expect(known.plan.errors).toEqual([]);
    expect(known.plan.warnings).toEqual([]);
  });

  it('beat loose files of the same period, and say so', () => {
    const known = after('replace', [loose({ x: 'x1@11 x1@10' }), named('run/manifest.json', { a: 'a1@11' })]);
    expect(said(known)).toEqual({ '2026-10': 'x1@10 (1)', '2026-11': 'a1@11 (1)' });
    expect(known.plan.warnings).toEqual([
      '2026-11: only the files that run/manifest.json names count; others of this period are ignored',
    ]);
  });

  it('whose files are all gone, manifest and all, leave their period with an error', () => {
    const known = after('replace', [named('m1', { a: 'a1@11' }), loose({ x: 'x1@10' })], [loose({ x: 'x1@10' })]);
    expect(said(known)).toEqual({ '2026-10': 'x1@10 (1)', '2026-11': 'a1@11 (1)' });
    expect(known.plan.errors).toHaveLength(1);
  });
});

describe('a source whose files add', () => {
  test.each([
    {
      name: 'a file that is gone stays',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (2)' },
    },
    {
      name: 'a file whose content changed replaces what it added',
      refreshes: [[loose({ a: 'a1@11', b: 'b1@11' })], [loose({ a: 'a2@11', b: 'b1@11' })]],
      periods: { '2026-11': 'a2@11 b1@11 (2)' },
    },
    {
      name: 'a file that is the same under another name adds nothing',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ a: 'a1@11', z: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'content that another file still holds stays when one changes',
      refreshes: [[loose({ a: 'a1@11', z: 'a1@11' })], [loose({ a: 'a2@11', z: 'a1@11' })]],
      periods: { '2026-11': 'a1@11 a2@11 (2)' },
    },
    {
      name: 'a file that cannot be read keeps what it added',
      refreshes: [[loose({ a: 'a1@11' })], [loose({ a: null, b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (2)' },
    },
    {
      name: 'files that are still changing keep what they added',
      refreshes: [[loose({ a: 'a1@11' })], [waiting(loose({ a: 'a2@11', b: 'b1@11' }))]],
      periods: { '2026-11': 'a1@11 (1)' },
    },
    {
      name: 'deliveries of manifests add like others',
      refreshes: [[named('m1', { a: 'a1@11' })], [named('m1', { a: 'a1@11' }), named('m2', { b: 'b1@11' })]],
      periods: { '2026-11': 'a1@11 b1@11 (2)' },
    },
    {
      name: 'an empty listing takes nothing away',
      refreshes: [[loose({ a: 'a1@11' })], []],
      periods: { '2026-11': 'a1@11 (1)' },
    },
  ])('$name', ({ refreshes, periods }) => {
    const known = after('add', ...refreshes);
    expect(said(known)).toEqual(periods);
    expect(known.plan.errors).toEqual([]);
  });

  it('keeps a period whose only file holds another one instead, and says so', () => {
    const known = after('add', [loose({ a: 'a1@10' })], [loose({ a: 'a2@11' })]);
    expect(said(known)).toEqual({ '2026-10': 'a1@10 (1)', '2026-11': 'a2@11 (1)' });
    expect(known.plan.errors).toEqual([
      '2026-10: no file holds its charges any more; they are kept until "outlay withdraw" removes them',
    ]);
  });
});

describe('a period that was withdrawn', () => {
  test.each(['replace', 'add'] as const)('stays out while its files are what they were (%s)', (mode) => {
    const withdrawn = withdraw(after(mode, [loose({ a: 'a1@11', b: 'b1@10' })]), '2026-11');
    const again = [loose({ a: 'a1@11', b: 'b1@10' })];
    const known = refresh(refresh(withdrawn, again, mode), again, mode);
    expect(said(known)).toEqual({ '2026-10': 'b1@10 (1)', '2026-11': '(2)' });
    expect(known.plan.errors).toEqual([]);
  });

  test.each(['replace', 'add'] as const)(
    'stays out when one of its files is gone, or has another name (%s)',
    (mode) => {
      const withdrawn = withdraw(after(mode, [loose({ a: 'a1@11', b: 'b1@11' })]), '2026-11');
      expect(said(refresh(withdrawn, [loose({ z: 'a1@11' })], mode))).toEqual({ '2026-11': '(2)' });
      expect(said(refresh(withdrawn, [loose({ c: 'c1@10' })], mode))).toEqual({
        '2026-10': 'c1@10 (1)',
        '2026-11': '(2)',
      });
    },
  );

  test.each([
    { name: 'a delivery with new content', mode: 'replace', listing: { a: 'a2@11' }, parts: 'a2@11' },
    {
      name: 'a delivery of which one file is new',
      mode: 'replace',
      listing: { a: 'a2@11', b: 'b1@11' },
      parts: 'a2@11 b1@11',
    },
    {
      name: 'a delivery with one file more',
      mode: 'replace',
      listing: { a: 'a1@11', c: 'c1@11' },
      parts: 'a1@11 c1@11',
    },
    { name: 'a file with new content', mode: 'add', listing: { a: 'a2@11', b: 'b1@11' }, parts: 'a2@11' },
    { name: 'a file more', mode: 'add', listing: { a: 'a1@11', b: 'b1@11', c: 'c1@11' }, parts: 'c1@11' },
  ] as const)('comes back with $name ($mode): $parts', ({ mode, listing, parts }) => {
    const withdrawn = withdraw(after(mode, [loose({ a: 'a1@11', b: 'b1@11' })]), '2026-11');
    const back = refresh(withdrawn, [loose(listing)], mode);
    expect(said(back)).toEqual({ '2026-11': `${parts} (3)` });
    expect(refresh(back, [loose(listing)], mode).periods).toEqual(back.periods);
  });

  it('is like any other once it is back: a file that is replaced again may bring what was withdrawn', () => {
    const withdrawn = withdraw(after('replace', [loose({ a: 'a1@11' })]), '2026-11');
    const back = refresh(withdrawn, [loose({ a: 'a2@11' })]);
    expect(back.periods['2026-11']?.withdrawn).toEqual([]);
    expect(said(refresh(back, [loose({ a: 'a1@11' })]))).toEqual({ '2026-11': 'a1@11 (4)' });
  });
});

describe('whatever arrives', () => {
  const anyParts = fc
    .array(fc.constantFrom('1@10', '2@10', '3@10', '1@11', '2@11', '3@11', '1@12'), { maxLength: 2 })
    .map((parts) => [...new Set(parts)].join(' '));
  const anyListing = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(anyParts, { freq: 6 }), {
    noNullPrototype: true,
  });
  const anyWholeListing = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyParts, { noNullPrototype: true });
  const anyDeliveries = fc
    .tuple(fc.option(anyListing), fc.array(fc.tuple(anyWholeListing, fc.boolean()), { maxLength: 2 }))
    .map(([unnamed, manifests]) => [
      ...(unnamed === null ? [] : [loose(unnamed)]),
      ...manifests.map(([listing, isWaiting], index) => {
        const paths = Object.entries(listing).map(([name, parts]) => [`m${index}/${name}`, parts]);
        const delivery = named(`m${index}`, Object.fromEntries(paths) as Listing);
        return isWaiting ? waiting(delivery) : delivery;
      }),
    ]);
  const anyHistory = fc.array(anyDeliveries, { minLength: 1, maxLength: 5 });
  const anyMode = fc.constantFrom('replace', 'add');

  it('the same again makes no new revision', () => {
    fc.assert(
      fc.property(anyMode, anyHistory, (mode, history) => {
        const known = after(mode, ...history);
        expect(refresh(known, history.at(-1)!, mode).periods).toEqual(known.periods);
      }),
    );
  });

  it('the order in which files are listed does not matter', () => {
    const reversed = (deliveries: readonly ReadDelivery[]) =>
      deliveries.map((delivery) => ({ ...delivery, files: delivery.files.toReversed() }));
    fc.assert(
      fc.property(anyMode, anyHistory, (mode, history) => {
        expect(after(mode, ...history.map(reversed)).plan).toEqual(after(mode, ...history).plan);
      }),
    );
  });

  it('a period has each part once, sorted, and only parts of its own', () => {
    fc.assert(
      fc.property(anyMode, anyHistory, (mode, history) => {
        for (const [period, { parts }] of Object.entries(after(mode, ...history).periods)) {
          expect(parts).toEqual([...new Set(parts)].toSorted());
          expect(parts.every((part) => part.endsWith(period.slice(-2)))).toBe(true);
        }
      }),
    );
  });

  it('no period that had charges loses them all', () => {
    fc.assert(
      fc.property(anyMode, anyHistory, (mode, history) => {
        let known = NOTHING;
        for (const deliveries of history) {
          const before = known;
          known = refresh(before, deliveries, mode);
          for (const [period, { parts }] of Object.entries(before.periods)) {
            if (parts.length > 0) expect(known.periods[period]?.parts.length).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('revisions count up by one, exactly when the parts changed', () => {
    fc.assert(
      fc.property(anyMode, anyHistory, (mode, history) => {
        let known = NOTHING;
        for (const deliveries of history) {
          const before = known;
          known = refresh(before, deliveries, mode);
          for (const [period, { parts, revision }] of Object.entries(known.periods)) {
            const held = before.periods[period];
            const isSame = held !== undefined && held.parts.join() === parts.join();
            expect(revision).toBe((held?.revision ?? 0) + (isSame ? 0 : 1));
          }
        }
      }),
    );
  });
});
