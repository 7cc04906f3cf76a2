import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { budgetsResponse, forecastResponse, incidentsResponse, problem, slosResponse } from '@outlay/contract/api';
import type { BudgetView, IncidentView } from '@outlay/contract/api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { now as clock, openApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import type { Demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import { DAY, HOUR, dayOf, startOf } from '../../src/domain/Day.js';
import type { Instant } from '../../src/domain/Day.js';
import { hasPrometheus, promtool } from '../prometheus.js';
import { run } from '../safety/outlay.js';
import { readExposition } from './readExposition.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';

const SEED = 20_260_101;
/** A day of a month at which a burn shows; the exporter that is served keeps the time of the machine. */
const LATE_IN_MONTH = Date.parse('2026-11-22T19:00:00Z');
const REPLAY_TIMEOUT = 300_000;
const USER = 'ada@example.com';
const TOKENS = {
  viewer: 'viewer-token-of-the-tests',
  editor: 'editor-token-of-the-tests',
  admin: 'admin-token-of-the-tests',
};
type Role = keyof typeof TOKENS;

describe('budgets and incidents of the demo, late in a month', () => {
  let estate: Estate;
  let budgets: readonly BudgetView[];
  let incidents: readonly IncidentView[];
  beforeAll(async () => {
    estate = await replayed(LATE_IN_MONTH, 14);
    const app = await openApp(loadConfig(estate.config, {}));
    const { snapshot } = await app.refresh({ simulatedNow: LATE_IN_MONTH });
    await app.close();
    const { signals } = snapshot.overview;
    budgets = signals.budgets.budgets;
    incidents = signals.incidents;
  }, REPLAY_TIMEOUT);
  afterAll(() => rm(estate.folder, { recursive: true }));

  it('pages the budget that the runaway eats, in dollars and hours', () => {
    const ml = budgets.find(({ id }) => id === 'ml');
    expect(ml?.page?.reason).toMatch(/runs out in \d+ h.*\$[\d,]+ a day against \$[\d,]+ planned/);
    expect(ml?.hoursLeft).toBeGreaterThan(0);
    expect(ml?.hoursLeft).toBeLessThanOrEqual(72);
  });

  it('opens a ticket for the budget that leaks, and wakes nobody', () => {
    const mobile = budgets.find(({ id }) => id === 'mobile');
    expect(mobile?.page).toBeNull();
    expect(mobile?.ticket.join('; ')).toMatch(/\$[\d,]+/);
  });

  it.each(['company', 'data-platform'])('leaves the budget %s in peace', (budget) => {
    const found = budgets.find(({ id }) => id === budget);
    expect({ page: found?.page, ticket: found?.ticket }).toEqual({ page: null, ticket: [] });
  });

  it('finds the runaway on its first whole day, down to team and service', () => {
    const { runaway } = estate.shown.truth;
    const found = incidentOf(incidents, runaway, 'deviation');
    expect(found).toMatchObject({ direction: 'rise', status: 'active', state: 'open', isAlerting: true });
    expect(startOf(found?.firstDay ?? '')).toBeGreaterThanOrEqual(startOf(dayOf(runaway.start)));
    expect(startOf(found?.firstDay ?? '')).toBeLessThanOrEqual(startOf(dayOf(runaway.start)) + DAY);
    expect(found?.impact).toBeGreaterThan(0);
  });

  it('finds the leak within four weeks of its first day, down to team and service', () => {
    const { leak } = estate.shown.truth;
    const found = incidentOf(incidents, leak, 'leak');
    expect(found).toMatchObject({ direction: 'rise', status: 'active', isAlerting: true });
    expect(startOf(found?.firstDay ?? '')).toBeGreaterThanOrEqual(startOf(leak.start));
    expect(startOf(found?.firstDay ?? '')).toBeLessThanOrEqual(startOf(leak.start) + 28 * DAY);
  });

  it('froze one plan for each budget and month', async () => {
    const frozen = await plansFrozen(estate);
    expect(frozen.length).toBeGreaterThanOrEqual(4);
    expect(new Set(frozen).size).toBe(frozen.length);
  });
});

