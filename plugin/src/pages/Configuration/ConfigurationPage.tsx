import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, FieldSet, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import type { Client } from '../../api/client';
import type { GrafanaApi } from '../../grafana/GrafanaApi';
import type { PluginSettings } from '../../PluginSettings';
import { PLUGIN_ID } from '../../routes';
import { AlertRules } from './AlertRules';
import { ConnectionTest } from './ConnectionTest';
import { Dashboards } from './Dashboards';
import { formOf, isSameForm, savedForm, settingsBody } from './settings';
import { SettingsForm } from './SettingsForm';

interface ConfigurationPageProps extends PluginConfigPageProps<AppPluginMeta<PluginSettings>> {
  readonly client: Pick<Client, 'read' | 'rules'>;
  readonly grafana: GrafanaApi;
  /** Loads the page again, so that all of it sees the saved settings. */
  readonly onReload: () => void;
}

/** Connects the app to an exporter, and installs its alert rules and the dashboards. */
export function ConfigurationPage({ plugin, client, grafana, onReload }: ConfigurationPageProps) {
  const { meta } = plugin;
  const [saved, setSaved] = useState(() => formOf(meta));
  const [form, setForm] = useState(saved);
  const isChanged = !isSameForm(form, saved);
  const isConfigured = saved.exporterUrl !== '';

  const save = async () => {
    await grafana.post(`/api/plugins/${PLUGIN_ID}/settings`, settingsBody(meta, form, saved));
    setSaved(savedForm(form));
    setForm(savedForm(form));
  };

  return (
    <Stack direction="column" gap={4}>
      {!isConfigured && (
        <Alert severity="info" title={t('outlay.configuration.unconfigured', 'Outlay is not connected yet')}>
          {t(
            'outlay.configuration.unconfigured-next',
            'Enter the address of your exporter and its viewer token, choose the Prometheus that scrapes it, and save.',
          )}
        </Alert>
      )}
      <SettingsForm form={form} isChanged={isChanged} onChange={setForm} onSave={save} onReload={onReload} />
      {isConfigured && (
        <FieldSet label={t('outlay.configuration.connection', 'Connection')}>
          <ConnectionTest client={client} url={saved.exporterUrl} isChanged={isChanged} />
        </FieldSet>
      )}
      {isConfigured && (
        <FieldSet label={t('outlay.configuration.rules', 'Alert rules')}>
          {saved.prometheusUid === null ? (
            <p>
              {t(
                'outlay.configuration.rules-need-prometheus',
                'Choose the Prometheus data source above and save: the rules ask it.',
              )}
            </p>
          ) : (
            <AlertRules
              client={client}
              grafana={grafana}
              exporterUrl={saved.exporterUrl}
              prometheusUid={saved.prometheusUid}
            />
          )}
        </FieldSet>
      )}
      <FieldSet label={t('outlay.configuration.dashboards', 'Dashboards')}>
        <Dashboards grafana={grafana} />
      </FieldSet>
    </Stack>
  );
}
