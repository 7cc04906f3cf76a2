import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import type { Annotation, BudgetRow } from '../BudgetRow';
import { sortBudgets } from '../sortBudgets';
import { BudgetButton } from './BudgetButton';
import { BudgetCard } from './BudgetCard';

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
      <BudgetButton
        {...{ row, now }}
        icon={isOpen ? 'angle-down' : 'angle-right'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      />
      {isOpen && (
        <div id={id} className={styles.open}>
          <BudgetCard {...rest} {...{ row, now }} width={Math.max(0, width - 24)} height={CHART_HEIGHT} isNested />
        </div>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  open: css({ padding: theme.spacing(0, 0, 2, 3) }),
});
