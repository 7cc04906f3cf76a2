import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import type { Annotation, BudgetRow } from '../BudgetRow';
import { stateOf } from '../budgetStatus';
import { sortBudgets } from '../sortBudgets';
import { consumedWords, leftWords } from '../words';
import { BudgetCard } from './BudgetCard';
import { StatusWord } from './StatusWord';

/** Below this width a row is two lines. */
const NARROW = 620;
const CHART_HEIGHT = 240;

interface BudgetListProps {
  readonly rows: readonly BudgetRow[];
  /** Milliseconds; what "left" is counted from. */
  readonly now: number;
  readonly width: number;
  readonly showBand?: boolean;
  readonly showWindows?: boolean;
  readonly annotations?: readonly Annotation[];
}

/** Budgets, those that run out first at the top; each opens to its burn-down. */
export function BudgetList({ rows, now, ...rest }: BudgetListProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={t('outlay.budget.list', 'Budgets, those that run out first at the top')}>
      {sortBudgets(rows, now).map((row) => (
        <Item key={row.id} row={row} now={now} {...rest} />
      ))}
    </ul>
  );
}

type ItemProps = Omit<BudgetListProps, 'rows'> & { readonly row: BudgetRow };

function Item({ row, now, width, ...rest }: ItemProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={`${styles.row} ${width < NARROW ? styles.narrow : ''}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span>
          <Icon name={isOpen ? 'angle-down' : 'angle-right'} aria-hidden />
        </span>
        <span className={styles.name}>
          {row.id || t('outlay.budget.unnamed', 'Budget')}{' '}
          {row.owner !== null && <span className={styles.quiet}>{row.owner}</span>}
        </span>
        <span className={styles.consumed}>
          <Bar row={row} />
          <span className={styles.quiet}>{consumedWords(row)}</span>
        </span>
        <span className={styles.left}>{leftWords(row, now)}</span>
        <StatusWord state={stateOf(row, now)} />
      </button>
      {isOpen && (
        <div id={id} className={styles.open}>
          <BudgetCard {...rest} {...{ row, now }} width={Math.max(0, width - 24)} height={CHART_HEIGHT} isNested />
        </div>
      )}
    </li>
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

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '20px minmax(100px, 2fr) minmax(140px, 3fr) minmax(90px, 1fr) 110px',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(1, 0.5),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    // The colours of quiet and urgent words are made for backgrounds; on that of actions they are too faint.
    '&:hover': { background: theme.colors.background.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  narrow: css({
    gridTemplateColumns: '20px 1fr auto',
    '& > :nth-child(3)': { gridColumn: '2 / -1', gridRow: 2 },
    '& > :nth-child(4)': { gridColumn: '2 / -1', gridRow: 3 },
    '& > :nth-child(5)': { gridColumn: 3, gridRow: 1 },
  }),
  name: css({ overflowWrap: 'anywhere', fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  consumed: css({ minWidth: 0 }),
  left: css({ fontVariantNumeric: 'tabular-nums' }),
  bar: css({
    position: 'relative',
    display: 'block',
    height: 8,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
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
  open: css({ padding: theme.spacing(0, 0, 2, 3) }),
});
