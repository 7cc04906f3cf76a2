import { initPluginTranslations } from '@grafana/i18n';
import React from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { appPage } from './appPage';
import { Chrome } from './Chrome';
import { dashboardPage } from './dashboards/dashboardPage';
import { sharePackages } from './grafanaPackages';
import { panelPage } from './panel/panelPage';
import { installPluginPage } from './pluginPage';
import { installRegistries } from './registries';
import { installServices } from './services';
import { installTheme } from './theme';

installTheme();
installServices();
installRegistries();
installPluginPage();
sharePackages();

async function boot(): Promise<void> {
  await initPluginTranslations('host');
  const page = await pageOf(location.pathname);
  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no root');
  createRoot(place).render(<Chrome>{page}</Chrome>);
  document.body.dataset['booted'] = 'true';
}

async function pageOf(path: string): Promise<ReactNode> {
  const [, kind, name = ''] = /^\/host\/(panel|dashboard)\/([\w/-]+)$/.exec(path) ?? [];
  if (kind === 'panel') return panelPage(name);
  if (kind === 'dashboard') return dashboardPage(name);
  return appPage(path);
}

boot().catch((error: unknown) => {
  document.body.append(
    `the host could not boot: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
});
