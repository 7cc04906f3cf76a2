import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BudgetView } from '@outlay/contract/api';
import React from 'react';
import { plain } from '../../format/plain';
import type { BudgetRow } from '../../panels/budget-panel/BudgetRow';
import { stateOf } from '../../panels/budget-panel/budgetStatus';
import { budgetsFromApi } from '../../panels/budget-panel/budgetsFromApi';
import { StatusWord } from '../../panels/budget-panel/components/StatusWord';
import { sortBudgets } from '../../panels/budget-panel/sortBudgets';
import { consumedWords, leftWords } from '../../panels/budget-panel/words';
import { PageLink } from '../../components/PageLink';
import { scopeUrl } from './scopePath';

interface ChooserProps {
  readonly budgets: readonly BudgetView[];
  readonly currency: string;
  readonly now: number;
  /** The id of the budget that is open below. */
  readonly open: string;
  readonly choose: (id: string) => void;
}

/** Budgets, those that run out first at the top: one of them is open below, each leads to its costs. */
export function BudgetChooser({ budgets, currency, now, open, choose }: ChooserProps) {
  const styles = useStyles2(getStyles);
  const definitions = new Map(budgets.map(({ id, definition }) => [id, definition]));
  return (
    <ul className={styles.list} aria-label={t('outlay.budget.list', 'Budgets, those that run out first at the top')}>
      {sortBudgets(budgetsFromApi(budgets, currency), now).map((row) => (
        <Item
          key={row.id}
          row={row}
          now={now}
          isOpen={row.id === open}
          choose={choose}
          costs={scopeUrl(definitions.get(row.id))}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  readonly row: BudgetRow;
  readonly now: number;
  readonly isOpen: boolean;
  readonly choose: (id: string) => void;
  /** Null where no address says its scope. */
  readonly costs: string | null;
}

function Item({ row, now, isOpen, choose, costs }: ItemProps) {
  const styles = useStyles2(getStyles);
  return (
    <li className={`${styles.item} ${isOpen ? styles.open : ''}`}>
      <button type="button" className={styles.row} aria-pressed={isOpen} onClick={() => choose(row.id)}>
        <span className={styles.name}>
          {row.id} <small>{row.owner}</small>
        </span>
        <span>
          <Bar row={row} />
          <small>{consumedWords(row)}</small>
        </span>
        <span className={styles.left}>{leftWords(row, now)}</span>
        <StatusWord state={stateOf(row, now)} />
      </button>
      <span className={styles.costs}>
        {costs !== null && (
          <PageLink to={costs} label={t('outlay.budgets.costsOf', 'Costs of {{id}}', plain({ id: row.id }))}>
            {t('outlay.budgets.costs', 'Costs')}
          </PageLink>
        )}
      </span>
    </li>
  );
}

/** What is consumed against the mark of the plan; the words beside it say both. */
function Bar({ row: { consumedRatio, planRatio } }: { readonly row: BudgetRow }) {
  const styles = useStyles2(getStyles);
  const isOver = (consumedRatio ?? 0) > (planRatio ?? 1);
  return (
    <span className={styles.bar} aria-hidden>
      <span className={`${styles.fill} ${isOver ? styles.over : ''}`} style={{ width: share(consumedRatio ?? 0) }} />
      {planRatio !== null && <span className={styles.plan} style={{ left: share(planRatio) }} />}
    </span>
  );
}

function share(ratio: number): string {
  return `${Math.round(Math.min(1, Math.max(0, ratio)) * 1000) / 10}%`;
}

/** Rows that are seen at once; the others are scrolled to, so that the open budget stays in sight. */
const ROWS = 8;

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0, maxHeight: ROWS * 56, overflowY: 'auto' }),
    item: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      borderLeft: '3px solid transparent',
      '&:last-child': { borderBottom: 'none' },
    }),
    row: css({
      display: 'grid',
      flex: 1,
      gridTemplateColumns: 'minmax(100px, 2fr) minmax(140px, 3fr) minmax(110px, 1fr) 110px',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      minWidth: 0,
      padding: theme.spacing(1),
      border: 'none',
      background: 'none',
      color: theme.colors.text.primary,
      textAlign: 'left',
      small: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
      '&:hover': { background: theme.colors.action.hover },
      // On these backgrounds quiet colours and those of a status are too faint to read.
      '&:hover, &[aria-pressed="true"]': { 'small, [data-state]': { color: theme.colors.text.primary } },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: '1fr auto',
        '& > :nth-child(2)': { gridColumn: '1 / -1', gridRow: 2 },
        '& > :nth-child(3)': { gridColumn: '1 / -1', gridRow: 3 },
      },
    }),
    open: css({ borderLeftColor: theme.colors.primary.main, background: theme.colors.background.secondary }),
    name: css({ overflowWrap: 'anywhere', fontWeight: theme.typography.fontWeightMedium }),
    left: css({ fontVariantNumeric: 'tabular-nums' }),
    costs: css({ width: 56 }),
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
