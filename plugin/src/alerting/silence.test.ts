import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { checkSchema } from '../../testing-api/checkSchema.mjs';
import type { FakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { silenceSchema } from '../../testing-api/silences.mjs';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { GrafanaFailure } from '../grafana/GrafanaApi';
import { grafanaOverBackendSrv } from '../grafana/grafanaOverBackendSrv';
import { readServedRules } from './servedRules';
import { createSilence, endSilence, readSilences, silenceOf, silenceOver } from './silence';
import type { Silence, SilenceMatcher } from './silence';
import { silenceFailure } from './silenceFailure';
import { backendOver } from '../grafana/testing/backendOver';
import { servedByExporter } from './testing/servedByExporter.mjs';

const INCIDENT = '2026-11-19-0a1b2c3d';
const HOUR = 3_600_000;

/** Alerts live by the clock of the machine, as Grafana does. */
function wanted(hours: number, incident = INCIDENT) {
  const now = Date.now();
  const times = { from: new Date(now - 60_000), until: new Date(now + hours * HOUR) };
  return silenceOf({ incident, ...times, login: 'ada', comment: 'Planned: a load test' });
}

describe("Grafana's silences", () => {
  let fake: FakeGrafana;
  let address: string;
  let grafana: GrafanaApi;
  beforeEach(async () => {
    fake = createFakeGrafana({ role: 'Editor' });
    address = await fake.listen();
    grafana = grafanaOverBackendSrv(backendOver(address));
  });
  afterEach(() => fake.close());

  it('take one, list it, and end it, in the shapes of their schemas', async () => {
    await createSilence(grafana, wanted(1));
    const path = '/api/alertmanager/grafana/api/v2/silences';
    expect(checkSchema(silenceSchema('silences'), await grafana.get(path))).toEqual([]);
    const [silence] = await readSilences(grafana);
    expect(silence).toMatchObject({ createdBy: 'ada', comment: 'Planned: a load test', status: { state: 'active' } });
    expect(silenceOver(await readSilences(grafana), INCIDENT)?.id).toBe(silence?.id);
    await endSilence(grafana, silence?.id ?? '');
    expect(await readSilences(grafana)).toMatchObject([{ status: { state: 'expired' } }]);
    expect(silenceOver(await readSilences(grafana), INCIDENT)).toBeNull();
  });

  it('answer what was made and ended in the shapes of their schemas', async () => {
    const path = '/api/alertmanager/grafana/api/v2/silence';
    const created = (await grafana.post(`${path}s`, wanted(1))) as { silenceID: string };
    expect(checkSchema(silenceSchema('created'), created)).toEqual([]);
    expect(fake.state.silences.all()).toMatchObject([{ id: created.silenceID }]);
    const ended = await fetch(`${address}${path}/${created.silenceID}`, { method: 'DELETE' });
    expect(ended.status).toBe(200);
    expect(checkSchema(silenceSchema('ended'), await ended.json())).toEqual([]);
  });

  test.each([
    { name: 'an end in the past', silence: wanted(-1), says: /in the past/ },
    { name: 'no comment', silence: { ...wanted(1), comment: '' }, says: /comment: / },
    { name: 'no matcher', silence: { ...wanted(1), matchers: [] }, says: /matchers: / },
    { name: 'a field that is none', silence: { ...wanted(1), reason: 'x' }, says: /failed validation: / },
  ])('refuse $name', async ({ silence, says }) => {
    const failure = await createSilence(grafana, silence).catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 400 });
    expect(silenceFailure(failure)).toMatch(says);
  });

  it('are not for Viewers to make or end, who may read them', async () => {
    await createSilence(grafana, wanted(1));
    fake.state.role = 'Viewer';
    const [silence] = await readSilences(grafana);
    for (const attempt of [createSilence(grafana, wanted(1)), endSilence(grafana, silence?.id ?? '')]) {
      const failure = await attempt.catch((error: unknown) => error);
      expect(failure).toMatchObject({ status: 403 });
      expect(silenceFailure(failure)).toMatch(
        /^You need the permissions alert.instances:create .*Access denied|additional/,
      );
    }
    expect(fake.state.silences.all()).toHaveLength(1);
  });

  it('say when there is none to end', async () => {
    const failure = await endSilence(grafana, 'a/b').catch((error: unknown) => error);
    expect(silenceFailure(failure)).toMatch(/no such silence any more/);
  });
});

test.each([
  { failure: new GrafanaFailure(0, ''), says: /does not answer/ },
  { failure: new GrafanaFailure(401, 'Unauthorized'), says: /signed out/ },
  { failure: new GrafanaFailure(500, ''), says: /does not accept this: 500/ },
  { failure: new Error('odd'), says: /^odd$/ },
])('a failure is told in words: $says', ({ failure, says }) => {
  expect(silenceFailure(failure)).toMatch(says);
});

