import { describe, expect, it, test } from 'vitest';
import { HOUR } from '../domain/Day.js';
import type { PrometheusAnswer, RangeQuery } from './Prometheus.js';
import { usagePerBucket } from './usagePerBucket.js';

const FROM = Date.parse('2026-11-02T21:00:00Z');
const QUESTION = { query: 'sum by (product) (increase(orders_total[1h]))', from: FROM, to: FROM + 4 * HOUR };

const NOBODY = { queryRange: () => Promise.reject(new Error()), query: () => Promise.reject(new Error()) };

/** An answer of one series with samples so many hours after the start. */
function samplesAt(...samples: readonly (readonly [hours: number, value: number])[]): PrometheusAnswer {
  return {
    ok: true,
    series: [
      { labels: { product: 'shop' }, samples: samples.map(([hours, value]) => ({ time: FROM + hours * HOUR, value })) },
    ],
  };
}

function ask(answer: PrometheusAnswer, asked: RangeQuery[] = []): ReturnType<typeof usagePerBucket> {
  const queryRange = (range: RangeQuery): Promise<PrometheusAnswer> => {
    asked.push(range);
    return Promise.resolve(answer);
  };
  return usagePerBucket({ queryRange, query: () => Promise.resolve(answer) }, QUESTION);
}

describe('units by the hour', () => {
  it('are asked at the end of each hour, across midnight', async () => {
    const asked: RangeQuery[] = [];
    await ask(samplesAt(), asked);
    const from = Date.parse('2026-11-02T22:00:00Z');
    const to = Date.parse('2026-11-03T01:00:00Z');
    expect(asked).toEqual([{ query: QUESTION.query, from, to, step: HOUR }]);
  });

  it('stand in the hour before their sample', async () => {
    expect(await ask(samplesAt([1, 10], [2, 20], [3, 30], [4, 40]))).toEqual({
      ok: true,
      usage: [{ labels: { product: 'shop' }, buckets: { bucket: HOUR, first: FROM, values: [10, 20, 30, 40] } }],
    });
  });

  test.each([
    {
      name: 'a gap is unknown',
      samples: [
        [1, 10],
        [4, 40],
      ],
      values: [10, null, null, 40],
    },
    {
      name: 'nothing happened is known',
      samples: [
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 0],
      ],
      values: [0, 0, 0, 0],
    },
    { name: 'no sample, nothing known', samples: [], values: [null, null, null, null] },
  ] as const)('$name', async ({ samples, values }) => {
    expect(await ask(samplesAt(...samples))).toMatchObject({ usage: [{ buckets: { values } }] });
  });

  test.each([
    {
      name: 'of another time',
      samples: [[1.5, 10]],
      reason: 'Prometheus answered for 2026-11-02T22:30:00Z, which was not asked',
    },
    {
      name: 'of the hour before',
      samples: [[0, 10]],
      reason: 'Prometheus answered for 2026-11-02T21:00:00Z, which was not asked',
    },
    {
      name: 'below zero',
      samples: [[2, -1]],
      reason: 'the query gives -1 at 2026-11-02T23:00:00Z; units are never negative',
    },
  ] as const)('$name are not believed', async ({ samples, reason }) => {
    expect(await ask(samplesAt(...samples))).toEqual({ ok: false, reason });
  });

  it('are not known when Prometheus fails', async () => {
    const down = { ok: false, reason: 'Prometheus is down' } as const;
    expect(await ask(down)).toEqual(down);
  });

  it('of no time at all are asked of nobody', async () => {
    expect(await usagePerBucket(NOBODY, { ...QUESTION, to: FROM })).toEqual({ ok: true, usage: [] });
  });

  it('are not asked between full hours', async () => {
    await expect(usagePerBucket(NOBODY, { ...QUESTION, to: FROM + 1 })).rejects.toThrow(RangeError);
  });
});
