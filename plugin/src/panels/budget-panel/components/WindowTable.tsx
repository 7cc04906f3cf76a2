import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { BudgetRow } from '../BudgetRow';
import { paceWords, windowEnd, windowGap, windowWords } from '../words';

interface Props {
  readonly row: BudgetRow;
  readonly now: number;
}

/** The pace of each window in money a day, and where it ends. */
export function WindowTable({ row, now }: Props) {
  const styles = useStyles2(getStyles);
  if (row.windows.length === 0) return null;
  const isMeasured = row.moneyADay === 'measured';
  return (
    <table className={styles.table} aria-label={t('outlay.budget.windows', 'Pace by window')}>
      <thead>
        <tr>
          <th scope="col">
            <Trans i18nKey="outlay.budget.column-window">Pace of</Trans>
          </th>
          <th scope="col">
            {isMeasured
              ? t('outlay.budget.column-spent', 'Spent')
              : t('outlay.budget.column-to-end', 'Spend to the end of the period')}
          </th>
          <th scope="col">
            {isMeasured
              ? t('outlay.budget.column-planned', 'Planned')
              : t('outlay.budget.column-fits', 'Fits the budget')}
          </th>
          <th scope="col">
            <Trans i18nKey="outlay.budget.column-end">Runs out</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="outlay.budget.column-gap">At the end</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {row.windows.map((pace) => (
          <tr key={pace.window}>
            <th scope="row">{windowWords(pace.window)}</th>
            <td>{paceWords(pace, row.currency)}</td>
            <td>{pace.allowedADay === null ? '–' : paceWords({ ...pace, aDay: pace.allowedADay }, row.currency)}</td>
            <td>{windowEnd(pace, row, now)}</td>
            <td>{windowGap(pace, row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: 'left', verticalAlign: 'top' },
    '& thead th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& tbody th': { fontWeight: theme.typography.fontWeightMedium },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
