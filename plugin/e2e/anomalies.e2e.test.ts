import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { incidentsResponse } from '@outlay/contract/api';
import type { IncidentView } from '@outlay/contract/api';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stepsOf } from '../src/pages/Anomalies/sliceUrl.js';
import { inTriageOrder } from '../src/pages/Anomalies/triage.js';
import { AllocationPage } from './pages/AllocationPage.js';
import { AnomaliesPage } from './pages/AnomaliesPage.js';
import type { AppPage } from './pages/AppPage.js';
import { hasChromium, openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

const NOTE = 'asked the team; they stop it today';

/** The tests build on each other: what an Editor decides, a Viewer reads. */
describe.skipIf(!hasChromium)('incidents', () => {
  let stage: Stage;
  let host: Host;
  let page: Page;
  let first: IncidentView;
  beforeAll(async () => {
    stage = await openStage();
    host = await stage.host();
    const [incident] = await incidents();
    if (incident === undefined) throw new Error('the demo has no incident');
    first = incident;
  }, STAGE_TIMEOUT);
  afterAll(() => stage.stop());
  afterEach(() => page.close());

  it('are listed with what the exporter says of them', async () => {
    const anomalies = await openAs('Viewer');
    const open = (await incidents()).filter(({ state }) => state === 'open');
    expect(await anomalies.incidents.count()).toBe(open.length);
    const names = open.map(({ scope }) => Object.values(scope).join(' › '));
    expect(await anomalies.incidents.getByRole('heading').allInnerTexts()).toEqual(names);
  });

  it('lead into the costs of their cause, in their days', async () => {
    const anomalies = await openAs('Viewer');
    const steps = stepsOf(first).map(({ value }) => value);
    await anomalies.causePath.nth(steps.length - 1).click();
    const allocation = await new AllocationPage(page).ready();
    expect(await allocation.where).toEqual(['Everything', ...steps]);
    expect(new URL(page.url()).searchParams.get('from')).toBe(first.firstDay);
    expect(await problems(allocation).count()).toBe(0);
    expect(await allocation.main.getByText(/^Nothing/).count()).toBe(0);
    await page.goBack();
    await anomalies.details.first().waitFor();
  });

  it('are silenced in Grafana while they were planned, and notify again when that is ended', async () => {
    const anomalies = await openAs('Editor');
    await anomalies.details.first().click();
    await anomalies.note.fill('a load test');
    await anomalies.planned.click();
    await anomalies.silence.click();
    await anomalies.silenced.waitFor();
    expect(host.grafana.state.silences.all()).toMatchObject([
      { createdBy: 'ada', comment: 'Planned: a load test', status: { state: 'active' } },
    ]);
    const [{ matchers } = { matchers: [] }] = host.grafana.state.silences.all();
    expect(matchers).toContainEqual(expect.objectContaining({ name: 'incident', value: first.id, isRegex: false }));

    await page.close();
    const seen = await openAs('Viewer');
    expect(await seen.incidents.filter({ hasText: 'Silenced' }).count()).toBe(1);
    await seen.details.first().click();
    await seen.silenced.waitFor();
    expect(await seen.endSilence.count()).toBe(0);

    await page.close();
    const ended = await openAs('Editor');
    await ended.details.first().click();
    await ended.endSilence.click();
    await ended.silenced.waitFor({ state: 'detached' });
    expect(host.grafana.state.silences.all()).toMatchObject([{ status: { state: 'expired' } }]);
  });

  it('are acknowledged by an Editor, with a note that the exporter keeps', async () => {
    const anomalies = await openAs('Editor');
    await anomalies.details.first().click();
    await anomalies.note.fill(NOTE);
    const answer = page.waitForResponse(/\/change\/incidents\//);
    await anomalies.decision('Acknowledge').click();
    expect((await answer).status()).toBe(200);
    await eventually(async () => (await incidents()).find(({ id }) => id === first.id)?.state === 'acknowledged');
    expect((await incidents()).find(({ id }) => id === first.id)).toMatchObject({ state: 'acknowledged', note: NOTE });
    const ledger = await readFile(join(stage.estate.folder, 'store', 'ledger.jsonl'), 'utf8');
    expect(ledger.split('\n').filter((line) => line.includes(first.id) && line.includes(NOTE))).toHaveLength(1);

    await page.reload();
    await anomalies.ready();
    expect(await problems(anomalies).count()).toBe(0);
    expect(await anomalies.incidents.first().innerText()).toContain('Acknowledged');
    await anomalies.decision('Open again').waitFor();
  });

  // It asks again before the exporter has published what it took, and then no more.
  it('show a decision to who took it without a reload', async () => {
    const anomalies = await openAs('Editor');
    await anomalies.details.first().click();
    await anomalies.decision('Explained').click();
    await anomalies.decision('Open again').waitFor({ timeout: 10_000 });
  });

  it('show a Viewer what was decided, and no buttons', async () => {
    const anomalies = await openAs('Viewer');
    await anomalies.show('All');
    await anomalies.incidents.filter({ hasText: 'Acknowledged' }).getByRole('button').first().click();
    await anomalies.main.getByText(NOTE).waitFor();
    expect(await anomalies.decisions.count()).toBe(0);
    expect(await anomalies.note.count()).toBe(0);
  });

  it('are not changed by a Viewer who asks without buttons', async () => {
    const anomalies = await openAs('Viewer');
    const status = await anomalies.page
      .evaluate(`fetch('/api/plugin-proxy/outlay-finops-app/change/incidents/${first.id}', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"state":"open"}',
    }).then((answer) => answer.status)`);
    expect(status).toBe(403);
    expect((await incidents()).find(({ id }) => id === first.id)?.state).toBe('acknowledged');
  });

  it('say in words that Grafana refuses somebody who is no Editor any more', async () => {
    const anomalies = await openAs('Editor');
    await anomalies.details.first().click();
    host.grafana.state.role = 'Viewer';
    await anomalies.decisions.first().click();
    await problems(anomalies).first().waitFor();
    expect(await problems(anomalies).first().innerText()).toMatch(/role|permission|access denied/i);
  });

  async function openAs(role: 'Viewer' | 'Editor'): Promise<AnomaliesPage> {
    host.grafana.state.role = role;
    page = await stage.visit(host);
    return new AnomaliesPage(page).open();
  }

  /** In the order in which the page lists them. */
  async function incidents(): Promise<readonly IncidentView[]> {
    return inTriageOrder(incidentsResponse.parse(await stage.estate.ask('/api/v1/incidents')).incidents);
  }
});

/** Whether bills are overdue depends on the hour at which the tests run. */
function problems({ alerts }: AppPage): Locator {
  return alerts.filter({ hasNotText: 'Some bills are overdue' });
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error('it did not come about in twenty seconds');
}
