import { initPluginTranslations } from '@grafana/i18n';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { appPage } from './appPage';
import { Chrome } from './Chrome';
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
  const { pathname } = location;
  const panel = /^\/host\/panel\/([\w-]+)$/.exec(pathname)?.[1];
  const page = panel === undefined ? await appPage(pathname) : await panelPage(panel);
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
