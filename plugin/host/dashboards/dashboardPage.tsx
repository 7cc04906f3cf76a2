import type { PanelPlugin } from '@grafana/data';
import React from 'react';
import type { ReactNode } from 'react';
import { loadPanel } from '../panel/panelPage';
import { jsonOf } from '../pluginBase';
import { openingRange } from './askPanel';
import type { DashboardJson } from './DashboardJson';
import { Dashboard } from './Dashboard';
import { STAND_INS } from './standIns/standIns';
import { registerTransformations } from './transformations';
import { openingValues } from './variables';

const OURS = /^outlay-([\w-]+)$/;

/** A dashboard of ours on the figures of a real Prometheus; `path` is that of its JSON, such as `app/executive`. */
export async function dashboardPage(path: string): Promise<ReactNode> {
  const dashboard = (await jsonOf(`/host/dashboards/${path}.json`)) as unknown as DashboardJson;
  registerTransformations();
  await standInFont();
  const now = Date.now();
  const timeRange = openingRange(dashboard.time, now);
  const chosen = await openingValues(dashboard.templating.list, now / 1000);
  const plugins = { ...STAND_INS, ...(await panelsOfApp(dashboard)) };
  return <Dashboard {...{ dashboard, plugins, chosen, timeRange }} />;
}

async function panelsOfApp({ panels }: DashboardJson): Promise<Readonly<Record<string, PanelPlugin>>> {
  const types = [...new Set(panels.map(({ type }) => type).filter((type) => OURS.test(type)))];
  const loaded = types.map(async (type) => [type, await loadPanel(OURS.exec(type)?.[1] ?? '')] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

/** Grafana measures texts in its font, which is not in its packages; without a font of that name it would guess. */
async function standInFont(): Promise<void> {
  const like = "local('Inter'), local('Liberation Sans'), local('Arial'), local('DejaVu Sans')";
  for (const weight of ['400', '500']) document.fonts.add(await new FontFace('Inter', like, { weight }).load());
}
