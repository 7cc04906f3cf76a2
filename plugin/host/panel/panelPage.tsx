import type { PanelPlugin } from '@grafana/data';
import React from 'react';
import type { ReactNode } from 'react';
import { BASE, jsonOf } from '../pluginBase';
import { PanelOfAddress } from './PanelOfAddress';

interface PanelModule {
  readonly plugin: PanelPlugin;
}

/** One panel, loaded from its own module as Grafana does. `folder` is that of the panel below `panels`. */
export async function panelPage(folder: string): Promise<ReactNode> {
  const plugin = await loadPanel(folder);
  return (
    <main style={{ padding: 16 }}>
      <PanelOfAddress plugin={plugin} />
    </main>
  );
}

/** The panel of a folder below `panels`, from its built module. */
export async function loadPanel(folder: string): Promise<PanelPlugin> {
  const baseUrl = `${BASE}/panels/${folder}`;
  const meta = await jsonOf(`${baseUrl}/plugin.json`);
  const { plugin } = (await window.System.import(`${baseUrl}/module.js`)) as unknown as PanelModule;
  plugin.meta = { ...(meta as unknown as PanelPlugin['meta']), baseUrl, module: `${baseUrl}/module.js` };
  return plugin;
}
