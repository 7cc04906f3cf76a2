import { config, setBackendSrv } from '@grafana/runtime';
import type { BackendSrv } from '@grafana/runtime';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeGrafana } from '../../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../../testing-api/fakeGrafana.mjs';
import { silenceOf } from '../../alerting/silence';
import { backendOver } from '../../grafana/testing/backendOver';
import { ApiError } from '../../api/ApiError';
import { FRESH, NOW, renderPage } from '../../testing/renderPage';
import { sampleIncident } from '../../testing/samples';
import Anomalies from './Anomalies';

// The tests share two cores.
configure({ asyncUtilTimeout: 15_000 });

let grafana: FakeGrafana;

beforeEach(async () => {
  grafana = createFakeGrafana({ role: 'Editor' });
  setBackendSrv(backendOver(await grafana.listen()) as BackendSrv);
  signIn('Editor');
});
afterEach(() => grafana.close());

function signIn(orgRole: 'Viewer' | 'Editor') {
  grafana.state.role = orgRole;
  config.bootData = {
    ...config.bootData,
    user: { login: 'ada', orgRole, permissions: {} } as typeof config.bootData.user,
  };
}

const EVENTS = [{ id: 'd1', kind: 'deploy', time: '2026-11-19T07:00:00Z', subject: 'ranker 4.2', link: null }];
const LOUD = sampleIncident({ id: 'loud', events: EVENTS });
const CALM = sampleIncident({
  id: 'calm',
  scope: { provider: 'GCP' },
  isAlerting: false,
  status: 'over',
  impact: 9000,
});
const DECIDED = sampleIncident({
  id: 'done',
  scope: { provider: 'OCI' },
  state: 'false',
  actor: 'ada',
  note: 'a test',
});

function answers(...incidents: unknown[]) {
  return { sources: FRESH, incidents: { asOf: '2026-11-21T06:00:00Z', currency: 'USD', incidents } };
}

