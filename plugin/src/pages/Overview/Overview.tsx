import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Combobox, EmptyState, TextLink, useStyles2 } from '@grafana/ui';
import type {
  BudgetsResponse,
  CostsResponse,
  ForecastResponse,
  IncidentsResponse,
  SlosResponse,
  SourcesResponse,
} from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import type { Reading } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import { completeUntil, dayOf, lastDays, monthToDate, spanBefore } from '../../format/days';
import { money, percent } from '../../format/money';
import { plain } from '../../format/plain';
import { pageUrl } from '../../routes';
import { moversOf } from './movers';
import type { Mover } from './movers';
import { needsOf, ownersOf } from './needs';
import type { Need, Urgency } from './needs';

const MOVERS = 8;

/** What changed and what needs somebody: for everyone, or for one owner. */
export default function Overview() {
  const [{ owner, by }, change] = useUrlState({ owner: '', by: 'cloud_service' });
  const budgets = useRead('budgets');
  const slos = useRead('slos');
  const owners = budgets.state === 'ready' && slos.state === 'ready' ? ownersOf({ ...budgets.data, ...slos.data }) : [];
  return (
    <Page
      title={t('outlay.overview.title', 'Overview')}
      subTitle={t('outlay.overview.subTitle', 'What changed, and what needs somebody.')}
      actions={
        <Combobox
          aria-label={t('outlay.overview.owner', 'Owner')}
          placeholder={t('outlay.overview.everyone', 'Everyone')}
          width={24}
          isClearable
          options={owners.map((value) => ({ value }))}
          value={owner === '' ? null : owner}
          onChange={(chosen) => change({ owner: chosen?.value ?? '' })}
        />
      }
    >
      <Month />
      <Needs owner={owner} budgets={budgets} slos={slos} />
      <Movers dimension={by} />
    </Page>
  );
}

function Month() {
  const styles = useStyles2(getStyles);
  const { now } = useConnection();
  const span = monthToDate(dayOf(now));
  const soFar = useRead('costs', { ...span, granularity: 'total' });
  const forecast = useRead('forecast');
  return (
    <div className={styles.figures}>
      <Card title={t('outlay.overview.monthToDate', 'Month to date')}>
        <Await reading={soFar} lines={1}>
          {(data: CostsResponse) => <p className={styles.figure}>{money(data.sum, data.currency)}</p>}
        </Await>
      </Card>
      <Card title={t('outlay.overview.monthEnd', 'Forecast of the month')}>
        <Await reading={forecast} lines={1}>
          {(data: ForecastResponse) => <MonthEnd {...data} />}
        </Await>
      </Card>
    </div>
  );
}

function MonthEnd({ forecasts, currency }: ForecastResponse) {
  const styles = useStyles2(getStyles);
  const total = forecasts.find(({ owner, horizon }) => owner === null && horizon === 'month');
  if (total === undefined) {
    return <p>{t('outlay.overview.noForecast', 'Two weeks of bills make a forecast.')}</p>;
  }
  const { p10, p50, p90 } = total;
  return (
    <>
      <p className={styles.figure}>{money(p50, currency)}</p>
      {p10 !== null && p90 !== null && (
        <p className={styles.small}>
          {t(
            'outlay.overview.band',
            'between {{low}} and {{high}} in eight of ten months',
            plain({
              low: money(p10, currency),
              high: money(p90, currency),
            }),
          )}
        </p>
      )}
    </>
  );
}

interface NeedsProps {
  readonly owner: string;
  readonly budgets: Reading<BudgetsResponse>;
  readonly slos: Reading<SlosResponse>;
}

function Needs({ owner, budgets, slos }: NeedsProps) {
  const incidents = useRead('incidents');
  const methodology = useRead('methodology');
  const ownerDimension = methodology.state === 'ready' ? methodology.data.owner : null;
  return (
    <Card title={t('outlay.overview.needs', 'Needs somebody')}>
      <Await reading={budgets}>
        {(known: BudgetsResponse) => (
          <Await reading={slos}>
            {(objectives: SlosResponse) => (
              <Await reading={incidents}>
                {(unusual: IncidentsResponse) => (
                  <NeedList needs={needsOf({ ...known, ...objectives, ...unusual, ownerDimension }, owner)} />
                )}
              </Await>
            )}
          </Await>
        )}
      </Await>
    </Card>
  );
}

function NeedList({ needs }: { readonly needs: readonly Need[] }) {
  const styles = useStyles2(getStyles);
  if (needs.length === 0) {
    return (
      <EmptyState
        variant="completed"
        message={t('outlay.overview.calm', 'Nothing needs you: budgets hold, and no cost is unusual.')}
      />
    );
  }
  return (
    <ul className={styles.list}>
      {needs.map(({ id, urgency, owner, title, reason, url }) => (
        <li key={id} className={styles.need}>
          <Badge {...BADGES[urgency]} text={urgencyText(urgency)} />
          <TextLink href={url} inline={false}>
            {title}
          </TextLink>
          <span className={styles.reason}>{reason}</span>
          <span className={styles.small}>{owner}</span>
        </li>
      ))}
    </ul>
  );
}

const BADGES = {
  page: { color: 'red', icon: 'bell' },
  ticket: { color: 'orange', icon: 'exclamation-triangle' },
  look: { color: 'blue', icon: 'eye' },
} as const;

function urgencyText(urgency: Urgency): string {
  const texts: Readonly<Record<Urgency, string>> = {
    page: t('outlay.overview.now', 'Now'),
    ticket: t('outlay.overview.today', 'Ticket'),
    look: t('outlay.overview.look', 'Look'),
  };
  return texts[urgency];
}

function Movers({ dimension }: { readonly dimension: string }) {
  const sources = useRead('sources');
  const { now } = useConnection();
  return (
    <Card title={t('outlay.overview.movers', 'What changed in the last complete week')}>
      <Await reading={sources}>
        {(data: SourcesResponse) => <MoversUntil dimension={dimension} until={completeUntil(data.sources, now)} />}
      </Await>
    </Card>
  );
}

function MoversUntil({ dimension, until }: { readonly dimension: string; readonly until: string }) {
  const span = lastDays(until, 7);
  const question = { by: dimension, granularity: 'total', limit: '10000' };
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
    <table className={styles.table}>
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
              <TextLink
                href={pageUrl('allocation', {
                  levels: `${dimension},team,sub_account`,
                  path: `${dimension}=${encodeURIComponent(value)}`,
                })}
              >
                {value}
              </TextLink>
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
    </table>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    figures: css({
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    }),
    figure: css({ ...theme.typography.h2, margin: 0, fontVariantNumeric: 'tabular-nums' }),
    small: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall, margin: 0 }),
    list: css({ listStyle: 'none', margin: 0 }),
    need: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    reason: css({ flex: '1 1 240px', minWidth: 0 }),
    table: css({
      width: '100%',
      fontVariantNumeric: 'tabular-nums',
      'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'right' },
      'th:first-child': { textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
    }),
  };
}
