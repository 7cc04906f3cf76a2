import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it, test } from 'vitest';
import { ApiError } from '../../api/ApiError';
import { FRESH, renderPage } from '../../testing/renderPage';
import Allocation from './Allocation';

// The tests share two cores.
configure({ asyncUtilTimeout: 15_000 });

const PAGE = { offset: 0, limit: 10_000, currency: 'USD', basis: 'effective' };
const ROWS = [
  { start: null, dimensions: { team: 'ml', cloud_service: 'EC2' }, cost: '700' },
  { start: null, dimensions: { team: 'ml', cloud_service: 'S3' }, cost: '200' },
  { start: null, dimensions: { team: 'unallocated', cloud_service: 'EC2' }, cost: '100' },
];
const REASON = { owner: 'ml', cost: '900', pool: null, rule: 'gpu', cause: null, text: 'rule gpu gives it to ml' };
const SHARE = {
  ...REASON,
  cost: '100',
  pool: 'network',
  rule: null,
  text: '10 % of 1000 that the pool network passed on',
};
const EXPLAINED = { methodology: 'v7', currency: 'USD', basis: 'effective' };
const SLICE = { ...{ currency: 'USD', basis: 'effective', previousFrom: '2026-09-26' }, previousSum: '500' };
const GPU = { resourceId: 'i-7', resourceName: 'gpu', owners: ['ml'], tags: { app: ['ranker', 'search'] } };

const ANSWERS = {
  sources: FRESH,
  methodology: { version: 'v7', markdown: '', owner: 'team', dimensions: ['provider', 'cloud_service', 'team'] },
  costs: { ...PAGE, total: 3, sum: '1000', rows: ROWS },
  explain: (query: Readonly<Record<string, string>>) =>
    'owner' in query
      ? { ...EXPLAINED, sum: '1000', reasons: [REASON, SHARE] }
      : { ...EXPLAINED, sum: '900', reasons: [REASON] },
  resources: {
    ...{ ...SLICE, total: 5000, sum: '700' },
    resources: [{ ...GPU, cost: '300', previousCost: '200' }],
    others: { count: 4999, cost: '400', previousCost: '300' },
  },
  tags: {
    currency: 'USD',
    keys: [],
    offenders: [{ provider: 'AWS', subAccount: '1', service: 'EC2', cause: 'no_tag', cost: '100' }],
    aliases: [{ dimension: 'team', value: 'ml-team', probably: 'ml', cost: '12' }],
  },
};

const whereYouAre = () =>
  screen.getByRole('navigation', { name: 'Where you are' }).textContent?.replaceAll('›', ' › ') ?? '';
const whyButton = () => screen.findByRole('button', { name: 'Why is this mine?' });

