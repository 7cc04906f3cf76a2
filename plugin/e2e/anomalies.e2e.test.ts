import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { incidentsResponse } from '@outlay/contract/api';
import type { IncidentView } from '@outlay/contract/api';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AnomaliesPage } from './pages/AnomaliesPage.js';
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
    expect(await anomalies.main.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(names);
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
    expect(await anomalies.alerts.count()).toBe(0);
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
    await anomalies.alerts.first().waitFor();
    expect(await anomalies.alerts.first().innerText()).toMatch(/role|permission|access denied/i);
  });

  async function openAs(role: 'Viewer' | 'Editor'): Promise<AnomaliesPage> {
    host.grafana.state.role = role;
    page = await stage.visit(host);
    return new AnomaliesPage(page).open();
  }

  async function incidents(): Promise<readonly IncidentView[]> {
    return incidentsResponse.parse(await stage.estate.ask('/api/v1/incidents')).incidents;
  }
});

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error('it did not come about in twenty seconds');
}
