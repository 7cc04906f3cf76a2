import { t } from '@grafana/i18n';
import { DataSourcePicker } from '@grafana/runtime';
import { Alert, Button, Field, FieldSet, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { GrafanaFailure } from '../../grafana/GrafanaApi';
import type { SettingsForm as Form, UrlProblem } from './settings';
import { urlProblem } from './settings';
import { TokenField } from './TokenField';

interface SettingsFormProps {
  readonly form: Form;
  readonly isChanged: boolean;
  readonly onChange: (form: Form) => void;
  readonly onSave: () => Promise<void>;
  readonly onReload: () => void;
}

type Saving = { readonly state: 'idle' | 'saving' | 'saved' } | { readonly state: 'failed'; readonly why: string };

/** Where the exporter is, what it is told to be let in, and which Prometheus scrapes it. */
export function SettingsForm({ form, isChanged, onChange, onSave, onReload }: SettingsFormProps) {
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [isTried, setIsTried] = useState(false);
  const problem = urlProblem(form.exporterUrl);
  const isTold = problem !== null && (isTried || form.exporterUrl !== '');

  const save = async (event: Pick<Event, 'preventDefault'>) => {
    event.preventDefault();
    setIsTried(true);
    if (problem !== null) return;
    setSaving({ state: 'saving' });
    try {
      await onSave();
      setSaving({ state: 'saved' });
    } catch (error) {
      setSaving({ state: 'failed', why: saveFailure(error) });
    }
  };

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <FieldSet label={t('outlay.configuration.exporter', 'Exporter')}>
        <Field
          label={t('outlay.configuration.url', 'Address')}
          description={t(
            'outlay.configuration.url-hint',
            'As the server of Grafana reaches it, such as http://outlay:9464. Your browser never asks it.',
          )}
          required
          invalid={isTold}
          error={isTold ? urlWords(problem) : undefined}
        >
          <Input
            id="outlay-exporter-url"
            type="url"
            value={form.exporterUrl}
            placeholder="http://outlay:9464"
            onChange={({ currentTarget }) => onChange({ ...form, exporterUrl: currentTarget.value })}
          />
        </Field>
        <TokenField
          id="outlay-viewer-token"
          label={t('outlay.configuration.viewer-token', 'Viewer token')}
          description={t('outlay.configuration.viewer-token-hint', 'Reads costs, budgets and anomalies.')}
          token={form.viewerToken}
          onChange={(viewerToken) => onChange({ ...form, viewerToken })}
        />
        <TokenField
          id="outlay-editor-token"
          label={t('outlay.configuration.editor-token', 'Editor token')}
          description={t(
            'outlay.configuration.editor-token-hint',
            'Lets Editors say what became of an anomaly. Leave it empty, and nobody can.',
          )}
          token={form.editorToken}
          onChange={(editorToken) => onChange({ ...form, editorToken })}
        />
        <Field
          label={t('outlay.configuration.prometheus', 'Prometheus')}
          description={t('outlay.configuration.prometheus-hint', 'The data source that scrapes the exporter.')}
          htmlFor="outlay-prometheus"
        >
          <DataSourcePicker
            inputId="outlay-prometheus"
            type="prometheus"
            filter={({ type }) => type === 'prometheus'}
            current={form.prometheusUid}
            noDefault
            placeholder={t('outlay.configuration.prometheus-choose', 'Choose a Prometheus data source')}
            onChange={({ uid }) => onChange({ ...form, prometheusUid: uid })}
          />
        </Field>
      </FieldSet>
      <Stack direction="column" gap={2} alignItems="flex-start">
        <Button type="submit" disabled={!isChanged || saving.state === 'saving'}>
          {saving.state === 'saving'
            ? t('outlay.configuration.saving', 'Saving…')
            : t('outlay.configuration.save', 'Save')}
        </Button>
        <div aria-live="polite">
          {saving.state === 'saved' && !isChanged && (
            <Alert severity="success" title={t('outlay.configuration.saved', 'Saved')}>
              <Stack direction="column" gap={1} alignItems="flex-start">
                <span>
                  {t(
                    'outlay.configuration.reload-why',
                    'Pages that are open keep the old settings until they are loaded again.',
                  )}
                </span>
                <Button type="button" size="sm" variant="secondary" icon="sync" onClick={onReload}>
                  {t('outlay.configuration.reload', 'Reload')}
                </Button>
              </Stack>
            </Alert>
          )}
          {saving.state === 'failed' && (
            <Alert severity="error" title={t('outlay.configuration.not-saved', 'Nothing was saved')}>
              {saving.why}
            </Alert>
          )}
        </div>
      </Stack>
    </form>
  );
}

function urlWords(problem: UrlProblem): string {
  const words: Readonly<Record<UrlProblem, string>> = {
    missing: t('outlay.configuration.url-missing', 'Enter the address of the exporter.'),
    'no-address': t('outlay.configuration.url-no-address', 'Write a whole address, such as http://outlay:9464.'),
    scheme: t('outlay.configuration.url-scheme', 'Begin the address with http:// or https://.'),
    credentials: t(
      'outlay.configuration.url-credentials',
      'Leave name and password out; the token has a field of its own.',
    ),
    query: t('outlay.configuration.url-query', 'Leave out what follows ? or #.'),
    'api-path': t('outlay.configuration.url-api-path', 'Leave out /api or /metrics at the end; the plugin adds it.'),
  };
  return words[problem];
}

function saveFailure(error: unknown): string {
  const { status, detail } = error instanceof GrafanaFailure ? error : { status: -1, detail: String(error) };
  if (status === 0) return t('outlay.configuration.save-offline', 'Grafana does not answer. Try again.');
  if (status === 403) {
    return t('outlay.configuration.save-forbidden', 'You need the permission plugins:write (Admins have it).');
  }
  return t('outlay.configuration.save-refused', 'Grafana refused: {{detail}}', {
    detail: detail || status,
    interpolation: { escapeValue: false },
  });
}