describe('the allocation explorer', () => {
  it('asks for the last complete days and those before, by the usual levels', async () => {
    const { asked } = renderPage(<Allocation />, ANSWERS);
    await screen.findByText('Costs of Oct 24, 2026 – Nov 20, 2026');
    expect(asked.filter((question) => question.startsWith('costs'))).toEqual([
      'costs?from=2026-10-24&to=2026-11-21&basis=effective&by=team%2Ccloud_service&granularity=total&limit=10000',
      'costs?from=2026-09-26&to=2026-10-24&basis=effective&by=team%2Ccloud_service&granularity=total&limit=10000',
    ]);
  });

  it('restores a view from its address: levels, basis, view and path', async () => {
    renderPage(<Allocation />, ANSWERS, { at: '/?basis=list&view=table&path=team%3Dml' });
    expect(await screen.findByRole('radio', { name: 'list' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'table' })).toBeChecked();
    await screen.findByRole('table', { name: 'Costs of ml' });
    expect(whereYouAre()).toBe('Everything › ml');
    expect(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', expect.stringContaining('basis=list'));
  });

  it('shows days of their own until others are chosen', async () => {
    const { asked, place } = renderPage(<Allocation />, ANSWERS, { at: '/?from=2026-11-19&to=2026-11-21' });
    await screen.findByText('Costs of Nov 19, 2026 – Nov 20, 2026');
    expect(asked).toContainEqual(expect.stringContaining('costs?from=2026-11-17&to=2026-11-19'));
    expect(screen.getByRole('radio', { name: 'Nov 19, 2026 – Nov 20, 2026' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: '7' }));
    expect(await screen.findByText('Costs of Nov 14, 2026 – Nov 20, 2026')).toBeInTheDocument();
    expect(place.search).toBe('?days=7');
  });

  it('has one bar for where one is, which leads up, as does Escape', async () => {
    const { place } = renderPage(<Allocation />, ANSWERS);
    await userEvent.click(await screen.findByRole('treeitem', { name: /^ml / }));
    await waitFor(() => expect(whereYouAre()).toBe('Everything › ml'));
    expect(screen.getAllByRole('button', { name: 'ml' })).toHaveLength(1);
    expect(screen.getByRole('treeitem', { name: /^EC2 / })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(whereYouAre()).toBe('Everything'));
    await userEvent.click(await screen.findByRole('treeitem', { name: /^ml / }));
    await userEvent.click(screen.getByRole('button', { name: 'Everything' }));
    expect(place.search).toBe('');
  });

  it('lists what has no owner and why, with its resources, and names that are probably one', async () => {
    renderPage(<Allocation />, ANSWERS);
    const where = await screen.findByRole('link', { name: 'AWS › 1 › EC2' });
    const { searchParams } = new URL(where.getAttribute('href') ?? '', 'http://grafana');
    expect(searchParams.get('path')).toBe('team=unallocated/provider=AWS/sub_account=1/cloud_service=EC2');
    expect(screen.getByText('no tag names an owner')).toBeInTheDocument();
    expect(screen.getByText('team "ml-team" is probably "ml": $12')).toBeInTheDocument();
  });

  it('says that it is on its way, that nothing was charged, and what the exporter refuses', async () => {
    const { unmount } = renderPage(<Allocation />, { ...ANSWERS, costs: undefined });
    const card = await screen.findByRole('region', { name: 'Costs of Oct 24, 2026 – Nov 20, 2026' });
    expect(within(card).getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    unmount();
    const empty = renderPage(<Allocation />, { ...ANSWERS, costs: { ...PAGE, total: 0, sum: '0', rows: [] } });
    expect(await screen.findByText('Nothing was charged in these days.')).toBeInTheDocument();
    empty.unmount();
    renderPage(<Allocation />, { ...ANSWERS, costs: new ApiError('refused', '"x" is no dimension') });
    expect(await screen.findByText('"x" is no dimension')).toBeInTheDocument();
  });

  test.each([
    {
      name: 'a value that is unknown',
      at: 'path=team%3Dnobody',
      shows: 'Everything › nobody',
      says: /Nothing of this/,
    },
    { name: 'a path that was cut off', at: 'path=team%3D50%25', shows: 'Everything', says: /none of these levels/ },
    { name: 'an escape that is none', at: 'path=team%3D%25E0%25A4%25A', shows: 'Everything', says: /none of these/ },
    { name: 'levels that are none', at: 'levels=x&path=y%3Dz', shows: 'Everything', says: /none of these levels/ },
  ])('stands with $name in its address', async ({ at, shows, says }) => {
    renderPage(<Allocation />, ANSWERS, { at: `/?${at}` });
    await whyButton();
    expect(whereYouAre()).toBe(shows);
    expect(screen.getByText(says)).toBeInTheDocument();
  });

  test.each(['days=1e99', 'days=-1', 'from=2026-13-45&to=2026-14-01', 'from=2026-11-21&to=2026-11-19', 'from=x'])(
    'shows the usual days with %s in its address',
    async (at) => {
      renderPage(<Allocation />, ANSWERS, { at: `/?${at}` });
      expect(await screen.findByText('Costs of Oct 24, 2026 – Nov 20, 2026')).toBeInTheDocument();
    },
  );
});

describe('why it is mine', () => {
  it('is answered for the place where one is, in an address that can be shared', async () => {
    const { asked, place } = renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml' });
    await userEvent.click(await whyButton());
    expect(await screen.findAllByText(/rule gpu gives it to ml/)).toHaveLength(1);
    expect(asked).toContain('explain?from=2026-10-24&to=2026-11-21&basis=effective&team=ml');
    expect(place.search).toBe('?path=team%3Dml&explain=1');
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(place.search).toBe('?path=team%3Dml'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is open from its address, with rules, and shares of common costs', async () => {
    renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml&explain=1' });
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/rule gpu gives it to ml/)).toHaveTextContent('$900 (100%) ml: rule gpu');
    expect(await within(dialog).findByText(/the pool network/)).toHaveTextContent('$100 (10%) ml: 10 % of 1000');
    expect(within(dialog).getByText('With them ml bears $1,000 in all.')).toBeInTheDocument();
  });

  it('is answered of one resource', async () => {
    const at = '/?path=team%3Dml&resources=1&explain=1&resource=i-7';
    const { asked } = renderPage(<Allocation />, ANSWERS, { at });
    expect(await screen.findByText(/rule gpu gives it to ml/)).toBeInTheDocument();
    expect(asked).toContain('explain?from=2026-10-24&to=2026-11-21&basis=effective&team=ml&resource_id=i-7');
    expect(screen.queryByText(/Shares of common costs/)).toBeNull();
  });

  it('says when nothing was charged, and when it cannot be answered', async () => {
    const at = '/?explain=1';
    const nothing = { ...EXPLAINED, sum: '0', reasons: [] };
    const { unmount } = renderPage(<Allocation />, { ...ANSWERS, explain: nothing }, { at });
    expect(await screen.findByText('Nothing was charged here in these days.')).toBeInTheDocument();
    unmount();
    renderPage(<Allocation />, { ...ANSWERS, explain: new ApiError('down', 'The exporter did not answer.') }, { at });
    expect(await screen.findByText('The exporter did not answer.')).toBeInTheDocument();
  });
});

describe('the resources of a place', () => {
  it('are its deepest level, and what is not listed is one sum of all', async () => {
    const { asked } = renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml' });
    await userEvent.click(await screen.findByRole('treeitem', { name: /^EC2 / }));
    const table = await screen.findByRole('table', { name: /Compared with as many days from Sep 26, 2026/ });
    expect(whereYouAre()).toBe('Everything › ml › EC2 › Resources');
    expect(asked).toContain(
      'resources?from=2026-10-24&to=2026-11-21&basis=effective&limit=100&team=ml&cloud_service=EC2',
    );
    const rows = within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);
    expect(rows).toEqual([
      'ResourceCostShareChange',
      'gpu Why?i-7ml · app: ranker, search$30042.9%+50%',
      '4,999 others Show more$40057.1%+33.3%',
      'All 5,000$700100%+40%',
    ]);
  });

  it('are listed above the deepest level when asked for', async () => {
    const { place } = renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml' });
    await userEvent.click(await screen.findByRole('button', { name: 'Resources' }));
    expect(await screen.findByText('4,999 others')).toBeInTheDocument();
    expect(place.search).toBe('?path=team%3Dml&resources=1');
    await userEvent.click(screen.getByRole('button', { name: 'Parts' }));
    expect(await screen.findByRole('tree')).toBeInTheDocument();
  });

  it('are not asked for everything at once', async () => {
    const { asked } = renderPage(<Allocation />, ANSWERS, { at: '/?resources=1' });
    await whyButton();
    expect(screen.queryByRole('button', { name: 'Resources' })).toBeNull();
    expect(asked.some((question) => question.startsWith('resources'))).toBe(false);
  });

  it('are more when asked for, each with its reason', async () => {
    const { asked, place } = renderPage(<Allocation />, ANSWERS, { at: '/?path=team%3Dml&resources=1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(asked).toContainEqual(expect.stringMatching(/^resources.*limit=300/)));
    await userEvent.click(await screen.findByRole('button', { name: 'Why? gpu' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent('Why: ml › i-7');
    expect(place.search).toContain('resource=i-7');
  });

  it('say when there are none, and when they cannot be listed', async () => {
    const at = '/?path=team%3Dml&resources=1&rows=no';
    const none = { ...ANSWERS.resources, total: 0, resources: [], others: { count: 0, cost: '0', previousCost: '0' } };
    const { unmount } = renderPage(<Allocation />, { ...ANSWERS, resources: none }, { at });
    expect(await screen.findByText(/Nothing of this was charged/)).toBeInTheDocument();
    unmount();
    renderPage(<Allocation />, { ...ANSWERS, resources: new ApiError('refused', 'no filter names a slice') }, { at });
    expect(await screen.findByText('no filter names a slice')).toBeInTheDocument();
  });
});
