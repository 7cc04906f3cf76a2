import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { HOUR, startOf, timestamp } from '../../domain/Day.js';
import { parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askHistory } from './askHistory.js';
import type { History, Series } from './askHistory.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterEach(() => store.reset());
afterAll(() => store.close());

async function publish(...charges: readonly Charge[]): Promise<void> {
  const parts = [await store.part('2026-11', charges)];
  await store.publish({ x: { '2026-11': parts } }, startOf('2026-11-10'));
}

async function ask(over: Partial<History> = {}, edition = store.edition()): Promise<Series[]> {
  const history: History = {
    basis: 'effective',
    resolution: 'day',
    from: startOf('2026-11-01'),
    to: startOf('2026-12-01'),
    by: ['team'],
    matchers: [],
    resources: false,
    ...over,
  };
  const series: Series[] = [];
  for await (const batch of askHistory(store.engine, edition, store.dimensions, history)) series.push(...batch);
  return series;
}

/** `payments 2026-11-03T12:00:00Z 12.5`, a line a sample. */
async function lines(over: Partial<History> = {}): Promise<string[]> {
  return (await ask(over)).flatMap(({ labels, times, values }) =>
    times.map((time, index) => [...Object.values(labels), timestamp(time), values[index]].join(' ')),
  );
}

function charge(start: string, team: string | null, cost: string, over: Partial<Charge> = {}): Charge {
  return {
    start: start.length === 10 ? `${start}T00:00:00Z` : start,
    cost,
    provider: 'aws',
    tags: team === null ? {} : { team },
    ...over,
  };
}

function hour(start: string, team: string, cost: string, minutes = 60): Charge {
  return charge(start, team, cost, { end: timestamp(Date.parse(start) + (minutes * HOUR) / 60) });
}

