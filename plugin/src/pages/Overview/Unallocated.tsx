import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import type { AllocationResponse } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { dayOf, monthToDate } from '../../format/days';
import { money, percent } from '../../format/money';
import { plain } from '../../format/plain';
import { pageUrl } from '../../routes';

/** What the exporter calls the owner of what nobody owns. */
const NOBODY = 'unallocated';

/** How much of the month nobody answers for. */
export function Unallocated() {
  const { now } = useConnection();
  const allocation = useRead('allocation', { ...monthToDate(dayOf(now)) });
  return (
    <Card
      title={t('outlay.overview.unallocated', 'Without an owner this month')}
      extra={<TextLink href={pageUrl('allocation')}>{t('outlay.overview.workList', 'What to do about it')}</TextLink>}
    >
      <Await reading={allocation} lines={1}>
        {({ owners, sum, currency }: AllocationResponse) => {
          const cost = owners.find(({ owner }) => owner === NOBODY)?.cost ?? '0';
          return (
            <p>
              {t(
                'outlay.overview.unallocatedShare',
                '{{cost}}, {{share}} of {{sum}} when shared costs are split',
                plain({
                  cost: money(cost, currency),
                  share: percent(Number(sum) === 0 ? 0 : Number(cost) / Number(sum)),
                  sum: money(sum, currency),
                }),
              )}
            </p>
          );
        }}
      </Await>
    </Card>
  );
}
