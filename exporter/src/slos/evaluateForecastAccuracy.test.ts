import { describe, expect, it, test } from 'vitest';
import { addDays, startOf } from '../domain/Day.js';
import type { IssuedForecast } from '../forecast/IssuedForecast.js';
import { scoreForecasts } from '../forecast/scoreForecasts.js';
import { evaluateForecastAccuracy } from './evaluateForecastAccuracy.js';
import type { ForecastAccuracySlo } from './Slo.js';

const SLO: ForecastAccuracySlo = {
  id: 'forecast',
  owner: 'finops',
  kind: 'forecast_accuracy',
  objective: 0.9,
  leadDays: 7,
};
const ACTUAL = { firstDay: '2026-08-01', costs: Array.from({ length: 200 }, () => 10) };

/** A forecast of a month that was made so many days before it ended. */
function issued(month: string, until: string, lead: number, p50: number): IssuedForecast {
  return { scope: '', issuedOn: addDays(until, -lead), from: `${month}-01`, until, p10: null, p50, p90: null };
}

function evaluate(forecasts: readonly IssuedForecast[], watermark: string, staleSources: readonly string[] = []) {
  const score = (some: readonly IssuedForecast[]) =>
    scoreForecasts(some, new Map([['', ACTUAL]])).find(({ leadDays }) => leadDays === SLO.leadDays) ?? null;
  return evaluateForecastAccuracy(SLO, { issued: forecasts, score }, { watermark: startOf(watermark), staleSources });
}

const OCTOBER = issued('2026-10', '2026-11-01', 7, 325.5); // of 310: 5 % too much

describe('the accuracy of forecasts', () => {
  test.each([
    { name: 'is met', forecasts: [OCTOBER], sli: 0.95, left: 0.5, state: 'met' },
    {
      name: 'is breached',
      forecasts: [issued('2026-10', '2026-11-01', 7, 248)],
      sli: 0.8,
      left: -1,
      state: 'breached',
    },
    {
      name: 'is nothing when all was wrong',
      forecasts: [issued('2026-10', '2026-11-01', 7, 3100)],
      sli: 0,
      left: -89,
      state: 'breached',
    },
    {
      name: 'is that of the sums of all periods',
      forecasts: [OCTOBER, issued('2026-09', '2026-10-15', 7, 440)],
      sli: 1 - 15.5 / 750,
      left: 1 - 155 / 750,
      state: 'met',
    },
    {
      name: 'does not count other lead times',
      forecasts: [OCTOBER, issued('2026-10', '2026-11-01', 1, 31)],
      sli: 0.95,
      left: 0.5,
      state: 'met',
    },
  ])('$name', ({ forecasts, sli, left, state }) => {
    const status = evaluate(forecasts, '2026-11-08');
    expect(status).toMatchObject({ state, slo: 'forecast', kind: 'forecast_accuracy' });
    expect(status.sli).toBeCloseTo(sli, 3);
    expect(status.errorBudgetRemaining).toBeCloseTo(left, 2);
  });

  it('says by how much was missed', () => {
    expect(evaluate([OCTOBER], '2026-11-08').reason).toBe(
      'forecasts made 7 days before their end missed by 5 % in the last 31 days; 10 % is allowed',
    );
  });

  it('is known as long as a month ended in the last 31 days', () => {
    expect(
      ['2026-10-31', '2026-11-01', '2026-12-01', '2026-12-02'].map((day) => evaluate([OCTOBER], day).state),
    ).toEqual(['pending', 'met', 'met', 'unknown']);
  });

  it('is pending until a forecast has ended', () => {
    expect(evaluate([], '2026-11-08')).toMatchObject({
      state: 'pending',
      reason: 'no forecasts made 7 days before their end have ended yet',
    });
    expect(evaluate([issued('2026-10', '2026-11-01', 1, 31)], '2026-11-08').state).toBe('pending');
  });

  it('is unknown when none ended lately, and while bills are overdue', () => {
    expect(evaluate([OCTOBER], '2026-12-08')).toMatchObject({
      state: 'unknown',
      reason: 'no forecasts made 7 days before their end can be compared with the costs of the last 31 days',
    });
    expect(evaluate([OCTOBER], '2026-11-08', ['aws'])).toMatchObject({
      state: 'unknown',
      reason: 'the bills of aws are overdue',
    });
  });

  it('burns by the windows in which a period ended', () => {
    const rates = (watermark: string) => evaluate([OCTOBER], watermark).burn.map(({ rate }) => rate);
    expect(rates('2026-11-01')).toEqual([expect.closeTo(0.5), expect.closeTo(0.5)]);
    expect(rates('2026-11-05')).toEqual([null, expect.closeTo(0.5)]);
    expect(rates('2026-11-20')).toEqual([null, null]);
  });
});
