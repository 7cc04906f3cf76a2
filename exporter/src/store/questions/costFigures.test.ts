import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { addDays, DAY, dayOf, HOUR, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { endOf } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { costFigures, SERIES_PER_CELL, WINDOWS } from './costFigures.js';
import type { CostCell, CostFigures, FiguresRequest, SourceWindow, Window } from './costFigures.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore({ team: {}, product: {} });
});

afterEach(() => store.reset());
afterAll(() => store.close());

const MIDNIGHT = 'T00:00:00Z';

/** Publishes charges, by source; each source has two parts, in one billing period. */
async function publish(sources: Readonly<Record<string, readonly Charge[]>>): Promise<void> {
  const holdings: Record<string, Record<string, string[]>> = {};
  for (const [source, charges] of Object.entries(sources)) {
    const halves = [charges.filter((_, index) => index % 2 === 0), charges.filter((_, index) => index % 2 === 1)];
    const parts: string[] = [];
    for (const half of halves) if (half.length > 0) parts.push(await store.part('2026-11', half));
    holdings[source] = { '2026-11': parts };
  }
  await store.publish(holdings, startOf('2026-11-30'));
}

function ask(asOf: string, over: Partial<FiguresRequest> = {}): Promise<CostFigures> {
  return costFigures({
    engine: store.engine,
    edition: store.edition(),
    methodology: { version: 'v', owner: null, dimensions: store.dimensions, pools: [] },
    labels: ['provider', 'team'],
    asOf: Date.parse(asOf),
    windows: [],
    top: 50,
    maxSeries: 10_000,
    unfolded: {},
    ...over,
  });
}

function charge(day: Day, team: string | null, cost: string, over: Partial<Charge> = {}): Charge {
  const tags = team === null ? {} : { team };
  return { start: `${day}${MIDNIGHT}`, cost, provider: 'aws', tags, ...over };
}

function exact(text: string): string {
  return formatUnits(parseUnits(text));
}

/** One figure of every cell by its labels: `aws/payments`. */
function byLabels({ cells }: CostFigures, figure: (cell: CostCell) => string | null): Record<string, string | null> {
  return Object.fromEntries(
    cells.map((cell) => {
      const found = figure(cell);
      return [Object.values(cell.labels).join('/'), found === null ? null : exact(found)];
    }),
  );
}

const monthToDate = ({ monthToDate: { effective } }: CostCell): string => effective;

describe('month to date', () => {
  it('is what the charges that started in the month cost, in four bases', async () => {
    await publish({
      x: [
        charge('2026-11-01', 'a', '1', { billed: '2', list: '3', contracted: '4' }),
        charge('2026-11-15', 'a', '10', { billed: '20', list: '30', contracted: '40' }),
        charge('2026-10-31', 'a', '100', { start: '2026-10-31T23:59:59Z', end: '2026-11-15T00:00:00Z' }),
      ],
    });
    const { cells } = await ask('2026-11-15T12:00:00Z');
    expect(cells).toHaveLength(1);
    expect(Object.entries(cells[0]!.monthToDate).map(([base, cost]) => `${base} ${exact(cost)}`)).toEqual([
      'effective 11',
      'billed 22',
      'list 33',
      'contracted 44',
    ]);
  });

  it('has what is dated later in the month, and nothing of the next', async () => {
    await publish({ x: [charge('2026-11-30', 'a', '1'), charge('2026-12-01', 'a', '2')] });
    expect(byLabels(await ask('2026-11-15T12:00:00Z'), monthToDate)).toEqual({ 'aws/a': '1' });
  });

  it('is nothing, not absent, on a first day without data', async () => {
    await publish({ x: [charge('2026-10-15', 'a', '5'), charge('2026-10-31', 'b', '7')] });
    const figures = await ask('2026-11-01T00:00:00Z');
    expect(byLabels(figures, monthToDate)).toEqual({ 'aws/a': '0', 'aws/b': '0' });
    expect(byLabels(figures, ({ previousMonth }) => previousMonth)).toEqual({ 'aws/a': '5', 'aws/b': '7' });
    expect(byLabels(figures, ({ previousMonthToDate }) => previousMonthToDate)).toEqual({ 'aws/a': '0', 'aws/b': '0' });
  });

  it('is no series at all when nothing was ever published', async () => {
    expect(await ask('2026-11-01T00:00:00Z')).toMatchObject({ cells: [], days: [], foldedCells: 0 });
  });
});

