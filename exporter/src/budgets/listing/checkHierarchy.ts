import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Units } from '../../domain/Money.js';
import type { Budget } from '../budgetConfig.js';

/** Children that may together spend more than their parent. Amounts are exact, over `per`. */
export interface HierarchyFinding {
  readonly parent: string;
  readonly children: readonly string[];
  readonly parentAmount: string;
  readonly childrenAmount: string;
  /** The period of the parent when all agree, else a year. */
  readonly per: 'month' | 'quarter' | 'year';
  readonly message: string;
}

const PER_YEAR = { month: 12n, quarter: 4n, year: 1n } as const;

/** Parents whose children sum to more than they have. A warning: teams may share a reserve. Rolling budgets are left out. */
export function checkHierarchy(budgets: readonly Budget[]): HierarchyFinding[] {
  const calendar = budgets.flatMap(calendarBudget);
  return calendar.flatMap((parent) => {
    const children = calendar.filter((child) => child.parent === parent.id);
    const per = children.every((child) => child.period === parent.period) ? parent.period : 'year';
    const parentUnits = over(parent, per);
    const childrenUnits = children.reduce((sum, child) => sum + over(child, per), 0n);
    return childrenUnits > parentUnits ? [finding({ parent, children, per, parentUnits, childrenUnits })] : [];
  });
}

type CalendarBudget = Omit<Budget, 'period'> & { readonly period: 'month' | 'quarter' | 'year' };

function calendarBudget(budget: Budget): CalendarBudget[] {
  const { period } = budget;
  return typeof period === 'string' ? [{ ...budget, period }] : [];
}

function over({ amount, period }: CalendarBudget, per: CalendarBudget['period']): Units {
  return (parseUnits(amount) * PER_YEAR[period]) / PER_YEAR[per];
}

interface Excess {
  readonly parent: CalendarBudget;
  readonly children: readonly CalendarBudget[];
  readonly per: CalendarBudget['period'];
  readonly parentUnits: Units;
  readonly childrenUnits: Units;
}

function finding({ parent, children, per, parentUnits, childrenUnits }: Excess): HierarchyFinding {
  const ids = children.map(({ id }) => id);
  const parentAmount = formatUnits(parentUnits);
  const childrenAmount = formatUnits(childrenUnits);
  return {
    parent: parent.id,
    children: ids,
    parentAmount,
    childrenAmount,
    per,
    message: `${ids.join(', ')} may spend ${childrenAmount} a ${per}, their parent ${parent.id} only ${parentAmount}`,
  };
}
