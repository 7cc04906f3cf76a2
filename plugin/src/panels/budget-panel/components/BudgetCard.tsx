import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import type { Annotation, BudgetRow } from '../BudgetRow';
import { stateOf } from '../budgetStatus';
import { consumedWords, sentenceOf, staleWords } from '../words';
import { BurnDownChart } from './BurnDownChart';
import { StatusWord } from './StatusWord';
import { WindowTable } from './WindowTable';

interface BudgetCardProps {
  readonly row: BudgetRow;
  /** Milliseconds; what "left" is counted from. */
  readonly now: number;
  readonly width: number;
  /** Of the chart alone. */
  readonly height: number;
  readonly showBand?: boolean;
  readonly showWindows?: boolean;
  readonly annotations?: readonly Annotation[];
  /** Inside of a list, whose row names the budget already. */
  readonly isNested?: boolean;
}

/** One budget: when it runs out in words, its burn-down, and the pace of each window. */
export function BudgetCard({ row, now, width, height, ...rest }: BudgetCardProps) {
  const { showBand = true, showWindows = true, annotations = [], isNested = false } = rest;
  const styles = useStyles2(getStyles);
  const stale = staleWords(row, now);
  const name = row.id || t('outlay.budget.unnamed', 'Budget');
  return (
    <section aria-label={name} className={styles.card}>
      {!isNested && (
        <header className={styles.header}>
          <h3 className={styles.name}>{name}</h3>
          {row.owner !== null && <span className={styles.owner}>{row.owner}</span>}
          <StatusWord state={stateOf(row, now)} />
          <span className={styles.owner}>{consumedWords(row)}</span>
        </header>
      )}
      <p className={styles.sentence}>{sentenceOf(row, now)}</p>
      {stale !== null && (
        <Alert severity="warning" title={t('outlay.budget.stale-title', 'The bills are stale')}>
          {stale}
        </Alert>
      )}
      <BurnDownChart {...{ row, now, width, height, showBand, annotations }} />
      {showWindows && <WindowTable row={row} now={now} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ minWidth: 0 }),
  header: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0.5, 1.5) }),
  name: css({ margin: 0, fontSize: theme.typography.h5.fontSize, overflowWrap: 'anywhere' }),
  owner: css({ color: theme.colors.text.secondary }),
  sentence: css({ margin: theme.spacing(0.5, 0, 1), fontSize: theme.typography.h5.fontSize }),
});
