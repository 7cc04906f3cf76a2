import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { CostsResponse, ForecastResponse } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { dayOf, monthToDate } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';

interface MonthProps {
  /** Empty for everyone. */
  readonly owner: string;
  /** What narrows costs to the owner. */
  readonly slice: Readonly<Record<string, string>>;
}

/** The month so far, and where it is going. */
export function Month({ owner, slice }: MonthProps) {
  const styles = useStyles2(getStyles);
  const { now } = useConnection();
  const soFar = useRead('costs', { ...monthToDate(dayOf(now)), granularity: 'total', ...slice });
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
          {(data: ForecastResponse) => <MonthEnd {...data} owner={owner} />}
        </Await>
      </Card>
    </div>
  );
}

function MonthEnd({ forecasts, currency, owner }: ForecastResponse & { readonly owner: string }) {
  const styles = useStyles2(getStyles);
  const wanted = owner === '' ? null : owner;
  const month = forecasts.find((forecast) => forecast.owner === wanted && forecast.horizon === 'month');
  if (month === undefined) {
    return <p>{t('outlay.overview.noForecast', 'Two weeks of bills make a forecast.')}</p>;
  }
  const { p10, p50, p90 } = month;
  return (
    <>
      <p className={styles.figure}>{money(p50, currency)}</p>
      {p10 !== null && p90 !== null && (
        <p className={styles.small}>
          {t(
            'outlay.overview.band',
            'between {{low}} and {{high}} in eight of ten months',
            plain({ low: money(p10, currency), high: money(p90, currency) }),
          )}
        </p>
      )}
    </>
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
  };
}
