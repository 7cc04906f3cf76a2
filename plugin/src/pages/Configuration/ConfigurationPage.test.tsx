import type { AppPluginMeta, DataSourceInstanceSettings, GrafanaPlugin } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BundledDashboard } from '../../../testing-api/dashboards.mjs';
import type { FakeGrafana, FakeSettings } from '../../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../../testing-api/fakeGrafana.mjs';
import { grafanaOverBackendSrv } from '../../grafana/grafanaOverBackendSrv';
import { backendOver } from '../../grafana/testing/backendOver';
import { served, servedRule } from '../../alerting/testing/rules';
import { ApiError } from '../../api/ApiError';
import type { Client } from '../../api/client';
import type { PluginSettings } from '../../PluginSettings';
import { ConfigurationPage } from './ConfigurationPage';
import { sampleSource, sampleSources } from '../../testing/sampleSources';

const CONFIGURED = { exporterUrl: 'http://outlay:9464', prometheusUid: 'prom-main' };
const GROUPS = { g: [servedRule('outlay-a', { title: 'Burn' })], h: [servedRule('outlay-b', { title: 'Stale' })] };

// Answers come from a server, in their own time.
configure({ asyncUtilTimeout: 15_000 });

let fake: FakeGrafana;
let address: string;
const client = { read: vi.fn(), rules: vi.fn<Client['rules']>() };
const onReload = vi.fn();

beforeEach(async () => {
  fake = createFakeGrafana();
  address = await fake.listen();
  client.read.mockReset().mockResolvedValue(sampleSources());
  client.rules.mockReset().mockResolvedValue(served(GROUPS));
  onReload.mockReset();
  setDataSourceSrv({
    getList: ({ filter }: { filter?: (one: DataSourceInstanceSettings) => boolean } = {}) =>
      [dataSource('prom-main', 'prometheus'), dataSource('loki-main', 'loki')].filter((one) => filter?.(one) ?? true),
    getInstanceSettings: (uid: unknown) => (uid === 'prom-main' ? dataSource('prom-main', 'prometheus') : undefined),
  } as unknown as DataSourceSrv);
});
afterEach(() => fake.close());

function dataSource(uid: string, type: string): DataSourceInstanceSettings {
  const meta = { id: type, name: type, info: { logos: { small: '', large: '' } } };
  return {
    uid,
    type,
    name: uid,
    meta,
    jsonData: {},
    access: 'proxy',
    readOnly: false,
  } as unknown as DataSourceInstanceSettings;
}

