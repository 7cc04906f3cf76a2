import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Hierarchy, Problem } from '../hierarchy';
import type { Size } from '../Cell';

interface TeachingProps extends Size {
  readonly problem: Problem;
  readonly hierarchy: Pick<Hierarchy, 'unknown' | 'available'>;
}

/** Why there is nothing to see, and what to write to see something. */
export function Teaching({ problem, hierarchy, width, height }: TeachingProps) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.box} style={{ width, height }}>
      <div className={styles.title}>{titleOf(problem)}</div>
      <div>{adviceOf(problem, hierarchy)}</div>
      <code className={styles.example}>sum by (team, service) (your_cost_metric)</code>
    </div>
  );
}

function titleOf(problem: Problem): string {
  switch (problem) {
    case 'empty':
      return t('outlay.panels.allocation.emptyTitle', 'No costs in this time range');
    case 'no-number':
      return t('outlay.panels.allocation.noNumberTitle', 'No number to show');
    case 'no-labels':
      return t('outlay.panels.allocation.noLabelsTitle', 'Nothing to group by');
    case 'unknown-levels':
      return t('outlay.panels.allocation.unknownLevelsTitle', 'The values have none of these levels');
  }
}

function adviceOf(problem: Problem, { unknown, available }: TeachingProps['hierarchy']): string {
  const plain = { interpolation: { escapeValue: false } };
  switch (problem) {
    case 'empty':
      return t(
        'outlay.panels.allocation.emptyAdvice',
        'The query answered without values. It needs one value for each combination of labels, such as team and service.',
      );
    case 'no-number':
      return t(
        'outlay.panels.allocation.noNumberAdvice',
        'The query needs a number field: time series with labels, or a table with text columns and one number column.',
      );
    case 'no-labels':
      return t(
        'outlay.panels.allocation.noLabelsAdvice',
        'The values have no labels and no text columns. Keep the labels that should become levels in the query.',
      );
    case 'unknown-levels':
      return t(
        'outlay.panels.allocation.unknownLevelsAdvice',
        'Levels asked for: {{unknown}}. Labels of the values: {{available}}.',
        { unknown: unknown.join(', '), available: available.join(', '), ...plain },
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    overflow: 'auto',
    textAlign: 'center',
    color: theme.colors.text.secondary,
  }),
  title: css({ color: theme.colors.text.primary, fontSize: theme.typography.h5.fontSize }),
  example: css({ maxWidth: '100%', overflowWrap: 'anywhere', whiteSpace: 'normal' }),
});