describe('the previous month', () => {
  test.each([
    { asOf: '2026-11-01T00:00:00Z', toDate: '1', whole: '1111' },
    { asOf: '2026-11-15T23:59:59Z', toDate: '11', whole: '1111' },
    { asOf: '2026-11-30T12:00:00Z', toDate: '111', whole: '1111' },
    { asOf: '2026-12-31T12:00:00Z', toDate: '30', whole: '30' },
    { asOf: '2027-01-01T12:00:00Z', toDate: '0', whole: '0' },
  ])('through the same day, as of $asOf, is $toDate of $whole', async ({ asOf, toDate, whole }) => {
    await publish({
      x: [
        charge('2026-10-01', 'a', '1'),
        charge('2026-10-15', 'a', '10'),
        charge('2026-10-30', 'a', '100'),
        charge('2026-10-31', 'a', '1000'),
        charge('2026-11-30', 'a', '30'),
        charge('2027-01-01', 'a', '5'),
      ],
    });
    const figures = await ask(asOf);
    expect(byLabels(figures, ({ previousMonthToDate }) => previousMonthToDate)).toEqual({ 'aws/a': toDate });
    expect(byLabels(figures, ({ previousMonth }) => previousMonth)).toEqual({ 'aws/a': whole });
  });
});

describe('windows', () => {
  const daily: SourceWindow = { source: 'daily', watermark: startOf('2026-11-20'), hourly: false };
  const hourly: SourceWindow = { source: 'hourly', watermark: Date.parse('2026-11-20T09:00:00Z'), hourly: true };
  const windowsOf = ({ windows }: CostCell): string =>
    Object.entries(windows)
      .map(([name, cost]) => `${name} ${cost === null ? 'absent' : exact(cost)}`)
      .join(', ');

  function shown({ cells }: CostFigures): Record<string, string> {
    return Object.fromEntries(cells.map((cell) => [Object.values(cell.labels).join('/'), windowsOf(cell)]));
  }

  it('of bills by the day are whole days before the watermark, and have no six hours', async () => {
    await publish({
      daily: [
        charge('2026-11-20', 'a', '1000'),
        charge('2026-11-19', 'a', '1'),
        charge('2026-11-17', 'a', '2'),
        charge('2026-11-16', 'a', '4'),
        charge('2026-11-13', 'a', '8'),
        charge('2026-11-12', 'a', '16'),
        charge('2026-10-23', 'a', '32'),
        charge('2026-10-22', 'a', '64'),
      ],
    });
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [daily] }))).toEqual({
      'aws/a': '6h absent, 1d 1, 3d 3, 7d 15, 28d 63',
    });
  });

  it('of bills by the hour cut days', async () => {
    const at = (time: string, cost: string): Charge => ({
      ...charge('2026-11-20', 'a', cost),
      start: time,
      end: new Date(Date.parse(time) + HOUR).toISOString(),
    });
    await publish({
      hourly: [
        at('2026-11-20T09:00:00Z', '1000'),
        at('2026-11-20T08:00:00Z', '1'),
        at('2026-11-20T03:00:00Z', '2'),
        at('2026-11-20T02:59:59Z', '4'),
        at('2026-11-19T09:00:00Z', '8'),
        at('2026-11-19T08:00:00Z', '16'),
        at('2026-11-17T09:00:00Z', '32'),
        at('2026-11-13T09:00:00Z', '64'),
        at('2026-10-23T09:00:00Z', '128'),
        at('2026-10-23T08:00:00Z', '256'),
      ],
    });
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [hourly] }))).toEqual({
      'aws/a': '6h 3, 1d 15, 3d 63, 7d 127, 28d 255',
    });
  });

  it('of bills by the hour have whole days of what is billed by the day', async () => {
    const day = (start: Day, cost: string): Charge => charge(start, 'a', cost);
    await publish({
      hourly: [
        { ...day('2026-11-20', '1'), end: '2026-11-20T01:00:00Z' },
        ...[day('2026-11-20', '1000'), day('2026-11-19', '2'), day('2026-11-17', '4'), day('2026-11-16', '8')],
        ...[day('2026-11-13', '16'), day('2026-11-12', '32'), day('2026-10-23', '64'), day('2026-10-22', '128')],
      ],
    });
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [hourly] }))).toEqual({
      'aws/a': '6h 0, 1d 3, 3d 7, 7d 31, 28d 127',
    });
  });

  it('end at the watermark of each source, and add up over sources', async () => {
    const earlier = { ...daily, source: 'earlier', watermark: startOf('2026-11-10') };
    await publish({
      daily: [charge('2026-11-19', 'a', '1'), charge('2026-11-09', 'a', '2')],
      earlier: [charge('2026-11-09', 'a', '4'), charge('2026-11-19', 'a', '8')],
    });
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [daily, earlier] }))).toEqual({
      'aws/a': '6h absent, 1d 5, 3d 5, 7d 5, 28d 7',
    });
  });

  it('are nothing where a source has them but no charges in them, absent where it has none', async () => {
    await publish({
      hourly: [charge('2026-11-10', 'quiet', '1'), charge('2026-11-20', 'busy', '2', { end: '2026-11-20T01:00:00Z' })],
      daily: [charge('2026-11-10', 'by-day', '4')],
      unknown: [charge('2026-11-10', 'nobody', '8')],
    });
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [hourly, daily] }))).toEqual({
      'aws/quiet': '6h 0, 1d 0, 3d 0, 7d 0, 28d 1',
      'aws/busy': '6h 0, 1d 2, 3d 2, 7d 2, 28d 2',
      'aws/by-day': '6h absent, 1d 0, 3d 0, 7d 0, 28d 4',
      'aws/nobody': '6h absent, 1d absent, 3d absent, 7d absent, 28d absent',
    });
  });

  it('have charges that are no usage, later than any usage of their part', async () => {
    const part = await store.part('2026-11', [charge('2026-10-01', 'a', '1'), charge('2026-11-19', 'a', '2')]);
    await store.publish({ daily: { '2026-11': [part] } }, startOf('2026-11-30'));
    const { parts, ...manifest } = store.manifest();
    const usageEnded = { ...parts, [part]: { ...parts[part]!, lastEvent: '2026-10-01T00:00:00Z' } };
    const edition = { ...store.edition(), manifest: { ...manifest, parts: usageEnded } };
    expect(shown(await ask('2026-11-21T12:00:00Z', { windows: [daily], edition }))['aws/a']).toContain('1d 2');
  });

  it('of a source that is long stale still have their cells', async () => {
    const stale = { ...daily, watermark: startOf('2026-03-10') };
    await publish({ daily: [charge('2026-03-09', 'old', '3')], other: [charge('2026-11-09', 'new', '5')] });
    const figures = await ask('2026-11-21T12:00:00Z', { windows: [stale] });
    expect(
      figures.cells
        .map(({ windows }) => windows['1d'])
        .filter((cost) => cost !== null)
        .map(exact),
    ).toEqual(['3']);
    expect(figures.cells.reduce((sum, cell) => sum + parseUnits(monthToDate(cell)), 0n)).toBe(parseUnits('5'));
  });
});

