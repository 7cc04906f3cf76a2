import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/ApiError';
import { FRESH, renderPage } from '../../testing/renderPage';
import Allocation from './Allocation';

const PAGE = { offset: 0, limit: 10_000, currency: 'USD', basis: 'effective' };
const ROWS = [
  { start: null, dimensions: { team: 'ml', cloud_service: 'EC2' }, cost: '700' },
  { start: null, dimensions: { team: 'ml', cloud_service: 'S3' }, cost: '200' },
  { start: null, dimensions: { team: 'unallocated', cloud_service: 'EC2' }, cost: '100' },
];
const REASON = { owner: 'ml', cost: '900', pool: null, rule: 'gpu', cause: null, text: 'rule gpu gives it to ml' };

const ANSWERS = {
  sources: FRESH,
  methodology: { version: 'v7', markdown: '', owner: 'team', dimensions: ['provider', 'cloud_service', 'team'] },
  costs: { ...PAGE, total: 3, sum: '1000', rows: ROWS },
  explain: { methodology: 'v7', currency: 'USD', basis: 'effective', sum: '900', reasons: [REASON] },
  tags: {
    currency: 'USD',
    keys: [],
    offenders: [{ provider: 'AWS', subAccount: '1', service: 'EC2', cause: 'no_tag', cost: '100' }],
    aliases: [{ dimension: 'team', value: 'ml-team', probably: 'ml', cost: '12' }],
  },
};

describe('the allocation explorer', () => {
  it('asks for the last complete days and those before, by the usual levels', async () => {
    const { asked } = renderPage(<Allocation />, ANSWERS);
    await screen.findByText('Costs from 2026-10-24 to 2026-11-21');
    expect(asked.filter((question) => question.startsWith('costs'))).toEqual([
      'costs?from=2026-10-24&to=2026-11-21&basis=effective&by=team%2Ccloud_service&granularity=total&limit=10000',
      'costs?from=2026-09-26&to=2026-10-24&basis=effective&by=team%2Ccloud_service&granularity=total&limit=10000',
    ]);
  });

  it('restores a view from its address: levels, basis, view and path', async () => {
    renderPage(<Allocation />, ANSWERS, { at: '/?basis=list&view=table&path=team%3Dml' });
    expect(await screen.findByRole('radio', { name: 'list' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'table' })).toBeChecked();
    expect(await screen.findByRole('navigation', { name: 'Where you are' })).toHaveTextContent('Everythingml');
    expect(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', expect.stringContaining('basis=list'));
  });

  it('answers why it is mine, for the place where one is', async () => {
    const { asked } = renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml' });
    await userEvent.click(await screen.findByRole('button', { name: 'Why is this mine?' }));
    expect(await screen.findByText(/rule gpu gives it to ml/)).toHaveTextContent('$900');
    expect(asked.at(-1)).toBe('explain?from=2026-10-24&to=2026-11-21&basis=effective&team=ml');
  });

  it('lists what has no owner and why, and names that are probably one', async () => {
    renderPage(<Allocation />, ANSWERS);
    expect(await screen.findByText('AWS › 1 › EC2')).toBeInTheDocument();
    expect(screen.getByText('no tag names an owner')).toBeInTheDocument();
    expect(screen.getByText('team "ml-team" is probably "ml": $12')).toBeInTheDocument();
  });

  it('says so when nothing was charged, and when the exporter refuses', async () => {
    const { unmount } = renderPage(<Allocation />, { ...ANSWERS, costs: { ...PAGE, total: 0, sum: '0', rows: [] } });
    expect(await screen.findByText('Nothing was charged in these days.')).toBeInTheDocument();
    unmount();
    renderPage(<Allocation />, { ...ANSWERS, costs: new ApiError('refused', '"x" is no dimension') });
    expect(await screen.findByText('"x" is no dimension')).toBeInTheDocument();
  });
});
