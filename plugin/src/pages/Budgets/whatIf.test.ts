import { describe, expect, it, test } from 'vitest';
import { sampleBudget } from '../../testing/samples';
import { endWith, NOTHING_TRIED, scenarioYaml, whatIfOf } from './whatIf';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const NOTHING = whatIfOf(NOTHING_TRIED);
const BUDGET = sampleBudget({ spent: '30000', projected: { p10: 39000, p50: 40000, p80: 41000, p90: 42000 } });
const TARGET = { budget: 'ml', scope: { team: ['ml'], region: ['eu-west-1', 'on'] }, from: '2026-11-21' };

describe('what is tried', () => {
  test.each([
    { name: 'is nothing unless typed', typed: {}, is: { growth: 0, price: 0, launch: 0, oneOff: 0 } },
    {
      name: 'has shares in percent and money in cents',
      typed: { growth: '20', price: '-12', launch: '99.999', oneOff: '-50' },
      is: { growth: 0.2, price: -0.12, launch: 100, oneOff: -50 },
    },
    {
      name: 'stays within what a scenario may be',
      typed: { growth: '1e9', price: '-80', launch: '1e30' },
      is: { growth: 1, price: -0.5, launch: 1e12 },
    },
    {
      name: 'is nothing where an address holds no number',
      typed: { growth: 'x', oneOff: '' },
      is: { growth: 0, oneOff: 0 },
    },
  ])('$name', ({ typed, is }) => {
    expect(whatIfOf({ ...NOTHING_TRIED, ...typed })).toMatchObject(is);
  });
});

describe('the end of a period', () => {
  test.each([
    { name: 'is the forecast when nothing happens', change: NOTHING, end: 40000 },
    { name: 'grows with usage, but not what is spent', change: { ...NOTHING, growth: 0.2 }, end: 42000 },
    { name: 'shrinks with prices', change: { ...NOTHING, price: -0.5 }, end: 35000 },
    { name: 'takes both together', change: { ...NOTHING, growth: 1, price: -0.5 }, end: 40000 },
    { name: 'has a launch for each day that is left', change: { ...NOTHING, launch: 100 }, end: 41000 },
    { name: 'has a one-off once', change: { ...NOTHING, oneOff: 500 }, end: 40500 },
  ])('$name', ({ change, end }) => {
    expect(endWith(BUDGET, change, NOW)).toBeCloseTo(end, 6);
  });

  it('is not known without a forecast', () => {
    expect(endWith({ ...BUDGET, projected: null }, NOTHING, NOW)).toBeNull();
  });
});

describe('what is proposed', () => {
  it('names every change as a scenario of its own, in the scope of the budget', () => {
    const change = { growth: 0.2, price: -0.1, launch: 100, oneOff: -50 };
    expect(scenarioYaml(TARGET, change)).toBe(`forecast:
  scenarios:
    - { id: ml-growth, kind: growth, from: "2026-11-21", ratio: 1.2, scope: { team: [ml], region: [eu-west-1, "on"] } }
    - { id: ml-price, kind: price, from: "2026-11-21", ratio: 0.9, scope: { team: [ml], region: [eu-west-1, "on"] } }
    - { id: ml-launch, kind: launch, from: "2026-11-21", amount: "100", scope: { team: [ml], region: [eu-west-1, "on"] } }
    - { id: ml-one-off, kind: one-off, from: "2026-11-21", amount: "-50", scope: { team: [ml], region: [eu-west-1, "on"] } }
`);
  });

  it('has no scope where the budget is of everything', () => {
    expect(scenarioYaml({ ...TARGET, scope: undefined }, { ...NOTHING, growth: 0.5 })).toContain(
      '- { id: ml-growth, kind: growth, from: "2026-11-21", ratio: 1.5 }',
    );
  });

  it('is nothing when nothing changes', () => {
    expect(scenarioYaml(TARGET, NOTHING)).toBe('');
  });
});
