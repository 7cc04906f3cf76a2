import { AppPlugin, PluginExtensionPoints } from '@grafana/data';
import type { AppRootProps, PluginConfigPageProps, AppPluginMeta } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { explainPath } from './extensions/explainLink';
import type { PanelContext } from './extensions/explainLink';
import type { PluginSettings } from './PluginSettings';
import { pageUrl } from './routes';

// Grafana loads this file for every link to the app, so it holds nothing but doors.
const LazyApp = lazy(() => import('./App'));
const LazyConfiguration = lazy(() => import('./pages/Configuration/Configuration'));

const App = (props: AppRootProps<PluginSettings>) => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <LazyApp {...props} />
  </Suspense>
);

const Configuration = (props: PluginConfigPageProps<AppPluginMeta<PluginSettings>>) => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <LazyConfiguration {...props} />
  </Suspense>
);

export const plugin = new AppPlugin<PluginSettings>()
  .setRootPage(App)
  .addLink<PanelContext>({
    targets: PluginExtensionPoints.DashboardPanelMenu,
    title: 'Explain this cost',
    description: 'Opens the allocation explorer at the labels of this panel',
    icon: 'question-circle',
    path: pageUrl('allocation'),
    configure: (context) => {
      const path = explainPath(context ?? {});
      return path === undefined ? undefined : { path };
    },
  })
  .addConfigPage({ title: 'Configuration', icon: 'cog', body: Configuration, id: 'configuration' });
