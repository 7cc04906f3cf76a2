import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { BudgetState } from '../budgetStatus';
import { statusWord } from '../words';

const ICONS: Record<BudgetState, IconName> = {
  exhausted: 'times-circle',
  stale: 'history',
  runsOut: 'exclamation-triangle',
  overPlan: 'arrow-up',
  onPlan: 'check',
  unplanned: 'minus',
  unknown: 'question-circle',
};

/** The status as an icon and a word; the colour only repeats it. */
export function StatusWord({ state }: { readonly state: BudgetState }) {
  const styles = useStyles2(getStyles);
  const tone =
    state === 'exhausted' || state === 'runsOut' ? styles.urgent : state === 'onPlan' ? styles.calm : undefined;
  return (
    <span className={`${styles.word} ${tone ?? ''}`} data-state={state}>
      <Icon name={ICONS[state]} size="sm" aria-hidden />
      {statusWord(state)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  word: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
  }),
  urgent: css({ color: theme.colors.warning.text }),
  calm: css({ color: theme.colors.info.text }),
});
