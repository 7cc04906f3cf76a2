import type { AppPlugin } from '@grafana/data';
import React from 'react';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom-v5-compat';
import { BASE, ID, jsonOf } from './pluginBase';

interface AppModule {
  readonly plugin: AppPlugin;
}

/** The app as Grafana shows it at a path: its configuration, or its own pages. */
export async function appPage(path: string): Promise<ReactNode> {
  const { plugin } = (await window.System.import(`${BASE}/module.js`)) as unknown as AppModule;
  const meta = { ...(await jsonOf(`${BASE}/plugin.json`)), ...(await jsonOf(`/api/plugins/${ID}/settings`)) };
  plugin.meta = { ...(meta as unknown as AppPlugin['meta']), baseUrl: BASE };
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
  const props = { meta: plugin.meta, basename: `/a/${ID}`, path, query: {}, onNavChanged: () => undefined };
  return (
    <Routes>
      <Route path={`/a/${ID}/*`} element={<Root {...props} />} />
    </Routes>
  );
}
