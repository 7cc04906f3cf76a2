import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { failureInWords } from './failureInWords';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { grafanaOverBackendSrv } from '../grafana/grafanaOverBackendSrv';
import { install, remove } from './install';
import { readInstalledRules } from './installedRules';
import { planInstall } from './planInstall';
import type { ServedRules } from './servedRules';
import { aimedAt, readServedRules } from './servedRules';
import { backendOver } from '../grafana/testing/backendOver';
import { installed, installedRule, served, servedRule } from './testing/rules';
import { servedByExporter } from './testing/servedByExporter.mjs';

let fake: FakeGrafana;
let grafana: GrafanaApi;
let rules: ServedRules;

beforeEach(async () => {
  fake = createFakeGrafana();
  grafana = grafanaOverBackendSrv(backendOver(await fake.listen()));
  rules = aimedAt(readServedRules(servedByExporter()), { datasourceUid: 'prom-main' });
});
afterEach(() => fake.close());

const planNow = async (wanted = rules) => planInstall(wanted, await readInstalledRules(wanted, grafana));
const installNow = async (wanted = rules) => install(await planNow(wanted), grafana);
const changes = () =>
  fake.state.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
const words = async (doing: Promise<unknown>) => doing.then(() => 'no failure', failureInWords);

describe('what the exporter serves', () => {
  it('is installed into a folder of its own, each group once', async () => {
    const onProgress = vi.fn();
    await install(await planNow(), grafana, onProgress);
    expect(changes()).toEqual([
      'POST /api/folders',
      ...rules.groups.map(({ title }) => `PUT /api/v1/provisioning/folder/outlay/rule-groups/${title}`),
    ]);
    expect(fake.state.rules.all()).toHaveLength(rules.groups.flatMap((group) => group.rules).length);
    expect(onProgress.mock.calls).toEqual(
      rules.groups.concat(rules.groups[0] ?? []).map((_, done) => [done, rules.groups.length]),
    );
  });

  it('can be edited in Grafana and asks the chosen data source', async () => {
    await installNow();
    const all = fake.state.rules.all();
    expect(all.filter((rule) => 'provenance' in rule)).toEqual([]);
    expect(JSON.stringify(all)).not.toContain('"datasourceUid":"prometheus"');
    expect(JSON.stringify(all)).toContain('"datasourceUid":"prom-main"');
  });

  it('leaves nothing to do a second time', async () => {
    await installNow();
    const plan = await planNow();
    expect(plan.isNothingToDo).toBe(true);
    const before = changes().length;
    await install(plan, grafana);
    expect(changes()).toHaveLength(before);
  });

  it('keeps a pause when it is installed again', async () => {
    await installNow();
    fake.state.rules.change('outlay-budget-burn', { isPaused: true, for: '1m' });
    const plan = await planNow();
    const [changed] = plan.groups.flatMap((group) => group.rules).filter(({ change }) => change !== 'same');
    expect(changed).toMatchObject({ uid: 'outlay-budget-burn', change: 'changed', fields: ['for'], isPaused: true });
    await install(plan, grafana);
    expect(fake.state.rules.all().find(({ uid }) => uid === 'outlay-budget-burn')).toMatchObject({
      isPaused: true,
      for: '15m',
    });
  });

  it('deletes a group that left', async () => {
    await installNow();
    const fewer = { ...rules, groups: rules.groups.slice(1) };
    await installNow(fewer);
    expect(changes().at(-1)).toBe('DELETE /api/v1/provisioning/folder/outlay/rule-groups/finops-budgets');
    expect((await planNow(fewer)).isNothingToDo).toBe(true);
  });

  it('takes over rules that were installed with a provenance of the API', async () => {
    fake.state.folders.set('outlay', { id: 1, uid: 'outlay', title: 'Outlay', url: '/dashboards/f/outlay/' });
    for (const group of rules.groups)
      fake.state.rules.replace('outlay', group.title, { interval: 60, rules: group.rules }, 'api');
    const plan = await planNow();
    expect(plan.locked).toEqual([]);
    expect(plan.isNothingToDo).toBe(true);
  });

  it('moves a rule from a group of another name', async () => {
    const [first] = rules.groups;
    const renamed = {
      ...rules,
      groups: rules.groups.map((group) => (group === first ? { ...group, title: 'new' } : group)),
    };
    await installNow();
    fake.state.rules.change('outlay-budget-burn', { isPaused: true });
    await installNow(renamed);
    expect(fake.state.rules.all().find(({ uid }) => uid === 'outlay-budget-burn')).toMatchObject({
      ruleGroup: 'new',
      isPaused: true,
    });
    expect((await planNow(renamed)).isNothingToDo).toBe(true);
  });
});

