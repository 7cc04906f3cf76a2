import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf, timestamp } from '../domain/Day.js';
import type { SourceSpend } from './burn/ScopeSpend.js';
import { evaluateBudget } from './evaluateBudget.js';
import { budgetOf } from './testing/budgetOf.js';
import { planOf } from './testing/planOf.js';
import { workedExample } from './testing/workedExample.js';

const DOCUMENT = readFileSync(new URL('../../../docs/budgets.md', import.meta.url), 'utf8');
const EXAMPLE = workedExample();

function withSource(settings: Partial<SourceSpend>): ReturnType<typeof workedExample> {
  const { spend } = workedExample();
  return workedExample({ spend: { ...spend, sources: spend.sources.map((source) => ({ ...source, ...settings })) } });
}

describe('the example of the documentation', () => {
  const status = evaluateBudget(EXAMPLE);

  it('has these figures', () => {
    expect(status).toMatchObject({
      id: 'payments',
      owner: 'payments',
      period: { start: startOf('2026-11-01'), end: startOf('2026-12-01') },
      amount: '42000',
      spent: '29000',
      pageOverspendRatio: 0.05,
      watermark: startOf('2026-11-16'),
      staleAt: startOf('2026-11-18'),
      staleSources: [],
      isExhausted: false,
    });
    expect(status.consumedRatio).toBeCloseTo(29 / 42, 12);
    expect(status.planConsumedRatio).toBeCloseTo((3000 + 19500) / 42000, 12);
  });

  test.each(status.windows)('tells of the window of $window what is calculated', (burn) => {
    const { window, cost, planned, burnRate, exhaustion, projectedOverspendRatio } = burn;
    const cells = [
      `\`${window}\``,
      Math.round(cost).toLocaleString('en-US'),
      Math.round(planned).toLocaleString('en-US'),
      burnRate.toFixed(2),
      timestamp(Math.round(exhaustion / 60_000) * 60_000)
        .slice(0, 16)
        .replace('T', ' '),
      `${(100 * projectedOverspendRatio).toFixed(0)} %`,
    ];
    const rows = DOCUMENT.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    expect(rows).toContainEqual(['', ...cells, '']);
  });

  it('pages and tickets in these words', () => {
    expect(status.page).toMatchObject({ urgency: 'normal' });
    expect(status.page?.hoursLeft).toBeCloseTo(48, 6);
    expect(status.ticket.map(({ kind }) => kind)).toEqual(['over_plan']);
    for (const words of [status.page?.reason, status.ticket[0]?.text]) expect(DOCUMENT).toContain(words);
  });
});