describe('a served exporter', () => {
  let estate: Estate;
  let serving: Serving;
  beforeAll(async () => {
    estate = await replayed(clock(), 4);
    serving = await startServing(['serve', '--config', estate.config]);
    await eventually(async () => (await sample('finops_exporter_refresh_last_run_successful')) === 1);
  }, REPLAY_TIMEOUT);
  afterAll(async () => {
    await serving.stop();
    await rm(estate.folder, { recursive: true });
  });

  test.each([
    { path: '/api/v1/budgets', schema: budgetsResponse },
    { path: '/api/v1/slos', schema: slosResponse },
    { path: '/api/v1/forecast', schema: forecastResponse },
    { path: '/api/v1/incidents', schema: incidentsResponse },
  ])('answers $path as the contract says', async ({ path, schema }) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(schema.safeParse(await answer.json()).error).toBeUndefined();
  });

  it('publishes what the configuration names', async () => {
    const { budgets } = budgetsResponse.parse(await (await ask('/api/v1/budgets')).json());
    expect(budgets.map(({ id }) => id).toSorted()).toEqual(['company', 'data-platform', 'ml', 'mobile']);
    const { slos } = slosResponse.parse(await (await ask('/api/v1/slos')).json());
    expect(slos.map(({ id }) => id).toSorted()).toEqual(['allocated', 'forecast', 'telemetry']);
    const { forecasts } = forecastResponse.parse(await (await ask('/api/v1/forecast')).json());
    expect(forecasts.some(({ owner, horizon }) => owner === null && horizon === 'month')).toBe(true);
  });

  it.skipIf(!hasPrometheus)('serves rules that promtool accepts', async () => {
    const answer = await ask('/api/v1/rules?format=prometheus');
    expect(answer.status).toBe(200);
    const path = join(estate.folder, 'served.rules.yml');
    await writeFile(path, await answer.text());
    const { exitCode, stdout } = await promtool(['check', 'rules', path]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it('serves rules that Grafana takes as JSON, and refuses other formats', async () => {
    const answer = await ask('/api/v1/rules?format=grafana');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json') as string,
    ]);
    expect(await answer.json()).toBeTruthy();
    await expectProblem(await ask('/api/v1/rules?format=nagios'), 400);
  });

  describe('changes', () => {
    test.each([
      { name: 'no JSON', body: '{', type: 'application/json', status: 400 },
      { name: 'another type', body: 'state=open', type: 'application/x-www-form-urlencoded', status: 415 },
      { name: 'no state that there is', body: '{"state":"solved"}', type: 'application/json', status: 400 },
      { name: 'a field more', body: '{"state":"open","by":"me"}', type: 'application/json', status: 400 },
    ])('of incidents are refused with $name', async ({ body, type, status }) => {
      const { id } = await runawayIncident();
      await expectProblem(await post(`/api/v1/incidents/${id}`, { body, type }), status);
    });

    test.each([
      { name: 'no JSON', body: 'deployed!', status: 400, detail: /JSON/ },
      { name: 'no CloudEvent', body: '[]', status: 400, detail: /CloudEvent/ },
      {
        name: 'another version',
        body: deploy({ specversion: '2.0' }),
        status: 400,
        detail: /specversion: write "1\.0"/,
      },
      { name: 'no time', body: deploy({ time: 'noon' }), status: 400, detail: /time: write a time such as/ },
      { name: 'another type', body: deploy({ type: 'coffee' }), status: 400, detail: /type: name a type/ },
    ])('by events are refused with $name', async ({ body, status, detail }) => {
      expect(await expectProblem(await post('/api/v1/events', { body }), status)).toMatch(detail);
    });

    it('are refused for an incident that there is not', async () => {
      const answer = await post('/api/v1/incidents/2020-01-01-00000000', { body: '{"state":"open"}' });
      await expectProblem(answer, 404);
    });

    it('are not for viewers, nor for strangers', async () => {
      const { id } = await runawayIncident();
      for (const path of [`/api/v1/incidents/${id}`, '/api/v1/events']) {
        const body = '{"state":"acknowledged"}';
        await expectProblem(await post(path, { body, role: 'viewer' }), 403);
        await expectProblem(await post(path, { body, role: null }), 401);
      }
      expect((await runawayIncident()).state).toBe('open');
    });
  });

  it('attaches a deploy of the hour before to the incident, and publishes it', async () => {
    const { runaway } = estate.shown.truth;
    const time = timeOf(runaway.start - HOUR);
    const answer = await post('/api/v1/events', { body: deploy({ time }) });
    expect(answer.status).toBe(202);
    await eventually(async () => (await runawayIncident()).events.length > 0);
    const [event] = (await runawayIncident()).events;
    expect(event).toMatchObject({ id: 'deploy-1042', kind: 'deploy', subject: 'ranker' });
    expect(Date.parse(event?.time ?? '')).toBe(runaway.start - HOUR);
    const published = (await exposition()).get('finops_event_info') ?? [];
    expect(published.filter(({ labels }) => labels['kind'] === 'deploy' && labels['event'] === 'deploy-1042')).toEqual([
      { labels: expect.objectContaining({ scope: expect.stringContaining('ml') as string }) as object, value: 1 },
    ]);
  });

  /** Last, because it starts the exporter again. */
  it('keeps over a restart who acknowledged what, and the plans', async () => {
    const { id } = await runawayIncident();
    const note = 'asked the ranking team; they stop it today';
    const answer = await post(`/api/v1/incidents/${id}`, {
      body: JSON.stringify({ state: 'acknowledged', note }),
      user: USER,
      role: 'editor',
    });
    expect([answer.status, await answer.json()]).toEqual([200, { id, state: 'acknowledged', note, actor: USER }]);
    const acknowledged = { id, state: 'acknowledged', actor: USER, note };
    await eventually(async () => (await runawayIncident()).state === 'acknowledged');
    expect(await runawayIncident()).toMatchObject(acknowledged);
    const plans = await plansFrozen(estate);
    expect(plans.length).toBeGreaterThanOrEqual(4);
    expect(new Set(plans).size).toBe(plans.length);

    expect(await serving.stop()).toMatchObject({ code: 0 });
    expect(await run(['verify', '--config', estate.config])).toMatchObject({ code: 0 });
    serving = await startServing(['serve', '--config', estate.config]);
    expect(await runawayIncident()).toMatchObject(acknowledged);
    await eventually(async () => (await sample('finops_exporter_refresh_last_run_successful')) === 1);
    const after = await runawayIncident();
    expect(after).toMatchObject(acknowledged);
    expect(after.events.map((event) => event.id)).toEqual(['deploy-1042']);
    expect(await plansFrozen(estate)).toEqual(plans);

    await serving.stop();
    expect(await run(['verify', '--config', estate.config])).toMatchObject({ code: 0 });
    serving = await startServing(['serve', '--config', estate.config]);
  });

  function ask(path: string, role: Role = 'viewer'): Promise<Response> {
    return fetch(`${serving.url}${path}`, { headers: { Authorization: `Bearer ${TOKENS[role]}` } });
  }

  function post(path: string, { body, type = 'application/json', role = 'editor', user }: Change): Promise<Response> {
    return fetch(`${serving.url}${path}`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': type,
        ...(role === null ? {} : { Authorization: `Bearer ${TOKENS[role]}` }),
        ...(user === undefined ? {} : { 'X-Grafana-User': user }),
      },
    });
  }

  async function runawayIncident(): Promise<IncidentView> {
    const { incidents } = incidentsResponse.parse(await (await ask('/api/v1/incidents')).json());
    const found = incidentOf(incidents, estate.shown.truth.runaway, 'deviation');
    if (found === undefined) throw new Error('the runaway is no incident');
    return found;
  }

  async function exposition(): Promise<ReturnType<typeof readExposition>> {
    return readExposition(await (await ask('/metrics')).text());
  }

  async function sample(name: string): Promise<number | undefined> {
    return (await exposition()).get(name)?.[0]?.value;
  }
});

