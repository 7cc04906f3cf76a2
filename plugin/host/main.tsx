import * as grafanaData from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import * as grafanaRuntime from '@grafana/runtime';
import { setPluginPage } from '@outlay/runtime-internals/components/PluginPage.mjs';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import * as routerCompat from 'react-router-dom-v5-compat';
import { Router } from 'react-router-dom-v5';
import { sharePackages } from './grafanaPackages';
import { installRegistries } from './registries';
import { installServices } from './services';

const ID = 'outlay-finops-app';
const BASE = `/public/plugins/${ID}`;

const mode = new URLSearchParams(location.search).get('theme') === 'light' ? 'light' : 'dark';
const theme = grafanaData.createTheme({ colors: { mode } });
grafanaRuntime.config.theme2 = theme;

installServices();
installRegistries();
setPluginPage(
  ({ children, pageNav, subTitle, actions }: Record<string, ReactNode> & { pageNav?: { text: string } }) => (
    <main style={{ padding: 16 }}>
      <h1>{pageNav?.text}</h1>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, justifyContent: 'space-between', marginBottom: 16 }}>
        <span>{subTitle}</span>
        {actions}
      </div>
      {children}
    </main>
  ),
);
sharePackages();

function Chrome({ children }: { readonly children: ReactNode }) {
  return (
    <grafanaData.ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PortalContainer />
      <grafanaRuntime.LocationServiceProvider service={grafanaRuntime.locationService}>
        <Router history={grafanaRuntime.locationService.getHistory()}>
          <routerCompat.CompatRouter>{children}</routerCompat.CompatRouter>
        </Router>
      </grafanaRuntime.LocationServiceProvider>
    </grafanaData.ThemeContext.Provider>
  );
}

interface AppModule {
  readonly plugin: grafanaData.AppPlugin;
}

async function pageOf(path: string): Promise<ReactNode> {
  const { plugin } = (await window.System.import(`${BASE}/module.js`)) as unknown as AppModule;
  const meta = await (await fetch(`${BASE}/plugin.json`)).json();
  const settings = await (await fetch(`/api/plugins/${ID}/settings`)).json();
  plugin.meta = { ...meta, ...settings, baseUrl: BASE };
  if (path.startsWith('/plugins/')) {
    const Body = plugin.configPages?.[0]?.body;
    return Body === undefined ? null : (
      <main style={{ padding: 16 }}>
        <Body plugin={plugin} query={{}} />
      </main>
    );
  }
  const Root = plugin.root;
  if (Root === undefined) return null;
  return (
    <routerCompat.Routes>
      <routerCompat.Route
        path={`/a/${ID}/*`}
        element={
          <Root meta={plugin.meta} basename={`/a/${ID}`} path={path} query={{}} onNavChanged={() => undefined} />
        }
      />
    </routerCompat.Routes>
  );
}

async function panelOf(id: string): Promise<ReactNode> {
  const base = `${BASE}/panels/${id}`;
  const { plugin } = (await window.System.import(`${base}/module.js`)) as unknown as {
    plugin: grafanaData.PanelPlugin;
  };
  plugin.meta = { ...(await (await fetch(`${base}/plugin.json`)).json()), baseUrl: base, module: '' };
  const sample = await (
    await fetch(`/host/samples/${new URLSearchParams(location.search).get('sample') ?? id}.json`)
  ).json();
  const { options, fieldConfig } = grafanaData.getPanelOptionsWithDefaults({
    plugin,
    currentOptions: sample.options ?? {},
    currentFieldConfig: { defaults: sample.defaults ?? {}, overrides: [] },
    isAfterPluginChange: false,
  });
  const series = grafanaData.applyFieldOverrides({
    data: sample.frames.map((frame: object) => grafanaData.toDataFrame(frame)),
    ...{ fieldConfig, fieldConfigRegistry: plugin.fieldConfigRegistry, theme, timeZone: 'utc' },
    replaceVariables: (text: string) => text,
  });
  const now = grafanaData.dateTime();
  const timeRange = { from: grafanaData.dateTime(now).subtract(28, 'd'), to: now, raw: { from: 'now-28d', to: 'now' } };
  const View = plugin.panel as React.ComponentType<Record<string, unknown>>;
  return (
    <div style={{ padding: 16 }}>
      <View
        {...{
          id: 1,
          title: id,
          timeRange,
          timeZone: 'utc',
          options,
          fieldConfig,
          transparent: false,
          renderCounter: 0,
        }}
        data={{ series, state: 'Done', timeRange }}
        width={Math.min(1000, innerWidth - 32)}
        height={420}
        eventBus={new grafanaData.EventBusSrv()}
        replaceVariables={(text: string) => text}
        onOptionsChange={() => undefined}
        onFieldConfigChange={() => undefined}
        onChangeTimeRange={() => undefined}
      />
    </div>
  );
}

async function boot(): Promise<void> {
  await initPluginTranslations('host');
  const { pathname } = location;
  const panel = /^\/host\/panel\/([\w-]+)$/.exec(pathname)?.[1];
  const page = panel === undefined ? await pageOf(pathname) : await panelOf(panel);
  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no root');
  createRoot(place).render(<Chrome>{page}</Chrome>);
  document.body.dataset['booted'] = 'true';
}

boot().catch((error: unknown) => {
  document.body.append(
    `the host could not boot: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
});
