import { describe, expect, it, test } from 'vitest';
import { sampleBudget } from '../../testing/samples';
import { amountYaml, endWith, NOTHING, scenarioYaml } from './whatIf';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const BUDGET = sampleBudget({ spent: '30000', projected: { p10: 39000, p50: 40000, p80: 41000, p90: 42000 } });

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
  it('names every change as a scenario of its own', () => {
    const change = { growth: 0.2, price: -0.1, launch: 100, oneOff: -50 };
    expect(scenarioYaml('ml', 'team: ml', change, '2026-11-21')).toBe(`forecast:
  scenarios:
    - { id: ml-growth, kind: growth, from: 2026-11-21, ratio: 1.2, scope: { team: ml } }
    - { id: ml-price, kind: price, from: 2026-11-21, ratio: 0.9, scope: { team: ml } }
    - { id: ml-launch, kind: launch, from: 2026-11-21, amount: "100", scope: { team: ml } }
    - { id: ml-one-off, kind: one-off, from: 2026-11-21, amount: "-50", scope: { team: ml } }
`);
  });

  it('is nothing when nothing changes', () => {
    expect(scenarioYaml('ml', null, NOTHING, '2026-11-21')).toBe('');
  });

  it('is another amount, quoted as the configuration wants it', () => {
    expect(amountYaml('ml', '50000')).toContain('{ id: ml, amount: "50000" }');
  });
});
