import { dateTime, FieldType, LoadingState } from '@grafana/data';
import type { DataFrame, PanelData } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import React from 'react';
import type { ComponentProps } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULTS } from '../options';
import { budgetFrames, NOW, seriesOf } from '../sampleData';
import { METRICS } from '../samplesOf';
import { EVERYTHING } from './NoData';
import { Panel } from './Panel';

beforeEach(() => {
  document.documentElement.lang = 'en-US';
});

type Given = Omit<Partial<ComponentProps<typeof Panel>>, 'data' | 'options'> & {
  readonly data?: Partial<PanelData>;
  readonly options?: Partial<typeof DEFAULTS>;
};

function show(series: DataFrame[], { data, options, ...props }: Given = {}) {
  const now = dateTime(NOW);
  const timeRange = { from: now, to: now, raw: { from: now, to: now } };
  return render(
    <Panel
      data={{ state: LoadingState.Done, series, timeRange, ...data }}
      options={{ ...DEFAULTS, ...options }}
      width={640}
      height={480}
      title="Budgets of November"
      replaceVariables={(text) => text.replace('$budget', 'search')}
      {...props}
    />,
  );
}

const chart = () => screen.getByRole('img', { name: /Burn-down of/ });
const part = (name: string) => chart().querySelector(`[data-part="${name}"]`);

describe('without budgets', () => {
  test('it teaches the queries', () => {
    show([]);
    expect(screen.getByRole('heading', { name: 'No budgets to show' })).toBeInTheDocument();
    expect(screen.getByText(EVERYTHING)).toBeInTheDocument();
    for (const name of METRICS) expect(screen.getByText(name)).toBeInTheDocument();
    expect(screen.getByText('spent by day')).toBeInTheDocument();
  });

  test('it says that the queries return something else', () => {
    show([seriesOf('up', {}, 1)]);
    expect(screen.getByRole('heading', { name: 'These queries return no budgets' })).toBeInTheDocument();
  });

  test('it waits while queries run', () => {
    show([], { data: { state: LoadingState.Loading } });
    expect(screen.getByRole('status')).toHaveTextContent('Reading budgets…');
    expect(screen.queryByRole('heading')).toBeNull();
  });

  test('it says what failed', () => {
    show([], { data: { state: LoadingState.Error, errors: [{ message: 'bad gateway' }] } });
    expect(screen.getByRole('alert')).toHaveTextContent('bad gateway');
  });
});

