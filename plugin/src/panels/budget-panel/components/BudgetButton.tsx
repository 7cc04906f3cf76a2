import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ButtonHTMLAttributes } from 'react';
import type { BudgetRow } from '../BudgetRow';
import { stateOf } from '../budgetStatus';
import { consumedWords, leftWords } from '../words';
import { StatusWord } from './StatusWord';

type Attributes = ButtonHTMLAttributes<HTMLButtonElement>;

interface BudgetButtonProps extends Pick<Attributes, 'aria-controls' | 'aria-expanded' | 'aria-pressed'> {
  readonly row: BudgetRow;
  /** Milliseconds; what "left" is counted from. */
  readonly now: number;
  /** Stands before the row, such as an arrow. */
  readonly icon?: IconName;
  readonly onClick: () => void;
}

/** A budget in a row that opens it: its name, what is consumed of it, what is left, and how it stands. */
export function BudgetButton({ row, now, icon, ...attributes }: BudgetButtonProps) {
  const styles = useStyles2(getStyles);
  return (
    <button type="button" className={styles.button} {...attributes}>
      {icon !== undefined && (
        <span className={styles.icon}>
          <Icon name={icon} aria-hidden />
        </span>
      )}
      <span className={styles.row}>
        <span className={styles.name}>
          {row.id || t('outlay.budget.unnamed', 'Budget')}{' '}
          {row.owner !== null && <span className={styles.quiet}>{row.owner}</span>}
        </span>
        <span>
          <Bar row={row} />
          <span className={styles.quiet}>{consumedWords(row)}</span>
        </span>
        <span className={styles.left}>{leftWords(row, now)}</span>
        <StatusWord state={stateOf(row, now)} />
      </span>
    </button>
  );
}

/** Consumed against the mark of the plan; the text beside it says both. */
function Bar({ row: { consumedRatio, planRatio } }: { readonly row: BudgetRow }) {
  const styles = useStyles2(getStyles);
  const consumed = share(consumedRatio ?? 0);
  const isOver = (consumedRatio ?? 0) > (planRatio ?? 1);
  return (
    <span className={styles.bar} aria-hidden>
      <span
        className={`${styles.fill} ${isOver ? styles.over : ''}`}
        style={{ width: consumed }}
        data-part="consumed"
      />
      {planRatio !== null && <span className={styles.plan} style={{ left: share(planRatio) }} data-part="plan" />}
    </span>
  );
}

function share(ratio: number): string {
  return `${Math.round(Math.min(1, Math.max(0, ratio)) * 1000) / 10}%`;
}

/** There a row is three lines. */
const NARROW = '@container (max-width: 599px)';

function getStyles(theme: GrafanaTheme2) {
  return {
    button: css({
      containerType: 'inline-size',
      display: 'flex',
      flex: 1,
      alignItems: 'center',
      gap: theme.spacing(1),
      width: '100%',
      minWidth: 0,
      padding: theme.spacing(1),
      border: 'none',
      background: 'none',
      color: theme.colors.text.primary,
      textAlign: 'left',
      // The colours of quiet and urgent words are made for backgrounds; on that of actions they are too faint.
      '&:hover': { background: theme.colors.background.secondary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    icon: css({ [NARROW]: { alignSelf: 'flex-start' } }),
    row: css({
      display: 'grid',
      flex: 1,
      gridTemplateColumns: 'minmax(100px, 2fr) minmax(140px, 3fr) minmax(110px, 1fr) 110px',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      minWidth: 0,
      [NARROW]: {
        gridTemplateColumns: '1fr auto',
        '& > :nth-child(2)': { gridColumn: '1 / -1', gridRow: 2 },
        '& > :nth-child(3)': { gridColumn: '1 / -1', gridRow: 3 },
      },
    }),
    name: css({ overflowWrap: 'anywhere', fontWeight: theme.typography.fontWeightMedium }),
    quiet: css({
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    left: css({ fontVariantNumeric: 'tabular-nums' }),
    bar: css({
      position: 'relative',
      display: 'block',
      height: 8,
      margin: theme.spacing(0.5, 0),
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.canvas,
      border: `1px solid ${theme.colors.border.medium}`,
    }),
    fill: css({ display: 'block', height: '100%', background: theme.visualization.getColorByName('blue') }),
    over: css({ background: theme.visualization.getColorByName('orange') }),
    plan: css({
      position: 'absolute',
      top: -4,
      bottom: -4,
      width: 2,
      marginLeft: -1,
      background: theme.colors.text.primary,
    }),
  };
}
