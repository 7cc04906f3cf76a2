import { describe, expect, it, test } from 'vitest';
import { forecastConfig } from './config.js';

const LAUNCH = { id: 'search-launch', kind: 'launch', from: '2026-12-01', amount: '1500.00' };
const GROWTH = { id: 'season', kind: 'growth', from: '2026-11-20', ratio: 1.3, scope: { team: ['shop', 'search'] } };

/** The messages of a configuration, each with its place. */
function mistakes(scenarios: readonly unknown[]): readonly string[] {
  const { error } = forecastConfig.safeParse({ scenarios });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('scenarios in the configuration', () => {
  it('are none unless set', () => {
    expect(forecastConfig.parse(undefined)).toEqual({ scenarios: [] });
  });

  it('concern everything unless they have a scope', () => {
    expect(forecastConfig.parse({ scenarios: [LAUNCH, GROWTH] })).toEqual({
      scenarios: [{ ...LAUNCH, scope: {} }, GROWTH],
    });
  });

  test.each([
    {
      name: 'a day that is none',
      scenario: { ...LAUNCH, from: '1 December' },
      message: 'scenarios.0.from: write a day such as "2026-12-01"',
    },
    {
      name: 'a day that the calendar lacks',
      scenario: { ...LAUNCH, from: '2026-02-30' },
      message: 'scenarios.0.from: is no day of the calendar; write a day such as "2026-12-01"',
    },
    {
      name: 'an amount without quotes',
      scenario: { ...LAUNCH, amount: 1500 },
      message: 'scenarios.0.amount: write the amount as a plain decimal in quotes, such as "1500.00"',
    },
    {
      name: 'a launch without an amount',
      scenario: { ...LAUNCH, amount: undefined },
      message: 'scenarios.0.amount: write the amount as a plain decimal in quotes, such as "1500.00"',
    },
    {
      name: 'a launch with a ratio',
      scenario: { ...LAUNCH, ratio: 1.2 },
      message: 'scenarios.0.ratio: leave it out: launch takes amount',
    },
    {
      name: 'growth without a ratio',
      scenario: { ...GROWTH, ratio: undefined },
      message: 'scenarios.0.ratio: write a factor from 0 to 100, such as 1.2 for a fifth more',
    },
    {
      name: 'growth in percent',
      scenario: { ...GROWTH, ratio: 120 },
      message: 'scenarios.0.ratio: write a factor from 0 to 100, such as 1.2 for a fifth more',
    },
    {
      name: 'an id that is no label',
      scenario: { ...LAUNCH, id: 'Search launch' },
      message: 'scenarios.0.id: use lower-case letters, digits and dashes, a letter first',
    },
    {
      name: 'an empty scope value',
      scenario: { ...LAUNCH, scope: { team: '' } },
      message: 'scenarios.0.scope.team: write a value or a list of values, such as "search" or [search, maps]',
    },
  ])('say what to write instead of $name', ({ scenario, message }) => {
    expect(mistakes([scenario])).toEqual([message]);
  });

  it('have names of their own', () => {
    expect(mistakes([LAUNCH, { ...GROWTH, id: LAUNCH.id }])).toEqual([
      'scenarios.1.id: "search-launch" is used twice; every scenario needs a name of its own',
    ]);
  });
});
