import type { BudgetDefinition, BudgetView } from '@outlay/contract/api';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/ApiError';
import { FRESH, renderPage } from '../../testing/renderPage';
import { sampleBudget, sampleSlo } from '../../testing/samples';
import Budgets from './Budgets';

const KNOWN = { asOf: '2026-11-21T06:00:00Z', currency: 'USD' };
const DAYS = { spent: ['12000', '18000'], planned: [1500, 3000] };
const BUDGETS = [budget('ml', { team: ['ml'] }), budget('web', { team: ['web', 'shop'] })];

function budget(id: string, scope: BudgetDefinition['scope'], change: Partial<BudgetView> = {}): BudgetView {
  const definition = { id, owner: id, amount: '45000', period: 'month', plan: 'weekday', scope } as const;
  return sampleBudget({ id, definition, ...change });
}

function answers(change: object = {}) {
  return {
    sources: FRESH,
    budgets: budgetsAnswer(BUDGETS),
    slos: {
      ...KNOWN,
      slos: [sampleSlo(), sampleSlo({ id: 'cover', state: 'breached', reason: 'too much', sli: null })],
    },
    ...change,
  };
}

/** All without their days, one with them. */
function budgetsAnswer(budgets: readonly BudgetView[]) {
  return ({ budget: id }: { readonly budget?: string }) => ({
    ...KNOWN,
    warnings: ['web sums to more than company'],
    budgets: id === undefined ? budgets : budgets.filter((one) => one.id === id).map((one) => ({ ...one, days: DAYS })),
  });
}

