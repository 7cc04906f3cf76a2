import { describe, expect, it } from 'vitest';
import { burnDown } from '../../panels/budget-panel/burnDown';
import type { BudgetRow } from '../../panels/budget-panel/BudgetRow';
import { sampleBudget } from '../../testing/samples';
import { budgetsFromApi } from './budgetsFromApi';
import { drawnRow, incompleteDays } from './drawnRow';

const NOW = Date.parse('2026-11-05T12:00:00Z');
const DAYS = {
  spent: ['100', '100', '100', '100', '50'],
  planned: Array.from({ length: 30 }, (_, day) => 90 * (day + 1)),
};
const SAMPLE = sampleBudget({ amount: '2700', spent: '450', watermark: '2026-11-03T00:00:00Z' });

function rowOf(change: object): BudgetRow {
  const [row] = budgetsFromApi([{ ...SAMPLE, ...change }], 'USD');
  if (row === undefined) throw new Error('there is one row');
  return row;
}

function drawn(row: BudgetRow) {
  const size = { width: 800, height: 300, showBand: true, annotations: [], overspendRatio: null };
  const chart = burnDown({ row, now: NOW, ...size });
  if (chart === null) throw new Error('there is room');
  return chart;
}

describe('the course of a budget', () => {
  it('goes on through the days of which bills are still to come', () => {
    const { spent, spentSoFar, plot } = drawn(drawnRow(rowOf({ days: DAYS })));
    const aDay = (plot.right - plot.left) / 30;
    expect(spent).toHaveLength(6);
    expect(spent[5]).toEqual(spentSoFar);
    expect(spentSoFar?.x).toBeCloseTo(plot.left + 4.5 * aDay, 6);
    const steps = spent.slice(1).map(({ y }, index) => (spent[index]?.y ?? NaN) - y);
    const [first = NaN, ...others] = steps.slice(0, 4);
    for (const step of others) expect(step).toBeCloseTo(first, 6);
    expect(steps[4]).toBeCloseTo(first / 2, 6);
  });

  it('has a plan that only grows', () => {
    const { plan } = drawn(drawnRow(rowOf({ days: DAYS, planConsumedRatio: 0.01 })));
    plan.slice(1).forEach(({ y }, index) => expect(y).toBeLessThan(plan[index]?.y ?? NaN));
  });

  it('is as it was where the days are not known', () => {
    expect(drawnRow(rowOf({}))).toEqual(rowOf({}));
  });
});

describe('the days of which bills are still to come', () => {
  it('are those from the watermark on', () => {
    expect(incompleteDays(rowOf({}), NOW)).toMatchObject([
      { time: Date.parse('2026-11-03T00:00:00Z'), timeEnd: NOW, budget: 'ml' },
    ]);
  });

  it('are none where bills are complete, or the period is over', () => {
    expect(incompleteDays(rowOf({ watermark: '2026-11-05T12:00:00Z' }), NOW)).toEqual([]);
    expect(incompleteDays(rowOf({ watermark: '2026-12-01T00:00:00Z' }), Date.parse('2026-12-03T00:00:00Z'))).toEqual(
      [],
    );
  });
});
