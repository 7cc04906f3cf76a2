import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { FRESH, renderPage } from '../../testing/renderPage';
import { sampleBudget, sampleIncident } from '../../testing/samples';
import { sampleSource } from '../../testing/sampleSources';
import Overview from './Overview';

const KNOWN = { asOf: '2026-11-21T06:00:00Z', currency: 'USD' };
const TOTAL = { total: 1, offset: 0, limit: 1000, currency: 'USD', basis: 'effective' };
const MONTH = { horizon: 'month', from: '2026-11-01', until: '2026-12-01', firstDay: '2026-11-21', byDay: [] };

function costs(query: Readonly<Record<string, string>>) {
  if (query['by'] === undefined) return { ...TOTAL, sum: '308057.49', rows: [] };
  const cost = query['from'] === '2026-11-14' ? '700' : '500';
  return { ...TOTAL, sum: cost, rows: [{ start: null, dimensions: { cloud_service: 'EC2' }, cost }] };
}

const WEEK = 'What changed in the last complete week';
const END = 'Forecast of the month';
const NOBODYS = 'Without an owner this month';

const ANSWERS = {
  sources: { ...FRESH, sources: [sampleSource({ watermark: '2026-11-21T00:00:00Z' })] },
  costs,
  budgets: {
    ...KNOWN,
    warnings: [],
    budgets: [sampleBudget({ page: { urgency: 'high', reason: 'runs out in 20 h' } })],
  },
  slos: { ...KNOWN, slos: [] },
  incidents: { ...KNOWN, incidents: [sampleIncident()] },
  forecast: { ...KNOWN, scores: [], forecasts: [{ ...MONTH, owner: null, p10: 430000, p50: 434428, p90: 440000 }] },
  allocation: {
    ...{ methodology: 'v', currency: 'USD', basis: 'effective', sum: '9200', pools: [], unallocated: [] },
    owners: [
      { owner: 'web', cost: '9108', direct: '9108', shared: [] },
      { owner: 'unallocated', cost: '92', direct: '92', shared: [] },
    ],
  },
  methodology: { version: 'v', markdown: '', owner: 'team', dimensions: ['team'] },
};

describe('the overview', () => {
  it('has the month, its forecast with the band, and what needs somebody', async () => {
    renderPage(<Overview />, ANSWERS);
    expect(await screen.findByText('$308,057')).toBeInTheDocument();
    expect(await screen.findByText('$434,428')).toBeInTheDocument();
    expect(screen.getByText('between $430,000 and $440,000 in eight of ten months')).toBeInTheDocument();
    expect(await screen.findByText('runs out in 20 h')).toBeInTheDocument();
    expect(screen.getByText('AWS › ml')).toBeInTheDocument();
  });

  it('compares the last complete week with the one before, and leads to where it is', async () => {
    const { asked } = renderPage(<Overview />, ANSWERS);
    const row = (await screen.findByRole('link', { name: 'EC2' })).closest('tr');
    expect(within(row!).getByText(/▲ \+\$200/)).toHaveTextContent('(40%)');
    expect(screen.getByRole('link', { name: 'EC2' })).toHaveAttribute(
      'href',
      '/a/outlay-finops-app/allocation?levels=cloud_service%2Cteam%2Csub_account&path=cloud_service%3DEC2',
    );
    expect(asked).toContain('costs?from=2026-11-14&to=2026-11-21&by=cloud_service&granularity=total&limit=10000');
  });

  it('is of one owner when the address says so', async () => {
    const forecast = { ...MONTH, owner: 'web', p10: null, p50: 1200, p90: null };
    const { asked } = renderPage(
      <Overview />,
      { ...ANSWERS, forecast: { ...ANSWERS.forecast, forecasts: [...ANSWERS.forecast.forecasts, forecast] } },
      { at: '/?owner=web' },
    );
    expect(await screen.findByText(/Nothing needs you/)).toBeInTheDocument();
    expect(await screen.findByText('$1,200')).toBeInTheDocument();
    await screen.findByRole('link', { name: 'EC2' });
    expect(asked).toContain('costs?from=2026-11-01&to=2026-11-22&granularity=total&team=web');
    expect(asked).toContain(
      'costs?from=2026-11-14&to=2026-11-21&by=cloud_service&granularity=total&limit=10000&team=web',
    );
  });

  it.each([
    { role: 'on-call', cards: ['Needs somebody', WEEK, 'Month to date', END] },
    { role: 'owner', cards: ['Month to date', END, 'Needs somebody', WEEK] },
    { role: 'finance', cards: ['Month to date', END, NOBODYS, 'Bills', WEEK, 'Needs somebody'] },
    { role: 'unheard-of', cards: ['Needs somebody', WEEK, 'Month to date', END] },
  ])('begins with what $role came for', async ({ role, cards }) => {
    renderPage(<Overview />, ANSWERS, { at: `/?role=${role}` });
    await screen.findByRole('link', { name: 'EC2' });
    const titles = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(titles).toEqual(cards);
  });

  it('keeps in the address who looks', async () => {
    const { place } = renderPage(<Overview />, ANSWERS);
    await userEvent.click(screen.getByRole('radio', { name: 'Finance' }));
    expect(place.search).toBe('?role=finance');
    expect(await screen.findByText('$92, 1% of $9,200 when shared costs are split')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'What to do about it' })).toHaveAttribute(
      'href',
      '/a/outlay-finops-app/allocation',
    );
    expect(screen.getByRole('rowheader', { name: 'aws' })).toBeInTheDocument();
  });

  it('asks nothing twice', async () => {
    const { asked } = renderPage(<Overview />, ANSWERS);
    await screen.findByRole('link', { name: 'EC2' });
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('says how a forecast comes about while there is none', async () => {
    renderPage(<Overview />, { ...ANSWERS, forecast: { ...KNOWN, scores: [], forecasts: [] } });
    expect(await screen.findByText('Two weeks of bills make a forecast.')).toBeInTheDocument();
  });
});