describe('folding to the top values', () => {
  const teams = (costs: Readonly<Record<string, string>>): Charge[] =>
    Object.entries(costs).map(([team, cost]) => charge('2026-11-03', team, cost));
  const NOW = '2026-11-10T12:00:00Z';

  it('keeps the largest names of each label; the others are one', async () => {
    await publish({ x: teams({ a: '100', b: '30', c: '20', d: '7', e: '3' }) });
    const figures = await ask(NOW, { top: 2 });
    expect(byLabels(figures, monthToDate)).toEqual({ 'aws/a': '100', 'aws/b': '30', 'aws/other': '30' });
    expect(figures.unfolded).toEqual({ provider: ['aws'], team: ['a', 'b'] });
  });

  it('ranks by size, so that a large credit keeps its name', async () => {
    await publish({ x: teams({ a: '10', refund: '-50', c: '20' }) });
    expect(byLabels(await ask(NOW, { top: 2 }), monthToDate)).toEqual({
      'aws/refund': '-50',
      'aws/c': '20',
      'aws/other': '10',
    });
  });

  it('ranks by the last 35 days, today the last', async () => {
    await publish({
      x: [
        charge('2026-10-06', 'out', '1000'), // day 36
        charge('2026-10-07', 'in', '10'), // day 35
        charge('2026-11-10', 'today', '20'),
        charge('2026-11-09', 'small', '5'),
      ],
    });
    expect((await ask(NOW, { top: 2 })).unfolded['team']).toEqual(['today', 'in']);
  });

  it('ranks equals by name', async () => {
    await publish({ x: teams({ b: '1', c: '1', a: '1' }) });
    expect((await ask(NOW, { top: 2 })).unfolded['team']).toEqual(['a', 'b']);
  });

  test.each([
    { name: 'a value that has its name keeps it at rank 2·K', rank: 4, unfolded: ['z'], isKept: true },
    { name: 'a value that has its name loses it below rank 2·K', rank: 5, unfolded: ['z'], isKept: false },
    { name: 'a value without its name does not get it at rank K + 1', rank: 3, unfolded: [], isKept: false },
    { name: 'a value without its name gets it at rank K', rank: 2, unfolded: [], isKept: true },
  ])('$name', async ({ rank, unfolded, isKept }) => {
    const costs = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((team, index) => [team, String(1000 - index)]));
    await publish({ x: teams({ ...costs, z: String(1000 - rank + 1.5) }) });
    const figures = await ask(NOW, { top: 2, unfolded: { team: unfolded } });
    expect(figures.unfolded['team']?.includes('z')).toBe(isKept);
    expect('aws/z' in byLabels(figures, monthToDate)).toBe(isKept);
  });

  it('never folds none, unallocated and other, whatever their rank, and counts them in none', async () => {
    await publish({ x: [charge('2026-11-03', null, '0.01'), ...teams({ a: '100', b: '30', other: '0.02', c: '1' })] });
    expect(byLabels(await ask(NOW, { top: 1 }), monthToDate)).toEqual({
      'aws/a': '100',
      'aws/none': '0.01',
      'aws/other': '31.02',
    });
    expect(byLabels(await ask(NOW, { top: 3 }), monthToDate)).toEqual({
      'aws/a': '100',
      'aws/b': '30',
      'aws/c': '1',
      'aws/none': '0.01',
      'aws/other': '0.02',
    });
  });

  it('never folds providers', async () => {
    await publish({ x: ['aws', 'azure', 'gcp'].map((provider) => charge('2026-11-03', 'a', '1', { provider })) });
    expect(byLabels(await ask(NOW, { top: 1 }), monthToDate)).toEqual({ 'aws/a': '1', 'azure/a': '1', 'gcp/a': '1' });
  });

  it('folds each label by itself', async () => {
    const of = (team: string, product: string, cost: string): Charge =>
      charge('2026-11-03', team, cost, { tags: { team, product } });
    await publish({ x: [of('a', 'x', '8'), of('b', 'x', '4'), of('a', 'y', '2'), of('b', 'y', '1')] });
    expect(byLabels(await ask(NOW, { labels: ['team', 'product'], top: 1 }), monthToDate)).toEqual({
      'a/x': '8',
      'other/x': '4',
      'a/other': '2',
      'other/other': '1',
    });
  });
});

