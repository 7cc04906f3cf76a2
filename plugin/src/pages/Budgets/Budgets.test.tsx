import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { FRESH, renderPage } from '../../testing/renderPage';
import { sampleBudget, sampleSlo } from '../../testing/samples';
import Budgets from './Budgets';

const KNOWN = { asOf: '2026-11-21T06:00:00Z', currency: 'USD' };

function answers(change: object = {}) {
  return {
    sources: FRESH,
    budgets: {
      ...KNOWN,
      warnings: ['web sums to more than company'],
      budgets: [sampleBudget(), sampleBudget({ id: 'web' })],
    },
    slos: {
      ...KNOWN,
      slos: [sampleSlo(), sampleSlo({ id: 'cover', state: 'breached', reason: 'too much', sli: null })],
    },
    ...change,
  };
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

  it('tells what would change the end, and proposes the lines for it', async () => {
    renderPage(<Budgets />, answers(), { at: '/?budget=web' });
    expect(await screen.findByText('Ends at $40,000: $5,000 left.')).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Something costs once'));
    await userEvent.type(screen.getByLabelText('Something costs once'), '6000');
    expect(screen.getByText('Ends at $46,000: $1,000 over.')).toBeInTheDocument();
    expect(screen.getByLabelText('Proposed configuration')).toHaveTextContent(
      'id: web-one-off, kind: one-off, from: 2026-11-21, amount: "6000"',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Start again' }));
    expect(screen.queryByLabelText('Proposed configuration')).toBeNull();
  });

  it('proposes another amount as a line of configuration', async () => {
    renderPage(<Budgets />, answers());
    const amount = await screen.findByLabelText('The budget were');
    await userEvent.clear(amount);
    await userEvent.type(amount, '39000');
    expect(screen.getByText('Ends at $40,000: $1,000 over.')).toBeInTheDocument();
    expect(screen.getByLabelText('Proposed configuration')).toHaveTextContent('id: ml, amount: "39000"');
  });

  it('teaches how to write a first budget and a first objective', async () => {
    renderPage(
      <Budgets />,
      answers({ budgets: { ...KNOWN, warnings: [], budgets: [] }, slos: { ...KNOWN, slos: [] } }),
    );
    expect(await screen.findByText(/No budget yet/)).toBeInTheDocument();
    expect(await screen.findByText(/No objective yet/)).toBeInTheDocument();
  });
});
