import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { config, getBackendSrv } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import React, { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { createClient } from './api/client';
import { ASKED_ONCE, ClientContext } from './api/ClientContext';
import type { Connection } from './api/ClientContext';
import type { PluginSettings } from './PluginSettings';
import { PAGES, PLUGIN_ID } from './routes';

const Overview = lazy(() => import('./pages/Overview/Overview'));
const Allocation = lazy(() => import('./pages/Allocation/Allocation'));
const Budgets = lazy(() => import('./pages/Budgets/Budgets'));
const Anomalies = lazy(() => import('./pages/Anomalies/Anomalies'));

await initPluginTranslations(PLUGIN_ID);

/** Milliseconds after which an open page asks for newer figures; the exporter publishes every few minutes at most. */
const RENEWED_EVERY = 300_000;

/** The pages of the app. */
export default function App({ meta }: AppRootProps<PluginSettings>) {
  const [queries] = useState(() => new QueryClient(ASKED_ONCE));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      void queries.invalidateQueries();
    }, RENEWED_EVERY);
    return () => clearInterval(timer);
  }, [queries]);
  const connection = useMemo<Connection>(
    () => ({
      client: createClient(getBackendSrv()),
      canEdit: ['Editor', 'Admin'].includes(config.bootData.user.orgRole),
      now,
      isConfigured: Boolean(meta.jsonData?.exporterUrl),
    }),
    [meta.jsonData?.exporterUrl, now],
  );
  return (
    <QueryClientProvider client={queries}>
      <ClientContext.Provider value={connection}>
        <Suspense fallback={<LoadingPlaceholder text="" />}>
          <Routes>
            <Route path={PAGES.overview} element={<Overview />} />
            <Route path={PAGES.allocation} element={<Allocation />} />
            <Route path={PAGES.budgets} element={<Budgets />} />
            <Route path={PAGES.anomalies} element={<Anomalies />} />
            <Route path="*" element={<Navigate to={PAGES.overview} replace />} />
          </Routes>
        </Suspense>
      </ClientContext.Provider>
    </QueryClientProvider>
  );
}