describe('the ceiling', () => {
  const NOW = '2026-11-10T12:00:00Z';
  const many = (provider: string, count: number, cost: number): Charge[] =>
    Array.from({ length: count }, (_, index) => charge('2026-11-03', `t${index}`, String(cost + index), { provider }));

  it('folds the smallest cells, in every label but the provider, and counts them', async () => {
    await publish({ x: [...many('aws', 4, 100), ...many('azure', 4, 1)] });
    const figures = await ask(NOW, { maxSeries: 6 * SERIES_PER_CELL });
    expect(byLabels(figures, monthToDate)).toEqual({
      'aws/t0': '100',
      'aws/t1': '101',
      'aws/t2': '102',
      'aws/t3': '103',
      'azure/other': '10',
    });
    expect(figures.foldedCells).toBe(4);
  });

  it('folds nothing that fits', async () => {
    await publish({ x: many('aws', 6, 1) });
    const figures = await ask(NOW, { maxSeries: 6 * SERIES_PER_CELL });
    expect(figures.cells).toHaveLength(6);
    expect(figures.foldedCells).toBe(0);
  });

  it('leaves a cell for the rest of each provider, so that it holds', async () => {
    await publish({ x: [...many('aws', 9, 1), ...many('azure', 9, 10), ...many('gcp', 9, 20)] });
    const figures = await ask(NOW, { maxSeries: 10 * SERIES_PER_CELL });
    expect(figures.cells).toHaveLength(10);
    expect(figures.foldedCells).toBe(27 - 7);
  });
});

