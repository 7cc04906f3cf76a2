import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/ApiError';
import { useRead } from '../api/ClientContext';
import { cutOff } from '../testing/cutOff';
import { FRESH, renderPage } from '../testing/renderPage';
import { Await } from './Await';
import { Card, Page } from './Page';

const DOWN = new ApiError('down', 'The exporter did not answer.');
const BUDGETS = { asOf: '2026-11-21T06:00:00Z', currency: 'USD', warnings: [], budgets: [] };

/** A page with two questions beside that of every page. */
function Sample() {
  return (
    <Page title="Sample" subTitle="Of a page">
      <Card title="Budgets">
        <Await reading={useRead('budgets')}>{({ currency }) => <p>budgets in {currency}</p>}</Await>
      </Card>
      <Card title="Objectives">
        <Await reading={useRead('slos')}>{({ currency }) => <p>objectives in {currency}</p>}</Await>
      </Card>
    </Page>
  );
}

afterEach(() => vi.restoreAllMocks());

describe('a page', () => {
  it('has the shape of an answer while it waits', () => {
    renderPage(<Sample />, {});
    expect(screen.getAllByRole('status', { name: 'Loading' })).toHaveLength(2);
  });

  it('asks again for all that failed, and shows that it does', async () => {
    const answers: Record<string, unknown> = { sources: DOWN, budgets: DOWN, slos: BUDGETS };
    const { asked } = renderPage(<Sample />, answers);
    expect(await screen.findByText('objectives in USD')).toBeInTheDocument();
    expect(
      await screen.findByText('It may be starting. If this stays, look at its log and its address.'),
    ).toBeVisible();
    answers['sources'] = { ...FRESH, sources: [{ id: 'aws', watermark: null, maxLagSeconds: 1 }] };
    answers['budgets'] = () => new Promise((resolve) => setTimeout(resolve, 20, BUDGETS));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    expect(await screen.findByText('budgets in USD')).toBeInTheDocument();
    expect(screen.getByText('aws has not delivered any bill yet.')).toBeInTheDocument();
    expect(asked.slice(3).toSorted()).toEqual(['budgets?', 'sources?']);
  });

  it('keeps its figures where they cannot be renewed, and says so', async () => {
    const answers: Record<string, unknown> = { sources: FRESH, budgets: BUDGETS, slos: BUDGETS };
    const { queries } = renderPage(<Sample />, answers);
    await screen.findByText('budgets in USD');
    answers['sources'] = DOWN;
    await act(() => queries.invalidateQueries());
    expect(await screen.findByText(/^These figures are of .*: The exporter did not answer\.$/)).toBeInTheDocument();
    expect(screen.getByText('budgets in USD')).toBeInTheDocument();
    answers['sources'] = FRESH;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await vi.waitFor(() => expect(screen.queryByText(/^These figures are of/)).toBeNull());
  });

  it('says which bills are overdue', async () => {
    const late = { id: 'aws', watermark: '2026-11-18T00:00:00Z', maxLagSeconds: 86_400 };
    renderPage(<Sample />, { sources: { ...FRESH, sources: [late] } });
    expect(await screen.findByText('Some bills are overdue')).toBeInTheDocument();
    expect(screen.getByText(/^aws is complete up to .*, 4 days ago; budgets of it do not page\.$/)).toBeVisible();
  });

  it.each([
    { obstacle: 'unconfigured', link: '/plugins/outlay-finops-app' },
    { obstacle: 'unauthorised', link: '/plugins/outlay-finops-app' },
    { obstacle: 'forbidden', link: null },
    { obstacle: 'version', link: null },
  ] as const)('leads to the configuration only for what is decided there: $obstacle', async ({ obstacle, link }) => {
    renderPage(<Sample />, { sources: FRESH, slos: BUDGETS, budgets: new ApiError(obstacle, 'why') });
    expect(await screen.findByText('why')).toBeInTheDocument();
    const found = screen.queryByRole('link', { name: 'Open the configuration' });
    expect(found?.getAttribute('href') ?? null).toBe(link);
  });

  it('lets the keyboard into a card that is cut off, and only into that', () => {
    const measure = cutOff('Budgets');
    renderPage(<Sample />, {});
    measure();
    expect(screen.getByRole('region', { name: 'Budgets' })).toHaveAttribute('tabindex', '0');
    expect(screen.getByRole('region', { name: 'Objectives' })).not.toHaveAttribute('tabindex');
  });
});
