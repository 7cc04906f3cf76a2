import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { getBackendSrv } from '@grafana/runtime';
import React, { useState } from 'react';
import { grafanaOverBackendSrv } from '../../grafana/grafanaOverBackendSrv';
import { createClient } from '../../api/client';
import type { PluginSettings } from '../../PluginSettings';
import { PLUGIN_ID } from '../../routes';
import { ConfigurationPage } from './ConfigurationPage';

// Grafana opens this page without the app.
await initPluginTranslations(PLUGIN_ID);

/** The configuration page with the Grafana that it is in. */
export default function Configuration(props: PluginConfigPageProps<AppPluginMeta<PluginSettings>>) {
  const [grafana] = useState(() => grafanaOverBackendSrv(getBackendSrv()));
  const [client] = useState(() => createClient(getBackendSrv()));
  return <ConfigurationPage {...props} grafana={grafana} client={client} onReload={() => window.location.reload()} />;
}