describe('daily history', () => {
  it('has one sample a day, at noon, in order, of the day on which charges start', async () => {
    await publish(
      charge('2026-11-04', 'a', '4'),
      charge('2026-11-03T23:59:59Z', 'a', '1'),
      charge('2026-11-03', 'a', '2'),
      charge('2026-11-06', 'a', '-1.5'),
    );
    expect(await lines()).toEqual([
      'a 2026-11-03T12:00:00Z 3',
      'a 2026-11-04T12:00:00Z 4',
      'a 2026-11-06T12:00:00Z -1.5',
    ]);
  });

  test.each([
    { name: 'bounds at the samples', from: '2026-11-03T12:00:00Z', to: '2026-11-04T12:00:00Z', days: ['03', '04'] },
    { name: 'a start just after', from: '2026-11-03T12:00:00.001Z', to: '2026-11-04T12:00:00Z', days: ['04'] },
    { name: 'an end just before', from: '2026-11-03T12:00:00Z', to: '2026-11-04T11:59:59.999Z', days: ['03'] },
    { name: 'a start before noon', from: '2026-11-03T00:00:00Z', to: '2026-11-03T23:59:59Z', days: ['03'] },
    { name: 'an afternoon', from: '2026-11-03T12:00:01Z', to: '2026-11-04T11:59:59Z', days: [] },
    { name: 'one moment', from: '2026-11-04T12:00:00Z', to: '2026-11-04T12:00:00Z', days: ['04'] },
    { name: 'all time', from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', days: ['02', '03', '04', '05'] },
  ])('within $name is $days', async ({ from, to, days }) => {
    await publish(...['02', '03', '04', '05'].map((day) => charge(`2026-11-${day}`, 'a', '1')));
    const [series] = await ask({ from: Date.parse(from), to: Date.parse(to) });
    expect((series?.times ?? []).map((time) => timestamp(time).slice(8, 10))).toEqual(days);
  });

  it('is one series for each combination of the dimensions asked for, in label order', async () => {
    await publish(
      charge('2026-11-03', 'b', '1'),
      charge('2026-11-03', 'a', '2'),
      charge('2026-11-03', 'a', '4', { provider: 'azure' }),
      charge('2026-11-03', null, '8'),
    );
    expect((await ask({ by: ['team', 'provider'] })).map(({ labels, values }) => [labels, values])).toEqual([
      [{ team: 'a', provider: 'aws' }, [2]],
      [{ team: 'a', provider: 'azure' }, [4]],
      [{ team: 'b', provider: 'aws' }, [1]],
      [{ team: 'none', provider: 'aws' }, [8]],
    ]);
    expect((await ask({ by: ['team'] })).map(({ labels, values }) => [labels, values])).toEqual([
      [{ team: 'a' }, [6]],
      [{ team: 'b' }, [1]],
      [{ team: 'none' }, [8]],
    ]);
    expect(await ask({ by: [] })).toEqual([{ labels: {}, times: [Date.parse('2026-11-03T12:00:00Z')], values: [15] }]);
  });

  it('is no series where nothing is, not one without samples', async () => {
    expect(await ask()).toEqual([]);
    expect(await ask({ by: [] })).toEqual([]);
    await publish(charge('2026-10-03', 'a', '1'));
    expect(await ask()).toEqual([]);
    expect(await ask({ by: [] })).toEqual([]);
  });

  test.each([
    { basis: 'effective', cost: 1 },
    { basis: 'billed', cost: 2 },
    { basis: 'list', cost: 4 },
    { basis: 'contracted', cost: 8 },
  ] as const)('of $basis cost', async ({ basis, cost }) => {
    await publish(charge('2026-11-03', 'a', '1', { billed: '2', list: '4', contracted: '8' }));
    expect((await ask({ basis }))[0]?.values).toEqual([cost]);
  });

  it('as of an earlier day is what was published by its end', async () => {
    const first = await store.part('2026-11', [charge('2026-11-03', 'a', '10')]);
    const second = await store.part('2026-11', [charge('2026-11-03', 'a', '12'), charge('2026-11-06', 'a', '5')]);
    await store.publish({ x: { '2026-11': [first] } }, startOf('2026-11-05'));
    await store.publish({ x: { '2026-11': [second] } }, startOf('2026-11-07'));
    expect(await lines({ asOf: '2026-11-04' })).toEqual([]);
    expect(await lines({ asOf: '2026-11-06' })).toEqual(['a 2026-11-03T12:00:00Z 10']);
    expect(await lines({ asOf: '2026-11-07' })).toEqual(['a 2026-11-03T12:00:00Z 12', 'a 2026-11-06T12:00:00Z 5']);
  });

  it('of more series than fit in a batch is all of them', async () => {
    const teams = Array.from({ length: 3000 }, (_, index) => `t${String(index).padStart(4, '0')}`);
    await publish(...teams.map((team) => charge('2026-11-03', team, '1')));
    expect((await ask()).map(({ labels }) => labels['team'])).toEqual(teams);
  });

  it('is as close to the exact sum as a float can be, in every order of the charges', async () => {
    const anyUnits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    await fc.assert(
      fc.asyncProperty(fc.array(anyUnits, { minLength: 1, maxLength: 30 }), async (amounts) => {
        store.reset();
        const text = (units: bigint): string =>
          `${units < 0n ? '-' : ''}${String(units < 0n ? -units : units).padStart(13, '0')}`;
        const costs = amounts.map((units) => text(units).replace(/(\d{12})$/, '.$1'));
        await publish(...costs.map((cost) => charge('2026-11-03', 'a', cost)));
        const [series] = await ask();
        const exact = Number(text(costs.reduce((sum, cost) => sum + parseUnits(cost), 0n)).replace(/(\d{12})$/, '.$1'));
        expect(Math.abs((series?.values[0] ?? Number.NaN) - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -52);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe('matchers', () => {
  const teams = ['payments', 'pay', 'search', 'se.rch', 'a\nb'];

  test.each([
    { operator: '=', value: 'pay', matched: ['pay'] },
    { operator: '=', value: '', matched: [] },
    { operator: '!=', value: 'pay', matched: ['a\nb', 'none', 'payments', 'se.rch', 'search'] },
    { operator: '=~', value: 'pay', matched: ['pay'] },
    { operator: '=~', value: 'pay.*', matched: ['pay', 'payments'] },
    { operator: '=~', value: 'pay|search', matched: ['pay', 'search'] },
    { operator: '=~', value: 'se.rch', matched: ['se.rch', 'search'] },
    { operator: '=~', value: 'a.b', matched: ['a\nb'] },
    { operator: '=~', value: '', matched: [] },
    { operator: '=~', value: '(?i)PAY', matched: ['pay'] },
    { operator: '!~', value: 'pay.*|se.*', matched: ['a\nb', 'none'] },
    { operator: '!~', value: '.*', matched: [] },
    { operator: '=', value: `'; drop table x; --`, matched: [] },
  ] as const)('team $operator "$value" are $matched', async ({ operator, value, matched }) => {
    await publish(...teams.map((team) => charge('2026-11-03', team, '1')), charge('2026-11-03', null, '1'));
    const series = await ask({ matchers: [{ label: 'team', operator, value }] });
    expect(series.map(({ labels }) => labels['team'])).toEqual(matched);
  });

  it('on a dimension that is not asked for filter charges all the same, and all of them must hold', async () => {
    await publish(
      charge('2026-11-03', 'a', '1'),
      charge('2026-11-03', 'a', '2', { provider: 'azure' }),
      charge('2026-11-03', 'b', '4', { provider: 'azure' }),
    );
    const azure = { label: 'provider', operator: '=', value: 'azure' } as const;
    expect(await lines({ matchers: [azure] })).toEqual(['a 2026-11-03T12:00:00Z 2', 'b 2026-11-03T12:00:00Z 4']);
    const notB = { label: 'team', operator: '!=', value: 'b' } as const;
    expect(await lines({ by: [], matchers: [azure, notB] })).toEqual(['2026-11-03T12:00:00Z 2']);
  });
});

describe('hourly history', () => {
  it('has one sample an hour, at its half, of charges of at most an hour', async () => {
    await publish(
      hour('2026-11-03T05:00:00Z', 'a', '1'),
      hour('2026-11-03T05:30:00Z', 'a', '2', 15),
      hour('2026-11-03T06:00:00Z', 'a', '4', 0),
      hour('2026-11-03T07:00:00Z', 'a', '100', 61),
      charge('2026-11-03', 'a', '1000'),
    );
    expect(await lines({ resolution: 'hour' })).toEqual(['a 2026-11-03T05:30:00Z 3', 'a 2026-11-03T06:30:00Z 4']);
  });

  test.each([
    { name: 'bounds at the samples', from: '05:30:00', to: '06:30:00', hours: ['05', '06'] },
    { name: 'a start just after', from: '05:30:01', to: '06:30:00', hours: ['06'] },
    { name: 'an end just before', from: '05:30:00', to: '06:29:59', hours: ['05'] },
    { name: 'half an hour between', from: '05:31:00', to: '06:29:00', hours: [] },
    { name: 'one moment', from: '06:30:00', to: '06:30:00', hours: ['06'] },
  ])('within $name is $hours', async ({ from, to, hours }) => {
    await publish(...['04', '05', '06', '07'].map((at) => hour(`2026-11-03T${at}:00:00Z`, 'a', '1')));
    const bounds = { from: Date.parse(`2026-11-03T${from}Z`), to: Date.parse(`2026-11-03T${to}Z`) };
    const [series] = await ask({ resolution: 'hour', ...bounds });
    expect((series?.times ?? []).map((time) => timestamp(time).slice(11, 13))).toEqual(hours);
  });

  it('is nothing, not unknown, where charges have no cost of that kind', async () => {
    await publish({ ...hour('2026-11-03T05:00:00Z', 'a', '1'), list: null, contracted: null });
    expect(await lines({ resolution: 'hour', basis: 'list' })).toEqual(['a 2026-11-03T05:30:00Z 0']);
  });

  it('is no series where nothing is', async () => {
    expect(await ask({ resolution: 'hour' })).toEqual([]);
    await publish(charge('2026-11-03', 'a', '1'));
    expect(await ask({ resolution: 'hour' })).toEqual([]);
  });
});

describe('history of resources', () => {
  const resource = (id: string, cost: string, name?: string): Charge =>
    charge('2026-11-03', 'a', cost, { resource: id, ...(name === undefined ? {} : { resourceName: name }) });

  it('has the id and the name of each; what has none is none, and what is called as the rest is not', async () => {
    await publish(
      resource('i-1', '4', 'web'),
      resource('i-1', '2', 'web'),
      resource('i-2', '1'),
      resource('other', '0.5'),
      resource(' ', '0.25'),
      charge('2026-11-03', 'a', '8'),
    );
    expect((await ask({ resources: true })).map(({ labels, values }) => [...Object.values(labels), ...values])).toEqual(
      [
        ['a', 'i-1', 'web', 6],
        ['a', 'i-2', 'i-2', 1],
        ['a', 'none', 'none', 8.25],
        ['a', 'other_', 'other_', 0.5],
      ],
    );
  });

  it('keeps the 200 most expensive and sums the others, so that nothing is lost', async () => {
    const charges = Array.from({ length: 260 }, (_, index) =>
      resource(`i-${String(index).padStart(3, '0')}`, String(index + 1)),
    );
    await publish(...charges, resource('refund', '-1000'));
    const series = await ask({ resources: true });
    const ids = series.map(({ labels }) => labels['resource_id']);
    expect(ids).toHaveLength(201);
    expect(ids).toEqual(expect.arrayContaining(['refund', 'other', 'i-259', 'i-061']));
    expect(ids).not.toContain('i-060');
    expect(series.find(({ labels }) => labels['resource_id'] === 'other')).toMatchObject({
      labels: { team: 'a', resource_name: 'other' },
      values: [(61 * 62) / 2],
    });
    expect(series.reduce((sum, { values }) => sum + values[0]!, 0)).toBe((260 * 261) / 2 - 1000);
  });

  it('ranks what is left by the matchers', async () => {
    await publish(resource('i-1', '1'), charge('2026-11-03', 'b', '1000', { resource: 'i-2' }));
    const team = { label: 'team', operator: '=', value: 'a' } as const;
    const id = { label: 'resource_id', operator: '=~', value: 'i-.*' } as const;
    expect(await lines({ resources: true, matchers: [team, id] })).toEqual(['a i-1 i-1 2026-11-03T12:00:00Z 1']);
  });

  test.each([
    { from: '2026-11-03T12:00:00Z', to: '2026-11-04T12:00:00Z', days: ['03', '04'] },
    { from: '2026-11-03T12:00:01Z', to: '2026-11-04T11:59:59Z', days: [] },
  ])('from $from to $to is $days', async ({ from, to, days }) => {
    await publish(
      ...['02', '03', '04', '05'].map((day) => charge(`2026-11-${day}T23:00:00Z`, 'a', '1', { resource: 'i-1' })),
    );
    const [series] = await ask({ resources: true, from: Date.parse(from), to: Date.parse(to) });
    expect((series?.times ?? []).map((time) => timestamp(time).slice(8, 10))).toEqual(days);
  });

  it('has charges that are no usage, later than any usage of their part', async () => {
    const part = await store.part('2026-11', [
      resource('i-1', '1'),
      charge('2026-11-28', 'a', '2', { resource: 'plan' }),
    ]);
    await store.publish({ x: { '2026-11': [part] } }, startOf('2026-11-30'));
    const { parts, ...manifest } = store.manifest();
    const usageEnded = { ...parts, [part]: { ...parts[part]!, lastEvent: '2026-11-03T00:00:00Z' } };
    const edition = { ...store.edition(), manifest: { ...manifest, parts: usageEnded } };
    const [series] = await ask({ resources: true, from: startOf('2026-11-20') }, edition);
    expect(series).toMatchObject({ labels: { resource_id: 'plan' }, values: [2] });
  });
});
