import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { SourcesResponse } from '@outlay/contract/api';
import React from 'react';
import { duration, hoursSince, moment } from '../format/time';
import { plain } from '../format/plain';

/** Says which bills are overdue and how old they are; nothing while all are fresh. */
export function StaleBanner({ answer, now }: { readonly answer: SourcesResponse; readonly now: number }) {
  const stale = answer.sources.filter(
    ({ watermark, maxLagSeconds }) => watermark !== null && now - Date.parse(watermark) > 1000 * maxLagSeconds,
  );
  const silent = answer.sources.filter(({ watermark }) => watermark === null);
  if (stale.length === 0 && silent.length === 0) return null;
  return (
    <Alert severity="warning" title={t('outlay.stale.title', 'Some bills are overdue')}>
      <ul>
        {stale.map(({ id, watermark }) => (
          <li key={id}>
            {t(
              'outlay.stale.source',
              '{{id}} is complete up to {{moment}}, {{age}} ago; budgets of it do not page.',
              plain({
                id,
                moment: moment(watermark ?? ''),
                age: duration(hoursSince(watermark ?? '', now)),
              }),
            )}
          </li>
        ))}
        {silent.map(({ id }) => (
          <li key={id}>{t('outlay.stale.silent', '{{id}} has not delivered any bill yet.', plain({ id }))}</li>
        ))}
      </ul>
    </Alert>
  );
}
