import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { BY_DAY, METRICS } from '../samplesOf';

export const EVERYTHING = '{__name__=~"finops_budget_.+"}';

interface Props {
  /** Frames came, but none is of a budget. */
  readonly hasOther: boolean;
}

/** Teaches which queries the panel reads. */
export function NoData({ hasOther }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page}>
      <h3 className={styles.title}>
        {hasOther
          ? t('outlay.budget.other-data', 'These queries return no budgets')
          : t('outlay.budget.no-data', 'No budgets to show')}
      </h3>
      <p>
        <Trans i18nKey="outlay.budget.teach-one">One instant query of Prometheus is enough:</Trans>
      </p>
      <pre>{EVERYTHING}</pre>
      <p>
        <Trans i18nKey="outlay.budget.teach-variable">
          Where the dashboard has a variable of budgets, ask only for what it names:
        </Trans>{' '}
        <code>{'budget=~"$budget"'}</code>
      </p>
      <p>
        <Trans i18nKey="outlay.budget.teach-range">
          As a range query it also draws the course of spend and plan. A query that drops the name of its metric, such
          as a max by (budget), is read by the name of the query (refId) instead. Series that are read, all by the label
          budget:
        </Trans>
      </p>
      <ul className={styles.names}>
        {METRICS.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      <p>
        <Trans i18nKey="outlay.budget.teach-days">
          Optional, with a time for each value: money so far, summed up by day, as queries named
        </Trans>{' '}
        {BY_DAY.map((name) => (
          <code key={name} className={styles.code}>
            {name}
          </code>
        ))}
      </p>
      <p>
        <Trans i18nKey="outlay.budget.teach-why">
          If they return nothing: Outlay publishes these series when its configuration has budgets and Prometheus
          scrapes it.
        </Trans>
      </p>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ color: theme.colors.text.secondary, '& pre': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } }),
  title: css({ color: theme.colors.text.primary, fontSize: theme.typography.h5.fontSize }),
  names: css({ columns: '380px', paddingLeft: theme.spacing(2.5), '& code': { overflowWrap: 'anywhere' } }),
  code: css({ marginRight: theme.spacing(1) }),
});
