import { describe, expect, it, test } from 'vitest';
import type { DailyCosts } from './DailyCosts.js';
import type { IssuedForecast } from './IssuedForecast.js';
import { scoreForecasts } from './scoreForecasts.js';

/** September and October 2026, 10 a day: 300 and 310. */
const KNOWN: DailyCosts = { firstDay: '2026-09-01', costs: Array<number>(61).fill(10) };

function issued(change: Partial<IssuedForecast>): IssuedForecast {
  const october = { from: '2026-10-01', until: '2026-11-01', issuedOn: '2026-10-25' };
  return { scope: 'team=search', ...october, p10: 280, p50: 310, p90: 340, ...change };
}

const SEPTEMBER = { from: '2026-09-01', until: '2026-10-01', issuedOn: '2026-09-24' };

function score(forecasts: readonly IssuedForecast[], leadDays = 7, known = KNOWN) {
  return scoreForecasts(forecasts, new Map([['team=search', known]])).find((found) => found.leadDays === leadDays)!;
}

describe('forecasts against what came', () => {
  test.each([
    { name: 'one that was right', forecasts: [issued({})], accuracy: 1, bias: 0, calibration: 1 },
    {
      name: 'one that was a tenth too high',
      forecasts: [issued({ p50: 341 })],
      accuracy: 0.9,
      bias: 0.1,
      calibration: 1,
    },
    {
      name: 'one that was a tenth too low',
      forecasts: [issued({ p50: 279 })],
      accuracy: 0.9,
      bias: -0.1,
      calibration: 1,
    },
    {
      name: 'one outside its interval',
      forecasts: [issued({ p50: 300, p90: 309 })],
      accuracy: 300 / 310,
      bias: -10 / 310,
      calibration: 0,
    },
    {
      name: 'one at the edge of its interval',
      forecasts: [issued({ p90: 310 })],
      accuracy: 1,
      bias: 0,
      calibration: 1,
    },
    {
      name: 'one without an interval',
      forecasts: [issued({ p10: null, p90: null })],
      accuracy: 1,
      bias: 0,
      calibration: null,
    },
    {
      name: 'two that were off in turn',
      forecasts: [issued({ p50: 371 }), issued({ ...SEPTEMBER, p50: 239, p10: 310 })],
      accuracy: 488 / 610,
      bias: 0,
      calibration: 0.5,
    },
  ])('$name', ({ forecasts, accuracy, bias, calibration }) => {
    const { accuracyRatio, biasRatio, calibrationRatio, periods } = score(forecasts);
    expect(periods).toBe(forecasts.length);
    expect(accuracyRatio).toBeCloseTo(accuracy, 12);
    expect(biasRatio).toBeCloseTo(bias, 12);
    expect(calibrationRatio).toBe(calibration);
  });
});

describe('the forecast that counts', () => {
  test.each([
    { name: 'a week before the end', issuedOn: '2026-10-25', leads: [7] },
    { name: 'less than a week before', issuedOn: '2026-10-26', leads: [] },
    { name: 'nearly two weeks before', issuedOn: '2026-10-19', leads: [7] },
    { name: 'two weeks before', issuedOn: '2026-10-18', leads: [14] },
    { name: 'at the start of the month', issuedOn: '2026-10-01', leads: [28] },
  ])('at which lead: $name', ({ issuedOn, leads }) => {
    const scores = scoreForecasts([issued({ issuedOn })], new Map([['team=search', KNOWN]]));
    expect(scores.map(({ leadDays }) => leadDays)).toEqual([7, 14, 28]);
    expect(scores.filter(({ periods }) => periods > 0).map(({ leadDays }) => leadDays)).toEqual(leads);
  });

  it('is the newest of its lead, and of one day the last', () => {
    const forecasts = [
      issued({ issuedOn: '2026-10-20', p50: 1 }),
      issued({ issuedOn: '2026-10-24', p50: 2 }),
      issued({ issuedOn: '2026-10-24', p50: 310 }),
      issued({ issuedOn: '2026-10-19', p50: 3 }),
    ];
    expect(score(forecasts)).toMatchObject({ periods: 1, accuracyRatio: 1 });
  });

  test.each([
    { name: 'a period that is not over', forecast: issued({ until: '2026-11-02', issuedOn: '2026-10-26' }) },
    { name: 'a period that began before the history', forecast: issued({ from: '2026-08-31' }) },
    { name: 'a scope that nothing is known of', forecast: issued({ scope: 'team=other' }) },
  ])('is never of $name', ({ forecast }) => {
    const scores = scoreForecasts([forecast], new Map([['team=search', KNOWN]]));
    expect(scores).toHaveLength(3);
    expect(scores.map(({ periods, accuracyRatio }) => [periods, accuracyRatio])).toEqual(Array(3).fill([0, null]));
  });

  it('has no accuracy where nothing was paid in the end', () => {
    const credited = { firstDay: '2026-09-01', costs: Array<number>(61).fill(-1) };
    expect(score([issued({})], 7, credited)).toMatchObject({
      periods: 1,
      accuracyRatio: null,
      biasRatio: null,
      calibrationRatio: 0,
    });
  });

  it('is scored for each scope by itself', () => {
    const scores = scoreForecasts(
      [issued({}), issued({ scope: 'all', p50: 620 })],
      new Map([
        ['team=search', KNOWN],
        ['all', KNOWN],
      ]),
    );
    expect(scores.filter(({ leadDays }) => leadDays === 7).map(({ scope, biasRatio }) => [scope, biasRatio])).toEqual([
      ['team=search', 0],
      ['all', 1],
    ]);
  });
});