describe('days', () => {
  const NOW = '2026-11-30T12:00:00Z';

  it('are the last 35, today the last, by provider and team', async () => {
    await publish({
      x: [
        charge('2026-10-26', 'a', '1'), // day 36
        charge('2026-10-27', 'a', '2'), // day 35
        charge('2026-11-30', 'a', '4'),
        charge('2026-11-30', null, '8'),
        charge('2026-11-30', 'a', '16', { provider: 'azure' }),
        charge('2026-12-01', 'a', '32'),
      ],
    });
    const { days } = await ask(NOW);
    expect(days.map(({ day, provider, team, cost }) => `${day} ${provider} ${team} ${exact(cost)}`)).toEqual([
      '2026-10-27 aws a 2',
      '2026-11-30 aws a 4',
      '2026-11-30 aws none 8',
      '2026-11-30 azure a 16',
    ]);
  });

  it('name the ten largest teams; the others are one', async () => {
    const charges = Array.from({ length: 13 }, (_, index) => charge('2026-11-03', `t${index}`, String(2 ** index)));
    await publish({ x: [...charges, charge('2026-11-03', null, '0.5')] });
    const { days } = await ask(NOW, { labels: ['provider'], top: 1 });
    const costs = Object.fromEntries(days.map(({ team, cost }) => [team, exact(cost)]));
    expect(Object.keys(costs)).toHaveLength(12);
    expect(costs).toMatchObject({ t12: '4096', t3: '8', other: '7', none: '0.5' });
  });
});

describe('names of sub accounts', () => {
  it('stand beside those that keep their id', async () => {
    const of = (subAccount: string, cost: string, subAccountName?: string): Charge => ({
      ...charge('2026-11-03', 'a', cost),
      subAccount,
      ...(subAccountName === undefined ? {} : { subAccountName }),
    });
    await publish({
      x: [of('0042', '100', 'shop'), of('0043', '50'), of('0044', '1', 'tiny'), of('0042', '1', 'shop')],
    });
    const labels = ['provider', 'sub_account'];
    expect((await ask('2026-11-10T12:00:00Z', { labels, top: 2 })).subAccounts).toEqual([
      { provider: 'aws', sub_account: '0042', sub_account_name: 'shop' },
    ]);
    expect((await ask('2026-11-10T12:00:00Z')).subAccounts).toEqual([]);
  });
});