function show(
  jsonData: PluginSettings = CONFIGURED,
  secureJsonFields: Record<string, boolean> = { viewerToken: true },
) {
  const meta = { enabled: true, pinned: true, jsonData, secureJsonFields } as AppPluginMeta<PluginSettings>;
  const grafana = grafanaOverBackendSrv(backendOver(address));
  const plugin = { meta } as GrafanaPlugin<AppPluginMeta<PluginSettings>>;
  render(<ConfigurationPage plugin={plugin} query={{}} client={client} grafana={grafana} onReload={onReload} />);
  return userEvent.setup();
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** The part of the page about one thing that can be installed: others have the same buttons. */
const part = (name: string) => within(screen.getByRole('group', { name }));
const rules = () => part('Alert rules');
const dashboards = () => part('Dashboards');
const ready = (area = rules) => area().findByRole('button', { name: 'Read again' });
const confirmIn = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(within(await screen.findByRole('dialog')).getByRole('button', { name }));
const written = () => fake.state.requests.filter(({ method }) => method !== 'GET');
const settings = (): FakeSettings => fake.state.settings;

describe('the settings', () => {
  it('say what to do where nothing is configured, and ask nothing', () => {
    show({}, {});
    expect(screen.getByText('Outlay is not connected yet')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Test the connection' })).toBeNull();
    expect(client.rules).not.toHaveBeenCalled();
  });

  it('are saved with a token that was typed', async () => {
    const user = show({}, {});
    await user.type(screen.getByLabelText(/^Address/), 'http://outlay:9464/');
    await user.type(screen.getByLabelText(/^Viewer token/), 'secret');
    await user.click(button('Save'));
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(settings()).toEqual({
      ...{ enabled: true, pinned: true, jsonData: { exporterUrl: 'http://outlay:9464' } },
      secureJsonData: { viewerToken: 'secret' },
    });
    expect(screen.queryByDisplayValue('secret')).toBeNull();
    await user.click(button('Reload'));
    expect(onReload).toHaveBeenCalledOnce();
  });

  it('do not send a token that stays', async () => {
    const user = show();
    await user.clear(screen.getByLabelText(/^Address/));
    await user.type(screen.getByLabelText(/^Address/), 'http://new:1');
    await user.click(button('Save'));
    await screen.findByText('Saved');
    expect(written().at(-1)?.body).not.toHaveProperty('secureJsonData');
  });

  it('send a token that was reset, as empty', async () => {
    const user = show();
    await user.click(button('Reset'));
    await user.click(button('Save'));
    await screen.findByText('Saved');
    expect(written().at(-1)?.body).toMatchObject({ secureJsonData: { viewerToken: '' } });
  });

  it('are not sent with an address that cannot be right', async () => {
    const user = show();
    await user.type(screen.getByLabelText(/^Address/), '/api/v1');
    expect(screen.getByText(/Leave out \/api or \/metrics/)).toBeInTheDocument();
    await user.click(button('Save'));
    expect(written()).toEqual([]);
  });

  it('that did not change cannot be saved', () => {
    show();
    expect(button('Save')).toBeDisabled();
  });

  it.each([
    { status: 403, told: 'You need the permission plugins:write (Admins have it).' },
    { status: 400, told: 'Grafana refused: told to fail' },
  ])('tell why they were refused with $status', async ({ status, told }) => {
    fake.failNext('POST', '/api/plugins/', status);
    const user = show();
    await user.type(screen.getByLabelText(/^Address/), '/costs');
    await user.click(button('Save'));
    expect(await screen.findByText(told)).toBeInTheDocument();
    expect(screen.queryByText('Saved')).toBeNull();
  });

  it('offer Prometheus data sources alone', async () => {
    const user = show({ exporterUrl: 'http://outlay:9464' });
    await user.click(screen.getByLabelText(/^Prometheus/));
    expect(await screen.findByText('prom-main')).toBeInTheDocument();
    expect(screen.queryByText('loki-main')).toBeNull();
    await user.click(screen.getByText('prom-main'));
    await user.click(button('Save'));
    await screen.findByText('Saved');
    expect(settings().jsonData).toMatchObject({ prometheusUid: 'prom-main' });
    expect(await screen.findByRole('group', { name: 'Alert rules' })).toBeInTheDocument();
    expect(await ready()).toBeInTheDocument();
  });
});

describe('the connection', () => {
  it('shows sources and what is wrong with them', async () => {
    const down = sampleSource({ id: 'gcp', up: false, watermark: null, errors: ['could not list the bucket'] });
    client.read.mockResolvedValue(sampleSources([sampleSource(), down]));
    const user = show();
    await user.click(button('Test the connection'));
    expect(await screen.findByText('The connection works, but gcp cannot be read')).toBeInTheDocument();
    const rows = within(screen.getByRole('table', { name: 'Sources of the exporter' })).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('aws');
    expect(rows[1]).toHaveTextContent('1,234,567');
    expect(rows[2]).toHaveTextContent(/gcp.*Cannot be read.*no bill yet.*could not list the bucket/);
  });

  it('says that there are no sources', async () => {
    client.read.mockResolvedValue(sampleSources([]));
    const user = show();
    await user.click(button('Test the connection'));
    expect(await screen.findByText(/The exporter has no sources/)).toBeInTheDocument();
    expect(screen.getByText('The connection works')).toBeInTheDocument();
  });

  it('says what is wrong, with a next step', async () => {
    client.read.mockRejectedValue(new ApiError('unauthorised', '', { status: 401, detail: '' }));
    const user = show();
    await user.click(button('Test the connection'));
    expect(await screen.findByText('The exporter does not accept the token')).toBeInTheDocument();
    expect(screen.getByText(/Reset the viewer token/)).toBeInTheDocument();
  });

  it('cannot be tested before the settings are saved', async () => {
    const user = show();
    await user.type(screen.getByLabelText(/^Address/), '/costs');
    expect(button('Test the connection')).toBeDisabled();
    expect(screen.getByText(/Save first/)).toBeInTheDocument();
  });
});

describe('the alert rules', () => {
  it('need a Prometheus first', () => {
    show({ exporterUrl: 'http://outlay:9464' });
    expect(screen.getByText(/Choose the Prometheus data source above/)).toBeInTheDocument();
    expect(client.rules).not.toHaveBeenCalled();
  });

  it('are read when the page opens, and nothing is written', async () => {
    show();
    expect(screen.getByText('Comparing the alert rules…')).toBeInTheDocument();
    await ready();
    expect(screen.getByText('2 rules are added, 0 changed, 0 removed. 0 stay as they are.')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Burn added/ })).toBeInTheDocument();
    expect(rules().queryByRole('button', { name: 'Remove' })).toBeNull();
    expect(written()).toEqual([]);
  });

  it('are installed only after a confirmation, then there is nothing to do', async () => {
    const user = show();
    await ready();
    await user.click(rules().getByRole('button', { name: 'Install' }));
    expect(written()).toEqual([]);
    await confirmIn(user, 'Install');
    expect(await screen.findByText('The alert rules are installed.')).toBeInTheDocument();
    expect(fake.state.rules.all().map(({ uid }) => uid)).toEqual(['outlay-a', 'outlay-b']);
    expect(rules().getByText(/There is nothing to do/)).toBeInTheDocument();
    expect(rules().getByRole('button', { name: 'Update' })).toBeDisabled();
  });

  it('are left alone when the confirmation is dismissed', async () => {
    const user = show();
    await ready();
    await user.click(rules().getByRole('button', { name: 'Install' }));
    await confirmIn(user, 'Cancel');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(written()).toEqual([]);
  });

  it('show a pause that stays, and what else changes', async () => {
    installAll();
    fake.state.rules.change('outlay-a', { isPaused: true, for: '1m' });
    const user = show();
    await ready();
    const row = screen.getByRole('row', { name: /Burn/ });
    expect(row).toHaveTextContent(/changed.*stays paused.*for/);
    await user.click(rules().getByRole('button', { name: 'Update' }));
    await confirmIn(user, 'Update');
    await screen.findByText('The alert rules are installed.');
    expect(fake.state.rules.all()[0]).toMatchObject({ isPaused: true, for: '15m' });
  });

  it('are removed after a confirmation', async () => {
    installAll();
    const user = show();
    await ready();
    await user.click(rules().getByRole('button', { name: 'Remove' }));
    await confirmIn(user, 'Remove');
    expect(await screen.findByText('The alert rules of Outlay are removed.')).toBeInTheDocument();
    expect(fake.state.rules.all()).toEqual([]);
    expect(rules().getByRole('button', { name: 'Install' })).toBeEnabled();
  });

  it('are not touched when they changed since they were shown', async () => {
    installAll();
    fake.state.rules.change('outlay-b', { for: '1m' });
    const user = show();
    await ready();
    fake.state.rules.change('outlay-a', { isPaused: true });
    await user.click(rules().getByRole('button', { name: 'Update' }));
    await confirmIn(user, 'Update');
    expect(await screen.findByText(/It changed since you looked/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Burn stays stays paused/ })).toBeInTheDocument();
    expect(written()).toEqual([]);
  });

  it('that a file provisions can only be looked at', async () => {
    installAll('file');
    show();
    await ready();
    expect(screen.getByText(/can be changed only there: Burn, Stale/)).toBeInTheDocument();
    expect(rules().getByRole('button', { name: 'Update' })).toBeDisabled();
    expect(rules().getByRole('button', { name: 'Remove' })).toBeDisabled();
  });

  it('need a permission', async () => {
    fake.state.role = 'Editor';
    show();
    expect(await screen.findByText(/You need the permission alert.provisioning:write/)).toBeInTheDocument();
    fake.state.role = 'Admin';
    await userEvent.click(rules().getByRole('button', { name: 'Read again' }));
    expect(await rules().findByRole('button', { name: 'Install' })).toBeEnabled();
  });

  it('say how far they came when installing fails, and what is left to do', async () => {
    const user = show();
    await ready();
    fake.failNext('PUT', '/api/v1/provisioning/folder/outlay/rule-groups/h', 409);
    await user.click(rules().getByRole('button', { name: 'Install' }));
    await confirmIn(user, 'Install');
    expect(await screen.findByText(/Somebody else changed the rules.*1 of 2 were done before\./)).toBeInTheDocument();
    expect(screen.getByText('1 rules are added, 0 changed, 0 removed. 1 stay as they are.')).toBeInTheDocument();
  });

  it.each([
    {
      name: 'without an exporter',
      error: new ApiError('down', '', { status: 502, detail: '' }),
      told: /Grafana does not reach http:\/\/outlay:9464/,
    },
    { name: 'from an exporter without the route', error: new ApiError('missing', ''), told: /is no Outlay exporter/ },
  ])('cannot be compared $name', async ({ error, told }) => {
    client.rules.mockRejectedValue(error);
    show();
    expect(await screen.findByText('The alert rules could not be compared')).toBeInTheDocument();
    expect(screen.getByText(told)).toBeInTheDocument();
  });

  it('are never emptied by an exporter that serves none', async () => {
    installAll();
    client.rules.mockResolvedValue({ ...served(GROUPS), groups: [{ title: 'g', interval: 60, rules: [] }] });
    show();
    expect(await screen.findByText(/cannot be installed \(group g has no rules\)/)).toBeInTheDocument();
    expect(fake.state.rules.all()).toHaveLength(2);
  });
});