describe('removing', () => {
  it('deletes the groups and the folder', async () => {
    await installNow();
    await remove(await readInstalledRules(rules, grafana), grafana);
    expect(fake.state.rules.all()).toEqual([]);
    expect(fake.state.folders.size).toBe(0);
  });

  it('leaves a folder that holds a dashboard', async () => {
    await installNow();
    fake.state.dashboards.put({ json: { uid: 'theirs', title: 'Theirs' }, folderUid: 'outlay' });
    await remove(await readInstalledRules(rules, grafana), grafana);
    expect(fake.state.rules.all()).toEqual([]);
    expect(fake.state.folders.has('outlay')).toBe(true);
  });

  it('leaves rules of others, and their folder', async () => {
    await installNow();
    const [group] = rules.groups;
    const own = { ...servedRule('mine'), condition: 'B' };
    fake.state.rules.replace('outlay', group?.title ?? '', { interval: 60, rules: [...(group?.rules ?? []), own] }, '');
    await remove(await readInstalledRules(rules, grafana), grafana);
    expect(fake.state.rules.all().map(({ uid }) => uid)).toEqual(['mine']);
    expect(fake.state.folders.has('outlay')).toBe(true);
  });

  it('has nothing to do where nothing is', async () => {
    await remove(await readInstalledRules(rules, grafana), grafana);
    expect(changes()).toEqual([]);
  });
});

describe('nothing is written', () => {
  it('for a group whose list of rules is empty', async () => {
    const plan = await planNow();
    const emptied = plan.groups.map((group, index) =>
      index === 2 && group.body ? { ...group, body: { ...group.body, rules: [] } } : group,
    );
    await expect(install({ ...plan, groups: emptied }, grafana)).rejects.toThrow('has no rules');
    expect(changes()).toEqual([]);
  });

  it('when a file provisions the rules', async () => {
    const elsewhere = [installedRule('outlay-a', { provenance: 'file', folderUID: 'file', title: 'Burn' })];
    const plan = planInstall(served({ g: [servedRule('outlay-a')] }), installed({}, { elsewhere }));
    expect(await words(install(plan, grafana))).toContain(
      'Grafana reads these rules from a file, so nobody can change them here: Burn.',
    );
    expect(changes()).toEqual([]);
  });
});

describe('a failure is told in words', () => {
  it('without the permission', async () => {
    const plan = await planNow();
    fake.state.role = 'Editor';
    const told = await words(install(plan, grafana));
    expect(told).toMatch(/^You need the permission alert\.provisioning:write \(Admins have it\)/);
    expect(told).toContain("You'll need additional permissions to perform this action.");
  });

  it.each([
    { status: 400, body: { message: 'a "bad" rule' }, told: 'Grafana does not accept this: a "bad" rule' },
    { status: 400, body: '', told: 'Grafana does not accept this: 400' },
    { status: 401, body: {}, told: 'You are signed out of Grafana.' },
    { status: 404, body: {}, told: 'Grafana does not find the folder or the group.' },
    { status: 409, body: {}, told: 'Somebody else changed the rules at the same time.' },
    { status: 412, body: {}, told: 'Somebody else changed the rules at the same time.' },
    { status: 500, body: { message: 'broken' }, told: 'Grafana answered with status 500. broken' },
  ])('for $status', async ({ status, body, told }) => {
    fake.failNext('PUT', '/api/v1/provisioning/', status, body);
    expect(await words(installNow())).toContain(told);
  });

  it('without a network', async () => {
    const nowhere = grafanaOverBackendSrv({ fetch: backendOver('http://127.0.0.1:1').fetch });
    expect(await words(readInstalledRules(rules, nowhere))).toContain('Grafana does not answer.');
  });

  it.each([
    { path: '/api/v1/provisioning/alert-rules', body: { rules: [] } },
    { path: '/api/v1/provisioning/alert-rules', body: [{ uid: 'a' }] },
  ])('for an answer that is none', async ({ path, body }) => {
    fake.failNext('GET', path, 200, body);
    expect(await words(readInstalledRules(rules, grafana))).toContain('something else than alert rules');
  });

  it('for a group that is none', async () => {
    await installNow();
    fake.failNext('GET', '/api/v1/provisioning/folder/', 200, { title: 1 });
    expect(await words(readInstalledRules(rules, grafana))).toContain('something else than a rule group');
  });

  it('for what should not happen', () => {
    expect(failureInWords(new Error('oh'))).toBe('Something went wrong that should not: oh');
    expect(failureInWords('oh')).toBe('Something went wrong that should not: oh');
  });

  it('and a group that somebody deletes meanwhile is no failure', async () => {
    await installNow();
    fake.failNext('GET', '/api/v1/provisioning/folder/', 404, { message: 'rule group not found' });
    expect((await readInstalledRules(rules, grafana)).groups).toHaveLength(rules.groups.length - 1);
    fake.failNext('DELETE', '/api/v1/provisioning/folder/', 404, { message: 'rule group not found' });
    expect(await words(installNow({ ...rules, groups: rules.groups.slice(1) }))).toBe('no failure');
  });
});
