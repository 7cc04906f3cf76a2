import type { AppPluginMeta, GrafanaPlugin } from '@grafana/data';
import type { BackendSrv, DataSourceSrv } from '@grafana/runtime';
import { setBackendSrv, setDataSourceSrv } from '@grafana/runtime';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import React from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FakeGrafana } from '../../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../../testing-api/fakeGrafana.mjs';
import { backendOver } from '../../grafana/testing/backendOver';
import { servedByExporter } from '../../alerting/testing/servedByExporter.mjs';
import type { PluginSettings } from '../../PluginSettings';
import Configuration from './Configuration';
import { sampleSource, sampleSources } from '../../testing/sampleSources';

const PROXY = '/api/plugin-proxy/outlay-finops-app/read';

// Answers come from a server, in their own time.
configure({ asyncUtilTimeout: 15_000 });

let fake: FakeGrafana;

beforeEach(async () => {
  fake = createFakeGrafana();
  setBackendSrv(backendOver(await fake.listen()) as BackendSrv);
  setDataSourceSrv({ getList: () => [], getInstanceSettings: () => undefined } as unknown as DataSourceSrv);
});
afterEach(() => fake.close());

const rules = () => within(screen.getByRole('group', { name: 'Alert rules' }));

function show() {
  const jsonData = { exporterUrl: 'http://outlay:9464', prometheusUid: 'prom-main' };
  const meta = { enabled: true, pinned: true, jsonData, secureJsonFields: { viewerToken: true } };
  const plugin = { meta } as unknown as GrafanaPlugin<AppPluginMeta<PluginSettings>>;
  return render(<Configuration plugin={plugin} query={{}} />);
}

it('installs what the exporter serves, through the Grafana that it is in', async () => {
  for (let reads = 0; reads < 3; reads += 1) fake.failNext('GET', `${PROXY}/rules`, 200, servedByExporter());
  const user = userEvent.setup();
  show();
  await user.click(await rules().findByRole('button', { name: 'Install' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Install' }));
  expect(await screen.findByText('The alert rules are installed.')).toBeInTheDocument();
  expect(fake.state.folders.get('outlay')).toMatchObject({ title: 'Outlay' });
  expect(fake.state.rules.all().length).toBeGreaterThan(10);
  expect(rules().getByText(/There is nothing to do/)).toBeInTheDocument();
});

it('tells that nothing answers at the address', async () => {
  fake.failNext('GET', `${PROXY}/sources`, 502, '');
  fake.failNext('GET', `${PROXY}/rules`, 502, '');
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Test the connection' }));
  expect((await screen.findAllByText(/Grafana does not reach http:\/\/outlay:9464/)).length).toBeGreaterThan(0);
});

it('can be used without seeing it', async () => {
  fake.failNext('GET', `${PROXY}/rules`, 200, servedByExporter());
  fake.failNext('GET', `${PROXY}/sources`, 200, sampleSources([sampleSource(), sampleSource({ id: 'b', up: false })]));
  const { container } = show();
  await rules().findByRole('button', { name: 'Install' });
  await userEvent.click(screen.getByRole('button', { name: 'Test the connection' }));
  await screen.findByRole('table', { name: 'Sources of the exporter' });
  // jsdom draws nothing, so colours are looked at elsewhere.
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