describe('the silence of an incident', () => {
  const { matchers } = wanted(1);
  const isMet = (alert: Readonly<Record<string, string>>) =>
    matchers.every(({ name, value, isRegex }) =>
      isRegex ? new RegExp(`^(?:${value})$`).test(alert[name] ?? '') : alert[name] === value,
    );
  const rules = readServedRules(servedByExporter()).groups.flatMap(({ title, rules: of }) =>
    of.map((rule) => ({ group: title, name: rule.title, data: JSON.stringify(rule['data']) })),
  );

  it('is met by the alerts of every rule on anomalies that the exporter serves, and by no other rule', () => {
    const met = rules.filter(({ name }) => isMet({ alertname: name, incident: INCIDENT }));
    expect(met.length).toBeGreaterThan(0);
    expect(met).toEqual(rules.filter(({ group }) => group === 'finops-anomalies'));
  });

  it('names a label that those alerts have: their queries are by incident', () => {
    for (const { data } of rules.filter(({ group }) => group === 'finops-anomalies')) {
      expect(data).toContain('max by (incident, scope) (finops_anomaly_impact)');
    }
  });

  it('is not met by another incident', () => {
    expect(isMet({ alertname: 'FinopsAnomaly', incident: '2026-11-19-ffffffff' })).toBe(false);
    expect(isMet({ alertname: 'FinopsAnomaly (page)', incident: INCIDENT.slice(0, -1) })).toBe(false);
  });
});

describe('the silence over an incident', () => {
  const matcher = (name: string, value: string, over: Partial<SilenceMatcher> = {}): SilenceMatcher => ({
    ...{ name, value, isRegex: false, isEqual: true },
    ...over,
  });
  const silence = (id: string, matchers: readonly SilenceMatcher[], over: Partial<Silence> = {}): Silence => ({
    ...{ id, matchers, startsAt: '2026-11-19T00:00:00Z', endsAt: '2026-11-22T00:00:00Z' },
    ...{ createdBy: 'ada', comment: 'x', status: { state: 'active' } },
    ...over,
  });
  const OURS = [matcher('incident', INCIDENT)];

  test.each<{ name: string; matchers: readonly SilenceMatcher[]; isOver: boolean }>([
    { name: 'names it', matchers: OURS, isOver: true },
    { name: 'names another', matchers: [matcher('incident', 'other')], isOver: false },
    {
      name: 'was made of one of its alerts, with all its labels',
      matchers: [
        ...OURS,
        matcher('alertname', 'FinopsAnomaly (page)'),
        matcher('severity', 'page'),
        matcher('owner', 'a'),
      ],
      isOver: true,
    },
    {
      name: 'is of all anomalies',
      matchers: [matcher('alertname', 'FinopsAnomaly.*', { isRegex: true })],
      isOver: true,
    },
    { name: 'is of other alerts', matchers: [...OURS, matcher('alertname', 'FinopsBudgetBurn')], isOver: false },
    { name: 'is of an owner alone, who may be another', matchers: [matcher('owner', 'ml')], isOver: false },
    {
      name: 'is of all anomalies of an owner',
      matchers: [matcher('alertname', 'FinopsAnomaly'), matcher('owner', 'ml')],
      isOver: false,
    },
    { name: 'excludes it', matchers: [matcher('incident', INCIDENT, { isEqual: false })], isOver: false },
    {
      name: 'excludes another, of all anomalies',
      matchers: [matcher('incident', 'other', { isEqual: false }), matcher('alertname', 'FinopsAnomaly')],
      isOver: true,
    },
    { name: 'has an expression that is none', matchers: [matcher('incident', '(', { isRegex: true })], isOver: false },
    { name: 'has no condition', matchers: [], isOver: false },
  ])('one that $name: $isOver', ({ matchers, isOver }) => {
    expect(silenceOver([silence('s', matchers)], INCIDENT) !== null).toBe(isOver);
  });

  it('is the one that lasts longest of those that are active', () => {
    const until = (day: number) => ({ endsAt: `2026-11-${day}T00:00:00Z` });
    const all = [
      silence('short', OURS, until(22)),
      silence('long', OURS, until(25)),
      silence('over', OURS, { ...until(28), status: { state: 'expired' } }),
      silence('to come', OURS, { ...until(29), status: { state: 'pending' } }),
    ];
    expect(silenceOver(all, INCIDENT)?.id).toBe('long');
  });

  it('is not read from answers that are none', async () => {
    expect(await readSilences({ get: () => Promise.resolve('<html>') })).toEqual([]);
    expect(await readSilences({ get: () => Promise.resolve([null, 1, { id: 'x' }, silence('s', OURS)]) })).toHaveLength(
      1,
    );
  });
});
