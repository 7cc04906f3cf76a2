import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BudgetView } from '@outlay/contract/api';
import React from 'react';
import { plain } from '../../format/plain';
import type { BudgetRow } from '../../panels/budget-panel/BudgetRow';
import { BudgetButton } from '../../panels/budget-panel/components/BudgetButton';
import { sortBudgets } from '../../panels/budget-panel/sortBudgets';
import { PageLink } from '../../components/PageLink';
import { budgetsFromApi } from './budgetsFromApi';
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
      <BudgetButton {...{ row, now }} aria-pressed={isOpen} onClick={() => choose(row.id)} />
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
    open: css({ borderLeftColor: theme.colors.primary.main, background: theme.colors.background.secondary }),
    costs: css({ width: 56 }),
  };
}