describe('whatever is published', () => {
  const FIRST = startOf('2026-09-25') / DAY;
  const anyCharge = fc
    .record({
      hours: fc.integer({ min: FIRST * 24, max: FIRST * 24 + 75 * 24 }),
      length: fc.constantFrom(1, 24, 48),
      units: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 16n }),
      provider: fc.constantFrom('aws', 'azure', undefined),
      team: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'none', 'other', ''),
      product: fc.constantFrom('x', 'y', ''),
    })
    .map(({ hours, length, units, provider, team, product }): Charge => {
      const start = hours * HOUR - (length === 1 ? 0 : (hours % 24) * HOUR);
      return {
        start: new Date(start).toISOString(),
        end: new Date(start + length * HOUR).toISOString(),
        cost: formatUnits(units),
        billed: formatUnits(units * 2n + 1n),
        list: formatUnits(units * 3n),
        contracted: formatUnits(-units),
        ...(provider === undefined ? {} : { provider }),
        tags: { team, product },
      };
    });
  const anySettings = fc.record({
    labels: fc.constantFrom(['provider', 'team', 'product'], ['team'], ['product', 'provider'], ['charge_category']),
    top: fc.constantFrom(1, 2, 50),
    maxSeries: fc.constantFrom(1, 3 * SERIES_PER_CELL, 10_000),
    asOf: fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-20T15:00:00Z', '2026-12-31T23:59:59Z'),
    unfolded: fc.constantFrom({}, { team: ['c', 'd', 'gone'], product: ['y'] }),
    hourly: fc.boolean(),
    watermarkHours: fc.integer({ min: 0, max: 60 }),
  });

  it('the published cells sum to exactly what the charges cost', async () => {
    const anyCharges = fc.array(anyCharge, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(anyCharges, anyCharges, anySettings, async (daily, mixed, settings) => {
        store.reset();
        await publish({ daily, mixed });
        const asOf = Date.parse(settings.asOf);
        const watermark = Math.floor(asOf / HOUR - settings.watermarkHours) * HOUR;
        const windows = [
          { source: 'daily', watermark: startOf(dayOf(watermark)), hourly: false },
          settings.hourly
            ? { source: 'mixed', watermark, hourly: true }
            : { source: 'mixed', watermark: startOf(dayOf(watermark)), hourly: false },
        ];
        const { labels, top, maxSeries, unfolded } = settings;
        const figures = await ask(settings.asOf, { labels, top, maxSeries, unfolded, windows });

        const month = settings.asOf.slice(0, 7);
        const previous = { '2026-11': '2026-10', '2026-12': '2026-11' }[month]!;
        const all = [...daily, ...mixed];
        const ofMonth = all.filter(({ start }) => start.startsWith(month));
        const ofPrevious = all.filter(({ start }) => start.startsWith(previous));
        for (const base of ['billed', 'list', 'contracted'] as const) {
          expect(sum(figures.cells.map((cell) => cell.monthToDate[base]))).toBe(sum(ofMonth.map((of) => of[base]!)));
        }
        expect(sum(figures.cells.map(monthToDate))).toBe(costOf(ofMonth));
        expect(sum(figures.cells.map((cell) => cell.previousMonth))).toBe(costOf(ofPrevious));
        expect(sum(figures.cells.map((cell) => cell.previousMonthToDate))).toBe(
          costOf(ofPrevious.filter(({ start }) => start.slice(8, 10) <= settings.asOf.slice(8, 10))),
        );
        for (const [name, length] of Object.entries(WINDOWS) as [Window, number][]) {
          const inWindow = (charges: readonly Charge[], { watermark, hourly }: SourceWindow): Charge[] =>
            charges.filter((one) => {
              const [start, isLong] = [Date.parse(one.start), endOf(one) - Date.parse(one.start) > HOUR];
              if (length % DAY !== 0 && (isLong || !hourly)) return false;
              const end = isLong ? startOf(dayOf(watermark)) : watermark;
              return start >= end - length && start < end;
            });
          const found = figures.cells.flatMap(({ windows: { [name]: cost } }) => cost ?? []);
          expect(sum(found)).toBe(costOf([...inWindow(daily, windows[0]!), ...inWindow(mixed, windows[1]!)]));
        }
        const today = dayOf(asOf);
        const shownDays = all.filter(
          ({ start }) => start.slice(0, 10) > addDays(today, -35) && start.slice(0, 10) <= today,
        );
        expect(sum(figures.days.map(({ cost }) => cost))).toBe(costOf(shownDays));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

function sum(texts: readonly string[]): bigint {
  return texts.reduce((total, text) => total + parseUnits(text), 0n);
}

function costOf(charges: readonly Charge[]): bigint {
  return sum(charges.map(({ cost }) => cost));
}
