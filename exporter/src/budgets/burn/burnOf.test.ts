import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import { planCurve } from '../plan/planCurve.js';
import { planOf } from '../testing/planOf.js';
import { sourceOf } from '../testing/sourceOf.js';
import { burnOf } from './burnOf.js';
import type { Position } from './burnOf.js';
import { BURN_WINDOWS, WINDOW_LENGTH } from './BurnWindow.js';
import { spendCurve } from './spendCurve.js';

const START = startOf('2026-11-01');
const END = startOf('2026-12-01');
const FIRST = START - 10 * DAY;

/** An even plan of 3000, so 100 a day, half-way through November. */
function positionOf(costAt: (start: Instant) => number, settings: Partial<Position> = {}): Position {
  return {
    watermark: START + 15 * DAY,
    periodStart: START,
    plan: planCurve(planOf()),
    spend: spendCurve([sourceOf({ from: FIRST, to: END, costAt })], END + 30 * DAY),
    variableAmount: 3000,
    amount: 3000,
    ...settings,
  };
}

const anyWeights = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: length, maxLength: length });
const anyPlan = fc
  .record({ weekdays: anyWeights(7), hours: anyWeights(24), days: fc.option(anyWeights(30)) })
  .map((weights) => planCurve(planOf(weights)));
const anyWindow = fc.constantFrom(...BURN_WINDOWS);
const anyHour = fc.integer({ min: 0, max: 30 * 24 - 1 }).map((hour) => START + hour * HOUR);

describe('burn', () => {
  test.each([
    { name: 'on plan', perDay: 100, burnRate: 1, exhaustion: '2026-12-01', overspend: 0 },
    { name: 'half the plan', perDay: 50, burnRate: 0.5, exhaustion: null, overspend: -0.5 },
    { name: 'without any spend', perDay: 0, burnRate: 0, exhaustion: null, overspend: -1 },
    { name: 'of credits', perDay: -100, burnRate: -1, exhaustion: null, overspend: -2 },
    { name: 'of half as much again', perDay: 150, burnRate: 1.5, exhaustion: '2026-11-21', overspend: 0.5 },
    { name: 'that has used everything up', perDay: 200, burnRate: 2, exhaustion: '2026-11-16', overspend: 1 },
    { name: 'that has used more than everything', perDay: 300, burnRate: 3, exhaustion: '2026-11-11', overspend: 2 },
  ])('$name is $burnRate', ({ perDay, burnRate, exhaustion, overspend }) => {
    for (const window of BURN_WINDOWS) {
      const burn = burnOf(
        window,
        positionOf(() => perDay / 24),
      );
      expect(burn.burnRate).toBeCloseTo(burnRate, 9);
      expect(burn.projectedOverspendRatio).toBeCloseTo(overspend, 9);
      const isOnPlan = burnRate === 1; // a hair decides between the last moment and never
      if (isOnPlan) expect(burn.exhaustion === Infinity || Math.abs(burn.exhaustion - END) < 1000).toBe(true);
      else if (exhaustion === null) expect(burn.exhaustion).toBe(Infinity);
      else expect(Math.abs(burn.exhaustion - startOf(exhaustion))).toBeLessThan(1000);
    }
  });

  it('is measured across the start of the period at the scale of this period', () => {
    const costAt = (time: Instant): number => (time < START ? 200 : 100) / 24;
    const burn = (window: (typeof BURN_WINDOWS)[number], watermark: Instant): number =>
      burnOf(window, positionOf(costAt, { watermark })).burnRate;
    expect(burn('3d', START + DAY)).toBeCloseTo((200 + 200 + 100) / 300, 9);
    expect(burn('1d', START + DAY)).toBeCloseTo(1, 9);
    expect(burn('1d', START - 2 * DAY)).toBeCloseTo(2, 9);
  });

  it('counts nothing as spent while the data end before the period', () => {
    const burn = burnOf(
      '1d',
      positionOf(() => 10, { watermark: START - 2 * DAY }),
    );
    expect(burn.exhaustion).toBeCloseTo(START + (3000 / 240) * DAY, -3);
    expect(burn.projectedOverspendRatio).toBeCloseTo((240 * 30 - 3000) / 3000, 9);
  });

  test.each([
    { name: 'any spend', perHour: 1, burnRate: Infinity },
    { name: 'no spend', perHour: 0, burnRate: 0 },
    { name: 'credits', perHour: -1, burnRate: 0 },
  ])('is $burnRate for $name when fixed charges take the whole amount', ({ perHour, burnRate }) => {
    expect(
      burnOf(
        '1d',
        positionOf(() => perHour, { variableAmount: 0 }),
      ).burnRate,
    ).toBe(burnRate);
  });

  it('has run out by the watermark when nothing is left and nothing burns', () => {
    const isEarly = (time: Instant): boolean => time < START + DAY;
    const position = positionOf((time) => (isEarly(time) ? 3000 / 24 : 0));
    expect(burnOf('1d', position).exhaustion).toBe(position.watermark);
  });
});

