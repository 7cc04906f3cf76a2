import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';

/** What the data source says when it refuses the query: no figures is then no statement about costs. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- some data sources fill only `error`
export function Failed({ data: { errors, error } }: { readonly data: Pick<PanelData, 'errors' | 'error'> }) {
  const messages = [...(errors ?? []), ...(error === undefined ? [] : [error])].map(({ message }) => message ?? '');
  return (
    <Alert severity="error" title={t('outlay.panels.allocation.failed', 'The costs could not be read')}>
      {messages.find((message) => message !== '')}
    </Alert>
  );
}