describe('the dashboards', () => {
  const BUNDLED = [bundled('cost-one', 'Cost One', 2), bundled('cost-two', 'Cost Two', 2)];
  const install = async (user: ReturnType<typeof userEvent.setup>, doing: 'Install' | 'Update' | 'Remove') => {
    await user.click(dashboards().getByRole('button', { name: doing }));
    await confirmIn(user, doing);
  };
  const shownRows = () =>
    dashboards()
      .getAllByRole('row')
      .slice(1)
      .map((row) => [...row.children].map(({ textContent }) => textContent.trim()).join('|'));
  beforeEach(() => void fake.state.dashboards.bundled.push(...BUNDLED));

  it('can be installed before an exporter is known', async () => {
    const user = show({}, {});
    await ready(dashboards);
    expect(dashboards().getByText('2 dashboards are added, 0 updated, 0 removed. 0 stay as they are.')).toBeVisible();
    expect(shownRows()).toEqual(['Cost One|added|', 'Cost Two|added|']);
    await install(user, 'Install');
    expect(await screen.findByText('The dashboards are installed.')).toBeInTheDocument();
    expect(dashboards().getByText(/There is nothing to do: everything is installed. 2 stay/)).toBeInTheDocument();
    expect(dashboards().getByRole('button', { name: 'Update' })).toBeDisabled();
    expect(fake.state.dashboards.all().map(({ uid, folderUid }) => [uid, folderUid])).toEqual([
      ['cost-one', 'outlay'],
      ['cost-two', 'outlay'],
    ]);
  });

  it('are updated to the revision of the app, where their people put them', async () => {
    fake.state.folders.set('theirs', { id: 7, uid: 'theirs', title: 'Theirs', url: '/dashboards/f/theirs/' });
    fake.state.dashboards.put({ json: { ...BUNDLED[0]?.json, revision: 1 }, from: 'app', folderUid: 'theirs' });
    const user = show();
    await ready(dashboards);
    expect(shownRows()).toEqual(['Cost One|changed|revision 1 to 2', 'Cost Two|added|']);
    await install(user, 'Update');
    await screen.findByText('The dashboards are installed.');
    expect(fake.state.dashboards.all()).toMatchObject([
      { uid: 'cost-one', revision: 2, folderUid: 'theirs' },
      { uid: 'cost-two', revision: 2, folderUid: 'outlay' },
    ]);
  });

  it('that a file provisions are left alone, and others are installed', async () => {
    fake.state.dashboards.put({ json: BUNDLED[0]?.json, from: 'file' });
    const user = show();
    await ready(dashboards);
    expect(shownRows()).toEqual([expect.stringMatching(/^Cost One\|stays\|.*from a file/), 'Cost Two|added|']);
    await install(user, 'Install');
    await screen.findByText('The dashboards are installed.');
    expect(fake.state.dashboards.all().map(({ uid, from }) => [uid, from])).toEqual([
      ['cost-one', 'file'],
      ['cost-two', 'app'],
    ]);
  });

  it('take the place of one that somebody imported, and say so first', async () => {
    fake.state.dashboards.put({ json: { ...BUNDLED[0]?.json, title: 'Mine' } });
    const user = show();
    await ready(dashboards);
    expect(shownRows()[0]).toMatch(/^Cost One\|changed\|replaces one that somebody imported/);
    await install(user, 'Install');
    await screen.findByText('The dashboards are installed.');
    expect(fake.state.dashboards.all()[0]).toMatchObject({ uid: 'cost-one', title: 'Cost One', from: 'app' });
  });

  it('that the app brings no more go', async () => {
    fake.state.dashboards.put({ json: { uid: 'old', title: 'Old' }, from: 'app' });
    const user = show();
    await ready(dashboards);
    expect(shownRows()).toContain('old|removed|the app brings it no more');
    await install(user, 'Update');
    await screen.findByText('The dashboards are installed.');
    expect(fake.state.dashboards.all().map(({ uid }) => uid)).toEqual(['cost-one', 'cost-two']);
  });

  it('are removed with their folder, but never with what others put there', async () => {
    const user = show();
    await ready(dashboards);
    await install(user, 'Install');
    await screen.findByText('The dashboards are installed.');
    fake.state.dashboards.put({ json: { uid: 'theirs', title: 'Theirs' }, folderUid: 'outlay' });
    await install(user, 'Remove');
    expect(await screen.findByText('The dashboards are removed.')).toBeInTheDocument();
    expect(fake.state.dashboards.all().map(({ uid }) => uid)).toEqual(['theirs']);
    expect([...fake.state.folders.keys()]).toEqual(['outlay']);
    expect(dashboards().getByRole('button', { name: 'Install' })).toBeEnabled();
  });

  it('are not touched when they changed since they were shown', async () => {
    const user = show();
    await ready(dashboards);
    fake.state.dashboards.put({ json: { uid: 'cost-one', title: 'Mine' } });
    await install(user, 'Install');
    expect(await screen.findByText(/It changed since you looked/)).toBeInTheDocument();
    expect(fake.state.dashboards.all()).toMatchObject([{ title: 'Mine' }]);
  });

  it('need rights, and say which', async () => {
    fake.state.role = 'Editor';
    show();
    expect(await dashboards().findByText(/You need to be an Admin: only Admins see what an app brings/)).toBeVisible();
  });

  it('say how far they came when Grafana refuses in the middle', async () => {
    fake.state.dashboards.put({ json: { uid: 'old', title: 'Old' }, from: 'app' });
    const user = show();
    await ready(dashboards);
    fake.failNext('DELETE', '/api/dashboards/uid/old', 500);
    await install(user, 'Update');
    expect(await dashboards().findByText(/status 500. told to fail 2 of 3 were done before/)).toBeInTheDocument();
    expect(shownRows()).toEqual(['old|removed|the app brings it no more']);
  });

  it('say that none was changed when Grafana refuses the first', async () => {
    const user = show();
    await ready(dashboards);
    fake.failNext('POST', '/api/dashboards/import', 500);
    await install(user, 'Install');
    expect(await dashboards().findByText(/told to fail None of them was changed/)).toBeInTheDocument();
    expect(fake.state.dashboards.all()).toEqual([]);
  });

  it('with a new title are the same dashboards, and stay', async () => {
    fake.state.dashboards.put({ json: { ...BUNDLED[0]?.json, title: 'Its old title' }, from: 'app' });
    const user = show();
    await ready(dashboards);
    expect(shownRows()).toEqual(['Cost One|changed|has a new title', 'Cost Two|added|']);
    await install(user, 'Update');
    await screen.findByText('The dashboards are installed.');
    expect(fake.state.dashboards.all()).toMatchObject([{ uid: 'cost-one', title: 'Cost One' }, { uid: 'cost-two' }]);
  });
});

function bundled(uid: string, title: string, revision: number): BundledDashboard {
  return { path: `dashboards/${uid}.json`, json: { uid, title, revision } };
}

/** As if they had been installed before, for the data source that is chosen. */
function installAll(provenance: '' | 'file' = '') {
  fake.state.folders.set('outlay', { id: 1, uid: 'outlay', title: 'Outlay', url: '/dashboards/f/outlay/' });
  for (const [title, rules] of Object.entries(GROUPS)) {
    const body = JSON.parse(JSON.stringify({ interval: 60, rules }).replaceAll('"prometheus"', '"prom-main"'));
    const text = JSON.stringify(body).replaceAll('"type":"prom-main"', '"type":"prometheus"');
    fake.state.rules.replace('outlay', title, JSON.parse(text), provenance);
  }
}
