import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { CostsResponse, SourcesResponse } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { PageLink } from '../../components/PageLink';
import { Table } from '../../components/Table';
import { completeUntil, lastDays, spanBefore } from '../../format/days';
import { money, percent } from '../../format/money';
import { pageUrl } from '../../routes';
import { moversOf } from './moversOf';
import type { Mover } from './moversOf';

const MOVERS = 8;

interface MoversProps {
  readonly dimension: string;
  /** What narrows costs to an owner. */
  readonly slice: Readonly<Record<string, string>>;
}

/** What moved in the last week that every bill is complete for, against the week before. */
export function Movers(props: MoversProps) {
  const sources = useRead('sources');
  const { now } = useConnection();
  return (
    <Card title={t('outlay.overview.movers', 'What changed in the last complete week')}>
      <Await reading={sources}>
        {(data: SourcesResponse) => <MoversUntil {...props} until={completeUntil(data.sources, now)} />}
      </Await>
    </Card>
  );
}

function MoversUntil({ dimension, slice, until }: MoversProps & { readonly until: string }) {
  const span = lastDays(until, 7);
  const question = { by: dimension, granularity: 'total', limit: '10000', ...slice };
  const now = useRead('costs', { ...span, ...question });
  const before = useRead('costs', { ...spanBefore(span), ...question });
  return (
    <Await reading={now}>
      {(week: CostsResponse) => (
        <Await reading={before}>
          {(earlier: CostsResponse) => (
            <MoverTable
              movers={moversOf({ now: week, before: earlier, dimension }, MOVERS)}
              currency={week.currency}
              dimension={dimension}
            />
          )}
        </Await>
      )}
    </Await>
  );
}

interface MoverTableProps {
  readonly movers: readonly Mover[];
  readonly currency: string;
  readonly dimension: string;
}

function MoverTable({ movers, currency, dimension }: MoverTableProps) {
  const styles = useStyles2(getStyles);
  if (movers.length === 0) return <p>{t('outlay.overview.still', 'No cost moved against the week before.')}</p>;
  return (
    <Table caption={t('outlay.overview.movers', 'What changed in the last complete week')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{dimension}</th>
          <th scope="col">{t('outlay.overview.lastWeek', 'Last 7 days')}</th>
          <th scope="col">{t('outlay.overview.change', 'Change')}</th>
        </tr>
      </thead>
      <tbody>
        {movers.map(({ value, cost, change, ratio }) => (
          <tr key={value}>
            <th scope="row">
              <PageLink
                to={pageUrl('allocation', {
                  levels: `${dimension},team,sub_account`,
                  path: `${dimension}=${encodeURIComponent(value)}`,
                })}
              >
                {value}
              </PageLink>
            </th>
            <td>{money(cost, currency)}</td>
            <td>
              {change > 0 ? '▲ +' : '▼ '}
              {money(change, currency)}
              {ratio !== null && ` (${percent(ratio)})`}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function getStyles() {
  return {
    table: css({
      fontVariantNumeric: 'tabular-nums',
      'td, thead th:not(:first-child)': { textAlign: 'right' },
    }),
  };
}