describe('with one budget', () => {
  test('it says when the money is gone, draws it, and has a row for every window', () => {
    show(budgetFrames());
    const sentence = 'runs out in 31 h, on Nov 24, 02:00 UTC at the pace of the last day; $4,100 over';
    expect(screen.getByText(sentence)).toBeInTheDocument();
    expect(chart()).toHaveAccessibleName(`Burn-down of payments: ${sentence}`);
    for (const name of ['amount', 'plan', 'band', 'pace', 'exhaustion', 'spent-so-far', 'now']) {
      expect(part(name), name).not.toBeNull();
    }
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(6);
    expect(
      within(screen.getByRole('row', { name: /the last day / }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual([...['$900 a day', '$444 a day', 'Nov 24, 02:00 UTC', '$4,100 over']]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('the band and the windows can be switched off', () => {
    show(budgetFrames(), { options: { showBand: false, showWindows: false } });
    expect(part('band')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('a budget that is exhausted says by how much', () => {
    show(budgetFrames('payments', { spent: 43_200, consumed_ratio: 43_200 / 42_000 }));
    expect(screen.getByText('exhausted: $1,200 over, with 8 days of the period to go')).toBeInTheDocument();
    expect(part('pace')).toBeNull();
    expect(part('exhaustion')).toBeNull();
  });

  test('stale bills are announced with their age', () => {
    show(budgetFrames('payments', { watermark_timestamp_seconds: Date.parse('2026-11-19T19:00:00Z') / 1000 }));
    expect(screen.getByRole('alert')).toHaveTextContent('Bills are complete up to Nov 19, 19:00 UTC, 3 days ago.');
    expect(screen.getByText('stale')).toBeInTheDocument();
  });

  test('a budget without a plan has no plan line and no date', () => {
    const known = [
      'info',
      'amount',
      'spent',
      'consumed_ratio',
      'period_start_timestamp_seconds',
      'period_end_timestamp_seconds',
    ];
    show(
      budgetFrames().filter(({ fields }) =>
        known.includes(String(fields[1]?.labels?.['__name__']).replace('finops_budget_', '')),
      ),
    );
    expect(screen.getByText(/it has no plan, so there is no moment when it runs out/)).toBeInTheDocument();
    expect(screen.getByText('no plan')).toBeInTheDocument();
    expect(part('plan')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('figures that are no numbers leave the chart out, not the budget', () => {
    show(budgetFrames('payments', { amount: NaN, period_end_timestamp_seconds: Infinity }));
    expect(screen.getByText(/^No chart: it needs the amount/)).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /the last day 180% of what is planned – Nov 24, 02:00 UTC 9.8% over/ }),
    ).toBeInTheDocument();
  });

  test('the currency of the options stands for that of the series', () => {
    show(budgetFrames(), { options: { currency: 'EUR' } });
    expect(screen.getByText(/^runs out in 31 h.*€4,100 over$/)).toBeInTheDocument();
  });

  test('annotations are numbered on the chart and told below it', () => {
    const fields = [
      { name: 'time', type: FieldType.time, config: {}, values: [Date.parse('2026-11-10T08:00:00Z')] },
      { name: 'text', type: FieldType.string, config: {}, values: ['search moved to larger nodes'] },
    ];
    show(budgetFrames(), { data: { annotations: [{ fields, length: 1 }] } });
    expect(part('mark')).toHaveTextContent('1');
    const list = screen.getByRole('list', { name: 'Annotations' });
    expect(list).toHaveTextContent('Nov 10, 08:00 UTC: search moved to larger nodes');
  });

  test('spend over time is a line', () => {
    const course = seriesOf('finops_budget_spent', { budget: 'payments', currency: 'USD' }, [
      ['2026-11-02T00:00:00Z', 2000],
      ['2026-11-12T00:00:00Z', 15_000],
      ['2026-11-22T00:00:00Z', 38_000],
    ]);
    show([...budgetFrames('payments', { spent: NaN }), course]);
    expect(part('spent')?.getAttribute('points')?.split(' ')).toHaveLength(4);
  });
});

describe('with many budgets', () => {
  const frames = [
    ...budgetFrames('search', { spent: 20_000, consumed_ratio: 0.476 }),
    ...budgetFrames('payments', { spent: 50_000, consumed_ratio: 50_000 / 42_000 }),
  ];

  test('it lists them, worst first, with words for everything that a bar or colour shows', () => {
    show(frames);
    const [first, second] = screen.getAllByRole('button');
    expect(first).toHaveTextContent(/payments payments-team.*119% of \$42,000, plan 70%.*none left.*exhausted/);
    expect(second).toHaveTextContent(/search search-team.*47.6% of \$42,000, plan 70%.*31 h left.*runs out/);
  });

  test('a row opens and closes by keyboard', async () => {
    const user = userEvent.setup();
    show(frames);
    await user.tab();
    expect(screen.getByRole('group', { name: 'Budgets of November' })).toHaveFocus();
    await user.tab();
    await user.keyboard('{Enter}');
    const [first] = screen.getAllByRole('button');
    expect(first).toHaveAttribute('aria-expanded', 'true');
    expect(chart()).toHaveAccessibleName(/Burn-down of payments: exhausted/);
    expect(document.getElementById(first?.getAttribute('aria-controls') ?? '')).toContainElement(chart());
    await user.keyboard(' ');
    expect(first).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByRole('img', { name: /Burn-down of/ })).toBeNull();
  });

  test('one of them can be chosen, by variable too', () => {
    show(frames, { options: { mode: 'one', budget: '$budget' } });
    expect(screen.getByRole('heading', { name: 'search' })).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('mode one without a name shows the worst', () => {
    show(frames, { options: { mode: 'one' } });
    expect(screen.getByRole('heading', { name: 'payments' })).toBeInTheDocument();
  });

  test('a budget that is not there is named', () => {
    show(frames, { options: { mode: 'one', budget: 'r&d' } });
    expect(screen.getByText('No budget r&d among the data')).toBeInTheDocument();
  });

  test('a list of one is a list where it is asked for', () => {
    show(budgetFrames(), { options: { mode: 'many' } });
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  test('it fits a narrow screen', () => {
    show(frames, { width: 390 });
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });
});

test.each([
  { name: 'the chart', frames: budgetFrames() },
  { name: 'the list', frames: [...budgetFrames('search'), ...budgetFrames('payments')] },
  { name: 'the empty state', frames: [] },
])('$name has no fault that axe finds', async ({ frames }) => {
  const { container } = show(frames);
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