interface Estate {
  readonly folder: string;
  readonly config: string;
  readonly shown: Demo;
}

interface Change {
  readonly body: string;
  readonly type?: string;
  /** Editor unless said otherwise; null sends no token. */
  readonly role?: Role | null;
  readonly user?: string;
}

/** The demo as it stands at a moment: every delivery has arrived and was read when it did. */
async function replayed(now: Instant, months: number): Promise<Estate> {
  const shown = demo({ now, months, seed: SEED });
  const folder = await mkdtemp(join(tmpdir(), 'outlay-signals-'));
  const config = join(folder, 'outlay.yaml');
  for (const [role, token] of Object.entries(TOKENS)) await writeFile(join(folder, role), `${token}\n`);
  const tokens = Object.keys(TOKENS).map((role) => ({ role, token_file: role }));
  await writeFile(config, `${shown.config}server: ${JSON.stringify({ listen: '127.0.0.1:0', tokens })}\n`);
  const app = await openApp(loadConfig(config, {}));
  try {
    await replay(folder, shown.deliveries, (at) => app.refresh({ simulatedNow: at }));
  } finally {
    await app.close();
  }
  return { folder, config, shown };
}

/** The incident of something that happens in the demo. */
function incidentOf(
  incidents: readonly IncidentView[],
  { team, service }: { readonly team: string; readonly service: string },
  kind: IncidentView['kind'],
): IncidentView | undefined {
  return incidents.find(
    (incident) =>
      incident.kind === kind && incident.scope['team'] === team && incident.scope['cloud_service'] === service,
  );
}

/** Budgets and the start of the period that each frozen plan of the ledger is for, in their order. */
async function plansFrozen({ folder }: Estate): Promise<readonly string[]> {
  const ledger = await readFile(join(folder, 'store', 'ledger.jsonl'), 'utf8');
  return ledger
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { type: string; payload: { budget?: string; periodStart?: string } })
    .filter(({ type }) => type === 'plan_frozen')
    .map(({ payload }) => `${payload.budget ?? ''} ${payload.periodStart ?? ''}`);
}

function deploy(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    specversion: '1.0',
    id: 'deploy-1042',
    source: '/ci/ranker',
    type: 'dev.cdevents.service.deployed.0.2.0',
    time: '2026-11-20T06:00:00Z',
    subject: 'ranker',
    data: { scope: { team: 'ml' } },
    ...fields,
  });
}

function timeOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Returns what is wrong, in words. */
async function expectProblem(answer: Response, status: number): Promise<string> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const { hint, detail } = problem.parse(await answer.json());
  if (status !== 413) expect(hint).toBeTruthy();
  return detail;
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error('it did not come about in a minute');
}
