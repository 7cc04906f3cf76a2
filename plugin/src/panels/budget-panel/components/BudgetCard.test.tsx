import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BudgetRow } from '../BudgetRow';
import { NOW, rowOf, runsOutAt } from '../sampleData';
import { BudgetCard } from './BudgetCard';
import { BudgetList } from './BudgetList';

beforeEach(() => {
  document.documentElement.lang = 'en-US';
});

const MIDNIGHT = Date.parse('2026-11-17T00:00:00Z');

/** The worked example of docs/budgets.md. */
function measured(changes: Partial<BudgetRow> = {}): BudgetRow {
  const lastDay = {
    ...{ aDay: 5200, allowedADay: 1300, burnRate: 4, overspendRatio: 1.49 },
    exhaustion: Date.parse('2026-11-19T00:00:00Z'),
  };
  return rowOf({
    ...{ spent: 26_400.5, consumedRatio: 0.6286, planRatio: 0.535 },
    ...{ watermark: Date.parse('2026-11-16T00:00:00Z'), maxLag: null },
    windows: [
      { window: '6h', ...lastDay },
      { window: '1d', ...lastDay },
      { window: '7d', aDay: 1857, allowedADay: 0, burnRate: Infinity, exhaustion: Infinity, overspendRatio: 0.29 },
    ],
    ...changes,
  });
}

describe('a card of windows that were measured', () => {
  test('says what each window cost a day, against what was planned', () => {
    render(<BudgetCard row={measured()} now={MIDNIGHT} width={600} height={200} />);
    expect(screen.getByText(/^runs out in 2 days, on Nov 19, 00:00 UTC/)).toBeInTheDocument();
    const table = within(screen.getByRole('table', { name: 'Pace by window' }));
    expect(table.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      ...['Pace of', 'Spent', 'Planned', 'Runs out', 'At the end'],
    ]);
    expect(table.getByRole('row', { name: /the last 6 hours \$5,200 a day \$1,300 a day/ })).toBeInTheDocument();
    expect(table.getByRole('row', { name: /the last 7 days .* lasts \$12,180 over/ })).toBeInTheDocument();
  });

  test('names the sources that are stale', () => {
    render(<BudgetCard row={measured({ staleSources: ['aws', 'gcp'] })} now={MIDNIGHT} width={600} height={200} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing new from aws and gcp.');
  });

  test('takes annotations from the page', () => {
    const annotations = [
      { time: Date.parse('2026-11-15T09:00:00Z'), timeEnd: null, text: 'deploy <v2>', budget: null },
    ];
    render(<BudgetCard row={measured()} now={MIDNIGHT} width={600} height={200} annotations={annotations} />);
    expect(screen.getByRole('list', { name: 'Annotations' })).toHaveTextContent('Nov 15, 09:00 UTC: deploy <v2>');
  });
});

test('a budget without a name is still called something', () => {
  render(<BudgetCard row={rowOf({ id: '', owner: null })} now={NOW} width={600} height={200} />);
  expect(screen.getByRole('heading', { name: 'Budget' })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Budget' })).toBeInTheDocument();
});

test('without room there are words instead of a chart', () => {
  render(<BudgetCard row={rowOf()} now={NOW} width={60} height={40} />);
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.getByText(/^lasts until the end of the period/)).toBeInTheDocument();
});

describe('the list', () => {
  const bars = () =>
    screen.getAllByRole('button').map((button) => ({
      consumed: button.querySelector<HTMLElement>('[data-part="consumed"]')?.style.width,
      plan: button.querySelector<HTMLElement>('[data-part="plan"]')?.style.left,
    }));

  test('draws what is consumed against the plan, never past its end', () => {
    const rows = [
      rowOf({ id: 'over', spent: 80_000, consumedRatio: 1.9 }),
      rowOf({ id: 'fine', consumedRatio: 0.25 }),
      rowOf({ id: 'refunded', consumedRatio: -0.1, planRatio: null }),
    ];
    render(<BudgetList rows={rows} now={NOW} width={800} />);
    expect(bars()).toEqual([
      { consumed: '100%', plan: '70%' },
      { consumed: '25%', plan: '70%' },
      { consumed: '0%', plan: undefined },
    ]);
  });

  test('has a word for every status', () => {
    const rows = [
      rowOf({ id: 'a', spent: 50_000 }),
      runsOutAt('2026-11-24T00:00:00Z', { id: 'b' }),
      runsOutAt('2026-11-25T00:00:00Z', { id: 'c', staleSources: ['aws'] }),
      rowOf({ id: 'd', consumedRatio: 0.8 }),
      rowOf({ id: 'e', consumedRatio: 0.6 }),
      rowOf({ id: 'f', consumedRatio: 0.5, planRatio: null, windows: [] }),
      rowOf({ id: 'g', amount: null, spent: null, consumedRatio: null, windows: [] }),
    ];
    render(<BudgetList rows={rows} now={NOW} width={800} />);
    const words = ['exhausted', 'runs out', 'stale', 'over plan', 'on plan', 'no plan', 'not known'];
    screen.getAllByRole('button').forEach((button, index) => expect(button).toHaveTextContent(words[index] ?? '?'));
    expect(screen.getAllByRole('button')).toHaveLength(words.length);
  });

  test('is empty without budgets', () => {
    render(<BudgetList rows={[]} now={NOW} width={800} />);
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