describe('the page of budgets', () => {
  it('lists budgets, what is wrong among them, and objectives with why they stand so', async () => {
    renderPage(<Budgets />, answers());
    const list = await screen.findByRole('list', { name: /Budgets, those that run out first/ });
    expect(within(list).getAllByRole('button')).toHaveLength(2);
    expect(screen.getByText('web sums to more than company')).toBeInTheDocument();
    const row = (await screen.findByText('cover')).closest('tr');
    expect(row).toHaveTextContent('Breached');
    expect(row).toHaveTextContent('– / 95%');
    expect(row).toHaveTextContent('too much');
  });

  it('leads from each budget to its costs, where an address says its scope', async () => {
    renderPage(<Budgets />, answers());
    const costs = await screen.findByRole('link', { name: 'Costs of ml' });
    expect(costs).toHaveAttribute('href', expect.stringContaining('levels=team%2Ccloud_service&path=team%3Dml'));
    expect(screen.queryByRole('link', { name: 'Costs of web' })).toBeNull();
  });

  it('draws the days of the budget that is open, and asks for no others', async () => {
    const { asked, place } = renderPage(<Budgets />, answers());
    const chart = await screen.findByRole('img', { name: /Burn-down of ml/ });
    expect(chart.querySelector('[data-part="spent"]')).not.toBeNull();
    expect(chart.querySelectorAll('[data-part="plan"]')).toHaveLength(1);
    expect(asked.filter((question) => question.startsWith('budgets'))).toEqual(['budgets?', 'budgets?budget=ml']);

    await userEvent.click(screen.getByRole('button', { name: /^web/ }));
    expect(await screen.findByRole('img', { name: /Burn-down of web/ })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^web/ })).toHaveAttribute('aria-pressed', 'true');
    expect(place.search).toBe('?budget=web');
  });

  it('says why somebody is called, what the plan is and which bills are stale', async () => {
    const urgent = { page: { urgency: 'high', reason: 'runs out in 12 h' }, ticket: ['over by $9'] } as const;
    const stale = { staleSources: ['aws'], plan: 'forecast' };
    const one = budget('ml', {}, { ...urgent, ...stale, ticket: [...urgent.ticket] });
    renderPage(<Budgets />, answers({ budgets: budgetsAnswer([one]) }));
    const reasons = await screen.findByRole('list', { name: 'Why somebody is called' });
    expect(
      within(reasons)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Pages: runs out in 12 h', 'Ticket: over by $9']);
    expect(screen.getByText(/Nov 1, 2026 to Nov 30, 2026, planned as it was forecast/)).toBeInTheDocument();
    expect(screen.getByText(/Stale, so it does not page\. Nothing new from aws\./)).toBeInTheDocument();
  });

  it('says that a rolling budget has no plan', async () => {
    const rolling = budget('ml', {}, { period: 'rolling 28d', planConsumedRatio: null, projected: null });
    renderPage(<Budgets />, answers({ budgets: budgetsAnswer([rolling]) }));
    expect(await screen.findByText('Nov 1, 2026 to Nov 30, 2026, without a plan.')).toBeInTheDocument();
    expect(screen.getByText(/nothing can be tried on it/)).toBeInTheDocument();
  });

  it('keeps the list where the days do not come, and says why', async () => {
    const all = budgetsAnswer(BUDGETS);
    const failing = (query: { readonly budget?: string }) =>
      query.budget === undefined ? all(query) : new ApiError('down', 'The exporter did not answer.');
    renderPage(<Budgets />, answers({ budgets: failing }));
    expect(await screen.findByText('The exporter did not answer.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^web/ })).toBeInTheDocument();
  });

  it('teaches how to write a first budget and a first objective', async () => {
    renderPage(<Budgets />, answers({ budgets: budgetsAnswer([]), slos: { ...KNOWN, slos: [] } }));
    expect(await screen.findByText(/No budget yet/)).toBeInTheDocument();
    expect(await screen.findByText(/No objective yet/)).toBeInTheDocument();
  });
});

describe('what is tried', () => {
  it('tells what would change the end, and proposes the lines for it', async () => {
    const { place } = renderPage(<Budgets />, answers(), { at: '/?budget=web' });
    expect(await screen.findByText('Ends at $40,000: $5,000 left.')).toBeInTheDocument();
    await typeInto('Something costs once', '6000');
    expect(screen.getByText('Ends at $46,000: $1,000 over.')).toBeInTheDocument();
    expect(screen.getByLabelText('Proposed configuration')).toHaveTextContent(
      'id: web-one-off, kind: one-off, from: "2026-11-21", amount: "6000", scope: { team: [web, shop] }',
    );
    await settlesAt(place, '?budget=web&oneOff=6000');

    await userEvent.click(screen.getByRole('button', { name: 'Start again' }));
    expect(screen.queryByLabelText('Proposed configuration')).toBeNull();
    await settlesAt(place, '?budget=web');
  });

  it('stands in the address, and comes from it', async () => {
    renderPage(<Budgets />, answers(), { at: '/?budget=ml&growth=50&launch=100' });
    expect(await screen.findByText(/^Ends at \$45,9\d\d: \$9\d\d over\.$/)).toBeInTheDocument();
    expect(screen.getByLabelText('Proposed configuration')).toHaveTextContent('ratio: 1.5');
  });

  it('of one budget is not tried on another', async () => {
    const { place } = renderPage(<Budgets />, answers(), { at: '/?budget=ml&oneOff=6000&amount=50000' });
    await userEvent.click(await screen.findByRole('button', { name: /^web/ }));
    expect(await screen.findByText('Ends at $40,000: $5,000 left.')).toBeInTheDocument();
    expect(place.search).toBe('?budget=web');
  });
});

describe('a proposal', () => {
  it('of another amount is the whole budget as outlay.yaml has it, and moves the end', async () => {
    const { place } = renderPage(<Budgets />, answers());
    await typeInto('Amount', '39000');
    expect(screen.getByText('Ends at $40,000: $1,000 over.')).toBeInTheDocument();
    expect(screen.getByLabelText('What changes')).toHaveTextContent('- amount: "45000" + amount: "39000"');
    expect(screen.getByLabelText('Proposed configuration').textContent).toBe(
      'budgets:\n  - id: ml\n    owner: ml\n    scope: { team: [ml] }\n    amount: "39000"\n    period: month\n    plan: weekday\n',
    );
    await settlesAt(place, '?amount=39000');

    await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(screen.getByText(/Change a field/)).toBeInTheDocument();
  });

  it('says what the exporter would refuse, and proposes nothing then', async () => {
    renderPage(<Budgets />, answers(), { at: '/?urgent=99h&burn=0.5' });
    expect(await screen.findByText('Write a time within that of the page.')).toBeInTheDocument();
    expect(screen.getByText(/Write 1 or more/)).toBeInTheDocument();
    expect(screen.getByText(/The exporter would refuse this/)).toBeInTheDocument();
    expect(screen.queryByLabelText('Proposed configuration')).toBeNull();
  });

  it('waits for an exporter that tells how the budget is configured', async () => {
    renderPage(<Budgets />, answers({ budgets: budgetsAnswer([sampleBudget()]) }));
    expect(await screen.findByText(/after its next refresh/)).toBeInTheDocument();
    expect(screen.getByText('Ends at $40,000: $5,000 left.')).toBeInTheDocument();
  });
});

async function typeInto(label: string, text: string): Promise<void> {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

/** What is tried stands in the address a moment later. */
function settlesAt(place: { readonly search: string }, search: string): Promise<void> {
  return waitFor(() => expect(place.search).toBe(search), { timeout: 10_000 });
}
