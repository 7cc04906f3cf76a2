import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/ApiError';
import { FRESH, NOW, renderPage } from '../../testing/renderPage';
import { sampleIncident } from '../../testing/samples';
import Anomalies from './Anomalies';

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
    expect(items[0]).toHaveTextContent('provider AWS (98%) › team ml (97%)');
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