describe('a budget', () => {
  it('keeps amounts to their last digit, and is exhausted to the last unit', () => {
    const amount = '90000000000000000.000000000001';
    const { spend } = EXAMPLE;
    const statusOf = (spent: string) =>
      evaluateBudget(workedExample({ budget: budgetOf({ amount }), spend: { ...spend, spent } }));
    expect(statusOf('90000000000000000')).toMatchObject({ amount, isExhausted: false, consumedRatio: 1 });
    expect(statusOf(amount)).toMatchObject({ spent: amount, isExhausted: true, page: null });
  });

  it('has no 6h window where a source has only days, and still pages', () => {
    const days = withSource({
      bucket: DAY,
      variable: Array.from({ length: 47 }, (_, day) => (day < 45 ? 1300 : 5200)),
    });
    const status = evaluateBudget(days);
    expect(status.windows.map(({ window }) => window)).toEqual(['1d', '3d', '7d']);
    expect(status.page?.hoursLeft).toBeCloseTo(48, 6);
  });

  it('does not page on stale data, names the source and keeps the time at which it runs out', () => {
    const fresh = evaluateBudget(EXAMPLE);
    const status = evaluateBudget(withSource({ maxLag: 23 * HOUR }));
    expect(status.page).toBeNull();
    expect(status.staleSources).toEqual(['aws']);
    expect(status.ticket.map(({ kind }) => kind)).toEqual(['over_plan', 'stale']);
    expect(status.windows).toEqual(fresh.windows);
  });

  it('leaves fixed charges out of burn, whether they are known or still expected', () => {
    const { spend } = EXAMPLE;
    const fixed = { ...spend.fixed, costs: spend.fixed.costs.map((cost, day) => (day === 31 ? 0 : cost)) };
    const expected = evaluateBudget(workedExample({ spend: { ...spend, fixed, fixedExpected: 3000 } }));
    expect(expected.windows).toEqual(evaluateBudget(EXAMPLE).windows);
  });

  it('counts fixed charges of this period only, also those dated ahead', () => {
    const { spend } = EXAMPLE;
    const costs = [...Array<number>(30).fill(777), 3000, ...Array<number>(28).fill(0), 500, 999]; // from 2 October on
    const status = evaluateBudget(workedExample({ spend: { ...spend, fixed: { firstDay: '2026-10-02', costs } } }));
    const [sixHours] = status.windows;
    expect(sixHours?.planned).toBeCloseTo((42000 - 3000 - 500) / 30 / 4, 9);
    expect(status.planConsumedRatio).toBeCloseTo((3000 + 38500 / 2) / 42000, 12);
  });

  it('does not page below the least amount', () => {
    const overspend = evaluateBudget(EXAMPLE).windows[1]!.projectedOverspendRatio * 42000;
    const pageAt = (minimum_amount: string) =>
      evaluateBudget(workedExample({ budget: budgetOf({ minimum_amount }) })).page;
    expect(pageAt(String(Math.floor(overspend)))).not.toBeNull();
    expect(pageAt(String(Math.ceil(overspend)))).toBeNull();
  });

  it('hands the forecast through, and tells when it is too high', () => {
    const projected = { p10: 41000, p50: 45000, p80: 55000, p90: 60000 };
    const status = evaluateBudget(workedExample({ projected }));
    expect(status.projected).toEqual(projected);
    expect(status.ticket.map(({ kind }) => kind)).toEqual(['over_plan', 'forecast']);
  });

  it('has a consumed ratio and tickets only when its period rolls', () => {
    const status = evaluateBudget(
      workedExample({ budget: budgetOf({ period: { rolling: '28d' }, amount: '28000' }), plan: null }),
    );
    expect(status).toMatchObject({ planConsumedRatio: null, windows: [], page: null, isExhausted: true });
    expect(status.ticket).toEqual([{ kind: 'exhausted', text: 'spent $29,000 of $28,000' }]);
  });

  it('is on plan when it spends by weekday and hour as it was planned', () => {
    const plan = planOf({ kind: 'weekday', weekdays: [0.5, 1.2, 1.2, 1.2, 1.2, 1.2, 0.5] });
    const weightAt = (time: number): number => plan.weekdays[new Date(time).getUTCDay()]!;
    const first = EXAMPLE.spend.sources[0]!.first;
    const total = Array.from({ length: 30 }, (_, day) => weightAt(startOf('2026-11-01') + day * DAY));
    const scale = 39000 / total.reduce((sum, weight) => sum + weight) / 24;
    const variable = Array.from({ length: 47 * 24 }, (_, hour) => scale * weightAt(first + hour * HOUR));
    const input = withSource({ variable });
    const status = evaluateBudget({ ...input, plan });
    for (const { burnRate } of status.windows) expect(burnRate).toBeCloseTo(1, 9);
    expect(status.page).toBeNull();
    expect(status.ticket).toEqual([]);
  });

  it('has no data at all at first', () => {
    const nothing = { sources: [], fixed: { firstDay: '2026-11-01', costs: [] }, spent: '0', fixedExpected: 0 };
    const status = evaluateBudget(workedExample({ spend: nothing }));
    expect(status.windows.map(({ burnRate, exhaustion }) => [burnRate, exhaustion])).toEqual(
      Array(3).fill([0, Infinity]),
    );
    expect([status.page, status.ticket]).toEqual([null, []]);
  });

  it('changes no ratio and no decision when amounts and spend are in another currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (rate) => {
        const { spend, budget } = EXAMPLE;
        const scaled = evaluateBudget(
          workedExample({
            budget: { ...budget, amount: String(42000 * rate) },
            spend: {
              ...spend,
              sources: spend.sources.map((source) => ({
                ...source,
                variable: source.variable.map((cost) => cost * rate),
              })),
              fixed: { ...spend.fixed, costs: spend.fixed.costs.map((cost) => cost * rate) },
              spent: String(29000 * rate),
            },
          }),
        );
        const status = evaluateBudget(EXAMPLE);
        expect(scaled.consumedRatio).toBeCloseTo(status.consumedRatio, 9);
        expect(scaled.planConsumedRatio).toBeCloseTo(status.planConsumedRatio!, 9);
        scaled.windows.forEach(({ burnRate, projectedOverspendRatio, exhaustion }, index) => {
          const before = status.windows[index]!;
          expect(burnRate).toBeCloseTo(before.burnRate, 9);
          expect(projectedOverspendRatio).toBeCloseTo(before.projectedOverspendRatio, 9);
          expect(Math.abs(exhaustion - before.exhaustion)).toBeLessThan(1000);
        });
        expect(scaled.page?.urgency).toBe('normal');
      }),
      { numRuns: 20 },
    );
  });
});
