import { t } from '@grafana/i18n';
import type { SourcesResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { SourcesTable } from '../../components/SourcesTable';

/** How complete the figures are: every source of bills, and up to when it is complete. */
export function Bills() {
  const sources = useRead('sources');
  return (
    <Card title={t('outlay.overview.bills', 'Bills')}>
      <Await reading={sources}>{(data: SourcesResponse) => <SourcesTable sources={data.sources} />}</Await>
    </Card>
  );
}