describe('the list of anomalies', () => {
  it('has what alerts first, with its cause and its dollars, and not what was decided', async () => {
    renderPage(<Anomalies />, answers(CALM, LOUD, DECIDED));
    const items = await screen.findAllByRole('region');
    expect(items.map((item) => within(item).getByRole('heading').textContent)).toEqual(['AWS › ml', 'GCP']);
    expect(items[0]).toHaveTextContent('$4,200 above what was expected, Nov 19, 2026 – Nov 20, 2026');
    const path = within(items[0] as HTMLElement).getByRole('navigation', { name: 'Path to the cause' });
    expect(path).toHaveTextContent('provider AWS (98%) › team ml (97%)');
    const steps = within(path).getAllByRole('link');
    expect(steps.map((step) => new URL(step.getAttribute('href') ?? '', 'http://x').searchParams.get('path'))).toEqual([
      'provider=AWS',
      'provider=AWS/team=ml',
    ]);
    expect(items[0]).toHaveTextContent('Open, alerting');
  });

  it('shows all when asked, in an address that can be shared', async () => {
    const { place } = renderPage(<Anomalies />, answers(LOUD, DECIDED));
    await userEvent.click(await screen.findByRole('radio', { name: 'All' }));
    expect(await screen.findByText('OCI')).toBeInTheDocument();
    expect(place.search).toBe('?show=all');
  });

  it('says when nothing is unusual', async () => {
    renderPage(<Anomalies />, answers());
    expect(await screen.findByText(/No unusual cost/)).toBeInTheDocument();
  });

  it('stands still while the answer is on its way, and says what went wrong', async () => {
    const { unmount } = renderPage(<Anomalies />, { sources: FRESH });
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    unmount();
    renderPage(<Anomalies />, { sources: FRESH, incidents: new ApiError('down', 'The exporter did not answer.') });
    expect(await screen.findByText('The exporter did not answer.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});

describe('an anomaly that is open in the address', () => {
  const at = '/?incident=loud';

  it('shows its days in words, and the deploys before it', async () => {
    renderPage(<Anomalies />, answers(LOUD), { at });
    expect(await screen.findByRole('img', { name: /Nov 19, 2026: \$3,000, expected \$1,000/ })).toBeInTheDocument();
    expect(screen.getByText(/ranker 4.2/)).toBeInTheDocument();
    expect(within(screen.getByRole('figure')).getByText('1')).toBeInTheDocument();
  });

  it('shows the days before it, which it asks of the exporter', async () => {
    const rows = [{ start: '2026-11-18', dimensions: {}, cost: '900' }];
    const costs = { total: 1, offset: 0, limit: 1000, currency: 'USD', basis: 'effective', sum: '900', rows };
    const { asked } = renderPage(<Anomalies />, { ...answers(LOUD), costs }, { at });
    expect(await screen.findByText('Nov 18, 2026: $900')).toBeInTheDocument();
    expect(asked).toContain(
      'costs?from=2026-11-05&to=2026-11-19&granularity=day&charge_category=Usage&provider=AWS&team=ml',
    );
  });

  it('leads to its costs in its days', async () => {
    renderPage(<Anomalies />, answers(LOUD), { at });
    const link = await screen.findByRole('link', { name: 'Its costs' });
    expect(link).toHaveAttribute('href', expect.stringMatching(/from=2026-11-19&to=2026-11-21$/));
  });

  it('takes a decision with a note, and shows it at once', async () => {
    const { client } = renderPage(<Anomalies />, answers(LOUD), { at });
    await userEvent.type(await screen.findByLabelText(/Note/), 'known');
    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(client.changeIncident).toHaveBeenCalledWith('loud', { state: 'acknowledged', note: 'known' });
    expect(await screen.findByText('Acknowledged')).toBeInTheDocument();
  });

  it('says why a decision was not taken', async () => {
    const { client } = renderPage(<Anomalies />, answers(LOUD), { at });
    vi.mocked(client.changeIncident).mockRejectedValue(new ApiError('forbidden', 'Your role does not allow this.'));
    await userEvent.click(await screen.findByRole('button', { name: 'False alarm' }));
    expect(await screen.findByText('Your role does not allow this.')).toBeInTheDocument();
  });

  it('proposes the lines that plan it', async () => {
    renderPage(<Anomalies />, answers(LOUD), { at });
    await userEvent.click(await screen.findByRole('button', { name: 'It was planned…' }));
    expect(screen.getByLabelText('Proposed configuration')).toHaveTextContent('scope: { provider: "AWS", team: "ml" }');
  });

  it('shows viewers no buttons that they may not press', async () => {
    renderPage(<Anomalies />, answers(LOUD), { at, canEdit: false });
    await screen.findByRole('img');
    expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
    expect(screen.queryByLabelText(/Note/)).toBeNull();
  });
});

describe('an anomaly that was planned', () => {
  const at = '/?incident=loud';
  /** Silences live by the clock of the machine. */
  const now = Date.now();
  const silence = (incident: string) => {
    const times = { from: new Date(now), until: new Date(now + 86_400_000) };
    grafana.state.silences.create(silenceOf({ incident, ...times, login: 'bob', comment: 'Planned: a sale' }));
  };
  const openPlan = async () => userEvent.click(await screen.findByRole('button', { name: 'It was planned…' }));

  it('is silenced in Grafana by an Editor, with the note, in the name of who asks', async () => {
    renderPage(<Anomalies />, answers(LOUD, CALM), { at, now });
    await userEvent.type(await screen.findByLabelText(/Note/), 'a load test');
    await openPlan();
    await userEvent.click(screen.getByRole('button', { name: 'Silence notifications' }));
    expect(await screen.findByText(/^Silenced until /)).toBeInTheDocument();
    expect(screen.getByText('ada: Planned: a load test')).toBeInTheDocument();
    expect(screen.getAllByText('Silenced')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Silence notifications' })).toBeNull();
    const [made] = grafana.state.silences.all();
    expect(made?.matchers).toContainEqual({ name: 'incident', value: 'loud', isRegex: false, isEqual: true });
    expect(Date.parse(made?.endsAt ?? '') - now).toBeGreaterThan(7 * 86_400_000);
  });

  it('is silenced until no day that is past', async () => {
    renderPage(<Anomalies />, answers(LOUD), { at, now });
    await openPlan();
    const last = screen.getByLabelText(/Last day without notifications/);
    await userEvent.clear(last);
    expect(screen.getByRole('button', { name: 'Silence notifications' })).toBeDisabled();
    await userEvent.type(last, '2020-01-01');
    expect(screen.getByText('Choose today or a day to come.')).toBeInTheDocument();
  });

  it('shows who silenced it and until when, and notifies again once that is ended', async () => {
    silence('loud');
    renderPage(<Anomalies />, answers(LOUD), { at, now });
    expect(await screen.findByText('bob: Planned: a sale')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'End the silence' }));
    await waitFor(() => expect(screen.queryByText(/^Silenced/)).toBeNull());
    expect(grafana.state.silences.all()).toMatchObject([{ status: { state: 'expired' } }]);
  });

  it('shows Viewers the silence, and nothing that they may not do', async () => {
    silence('loud');
    signIn('Viewer');
    renderPage(<Anomalies />, answers(LOUD), { at, now, canEdit: false });
    expect(await screen.findByText('bob: Planned: a sale')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'End the silence' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'It was planned…' })).toBeNull();
  });

  it('offers no silence to an Editor without the permission', async () => {
    config.bootData.user.permissions = { 'alert.instances:read': true };
    renderPage(<Anomalies />, answers(LOUD), { at, now });
    await openPlan();
    expect(screen.getByLabelText('Proposed configuration')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Silence notifications' })).toBeNull();
  });

  it('offers no silence of what notifies nobody', async () => {
    renderPage(<Anomalies />, answers(CALM), { at: '/?incident=calm', now });
    await openPlan();
    expect(screen.getByLabelText('Proposed configuration')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Silence notifications' })).toBeNull();
  });

  it('says in words that Grafana refuses, and can be tried again', async () => {
    grafana.state.role = 'Viewer';
    renderPage(<Anomalies />, answers(LOUD), { at, now });
    await openPlan();
    await userEvent.click(screen.getByRole('button', { name: 'Silence notifications' }));
    expect(await screen.findByText(/You need the permissions alert.instances:create/)).toBeInTheDocument();
    grafana.state.role = 'Editor';
    await userEvent.click(screen.getByRole('button', { name: 'Silence notifications' }));
    expect(await screen.findByText(/^Silenced until /)).toBeInTheDocument();
  });

  it('stands where silences cannot be read', async () => {
    grafana.failNext('GET', '/api/alertmanager/', 500);
    renderPage(<Anomalies />, answers(LOUD), { at, now });
    expect(await screen.findByText('Open, alerting')).toBeInTheDocument();
    expect(screen.queryByText(/^Silenced/)).toBeNull();
  });
});

describe('a page', () => {
  it('says which bills are overdue and how old they are', async () => {
    const stale = { ...FRESH, sources: [{ id: 'aws', watermark: '2026-11-16T12:00:00Z', maxLagSeconds: 3600 }] };
    renderPage(<Anomalies />, { ...answers(LOUD), sources: stale }, { now: NOW });
    expect(await screen.findByText(/aws is complete up to Nov 16, 2026, .* 5 days ago/)).toBeInTheDocument();
  });

  it('says who configures it before it is configured, and asks nothing', async () => {
    const { client } = renderPage(<Anomalies />, answers(LOUD), { isConfigured: false });
    expect(await screen.findByText('No exporter is configured yet.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the configuration' })).toHaveAttribute(
      'href',
      '/plugins/outlay-finops-app',
    );
    expect(client.read).not.toHaveBeenCalled();
  });
});
