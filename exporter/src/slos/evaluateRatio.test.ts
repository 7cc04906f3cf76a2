import { describe, expect, it, test } from 'vitest';
import { evaluateRatio } from './evaluateRatio.js';
import type { RatioSlo } from './Slo.js';
import { hours, known } from './testing/buckets.js';

const END = Date.parse('2026-11-29T00:00:00Z');

describe('the share of good events', () => {
  const queries = { bad: 'sum(increase(bad[1h]))', total: 'sum(increase(all[1h]))' };
  const base = { id: 'jobs', owner: 'data', kind: 'ratio', objective: 0.99, scope: {}, labels: {} } as const;
  const ofCounts: RatioSlo = { ...base, events: queries };
  const ofShares: RatioSlo = { ...base, events: { badRatio: 'avg(avg_over_time(idle[1h]))' } };
  const DOWN = { ok: false, reason: 'Prometheus is down: nothing listens at http://127.0.0.1:9090' } as const;

  test.each([
    { name: 'counts events', bad: 1, total: 200, state: 'met', sli: 0.995 },
    { name: 'is breached', bad: 4, total: 200, state: 'breached', sli: 0.98 },
    { name: 'forgives what counters extrapolate', bad: 200.5, total: 200, state: 'breached', sli: 0 },
    { name: 'is unknown with more bad than there is', bad: 300, total: 200, state: 'unknown', sli: null },
    { name: 'is unknown without events', bad: 0, total: 0, state: 'unknown', sli: null },
  ])('$name', ({ bad, total, state, sli }) => {
    const answers = { bad: known(hours(END, 29, bad)), total: known(hours(END, 29, total)) };
    expect(evaluateRatio(ofCounts, answers, END)).toMatchObject({ state, sli });
  });

  it('weighs each hour by its events when they are counted', () => {
    const total = hours(END, 29, (days) => (days < 14 ? 1 : 999));
    const bad = hours(END, 29, (days) => (days < 14 ? 1 : 0));
    expect(evaluateRatio(ofCounts, { bad: known(bad), total: known(total) }, END).sli).toBeCloseTo(0.999, 9);
  });

  it('weighs each hour the same when they are not', () => {
    const badRatio = known(hours(END, 29, (days) => (days < 14 ? 0.02 : 0)));
    expect(evaluateRatio(ofShares, { badRatio }, END)).toMatchObject({
      sli: expect.closeTo(0.99) as number,
      state: 'burning',
    });
  });

  test.each([
    { name: 'bad events', answers: { bad: DOWN, total: known(hours(END, 29, 1)) } },
    { name: 'events', answers: { bad: known(hours(END, 29, 1)), total: DOWN } },
    { name: 'the ratio', answers: { badRatio: DOWN } },
  ])('is unknown for the reason that Prometheus gives for $name', ({ answers }) => {
    expect(evaluateRatio('badRatio' in answers ? ofShares : ofCounts, answers, END)).toMatchObject({
      state: 'unknown',
      reason: DOWN.reason,
    });
  });

  it('is unknown when a ratio is none', () => {
    expect(evaluateRatio(ofShares, { badRatio: known(hours(END, 29, 42)) }, END)).toMatchObject({
      state: 'unknown',
      reason: 'bad_ratio gives 42, which is no share between 0 and 1',
    });
  });

  it('is judged up to the last full hour', () => {
    const badRatio = known(hours(END, 29, 0.5));
    expect(evaluateRatio(ofShares, { badRatio }, END + 59 * 60_000).state).toBe('breached');
    expect(evaluateRatio(ofShares, { badRatio }, END + 6 * 3_600_000)).toMatchObject({
      state: 'unknown',
      reason: 'only 18 of the last 24 hours are known',
    });
  });
});