describe('laws of burn', () => {
  it('is exactly 1 on plan, whatever the shape of the plan and wherever the window lies', () => {
    fc.assert(
      fc.property(anyPlan, anyWindow, anyHour, (plan, window, watermark) => {
        const costAt = (time: Instant): number => 3000 * (plan.at(time + HOUR) - plan.at(time));
        const burn = burnOf(window, positionOf(costAt, { plan, watermark }));
        expect(burn.burnRate).toBeCloseTo(1, 6);
        expect(burn.projectedOverspendRatio).toBeCloseTo(0, 6);
        expect(burn.cost).toBeCloseTo(burn.planned, 6);
      }),
    );
  });

  it('runs out where the plan reaches what is left at this burn', () => {
    const anyBurn = fc.double({ min: 0.1, max: 30, noNaN: true });
    fc.assert(
      fc.property(anyPlan, anyWindow, anyHour, anyBurn, (plan, window, watermark, times) => {
        const costAt = (time: Instant): number => times * 3000 * (plan.at(time + HOUR) - plan.at(time));
        const position = positionOf(costAt, { plan, watermark });
        const { exhaustion, burnRate } = burnOf(window, position);
        const planned = plan.at(watermark);
        const reached = planned + (1 - position.spend(START, watermark) / 3000) / burnRate;
        if (exhaustion === Infinity) expect(reached).toBeGreaterThan(1 - 1e-9);
        else expect(plan.at(exhaustion)).toBeCloseTo(reached, 6);
      }),
    );
  });

  it('keeps every ratio and time when amount and spend grow alike', () => {
    const anyScale = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(anyPlan, anyWindow, anyHour, anyScale, (plan, window, watermark, scale) => {
        const costAt = (time: Instant): number => 4 + 3 * Math.sin(time / DAY);
        const settings = { plan, watermark, variableAmount: 2500 };
        const burn = burnOf(window, positionOf(costAt, settings));
        const scaled = burnOf(
          window,
          positionOf((time) => scale * costAt(time), {
            ...settings,
            variableAmount: scale * 2500,
            amount: scale * 3000,
          }),
        );
        expect(scaled.burnRate / burn.burnRate).toBeCloseTo(1, 6);
        expect(scaled.projectedOverspendRatio).toBeCloseTo(burn.projectedOverspendRatio, 6);
        if (Number.isFinite(burn.exhaustion) && Number.isFinite(scaled.exhaustion))
          expect(Math.abs(scaled.exhaustion - burn.exhaustion)).toBeLessThan(1000);
      }),
    );
  });

  it('moves only in the windows that hold a back-dated charge', () => {
    const anyAge = fc.integer({ min: 1, max: 12 * 24 });
    fc.assert(
      fc.property(anyAge, fc.double({ min: 0.01, max: 1e4, noNaN: true }), (age, charge) => {
        const hour = START + 15 * DAY - age * HOUR;
        const costAt = (time: Instant): number => 5 + (time === hour ? charge : 0);
        for (const window of BURN_WINDOWS) {
          const moved =
            burnOf(window, positionOf(costAt)).burnRate -
            burnOf(
              window,
              positionOf(() => 5),
            ).burnRate;
          if (age * HOUR <= WINDOW_LENGTH[window]) expect(moved).toBeGreaterThan(0);
          else expect(moved).toBeCloseTo(0, 9);
        }
      }),
    );
  });
});
