import type { Budget } from '../budgetConfig.js';
import { scopeKey } from '../scopeKey.js';

/** A mistake that only all budgets together show. */
export interface BudgetMistake {
  /** Place in the list of budgets, and within that budget. */
  readonly index: number;
  readonly path: readonly string[];
  /** What to write instead. */
  readonly message: string;
}

/** Repeated ids, unknown dimensions, parents that do not exist or form a circle, and budgets of the same scope and period. */
export function budgetMistakes(budgets: readonly Budget[], dimensions: readonly string[]): BudgetMistake[] {
  return budgets.flatMap((budget, index) => {
    const earlier = budgets.slice(0, index);
    const found = [
      ...repeatedId(budget, earlier),
      ...unknownDimensions(budget, dimensions),
      ...wrongParent(budget, budgets),
      ...overlap(budget, earlier),
    ];
    return found.map((mistake) => ({ index, ...mistake }));
  });
}

type Mistake = Omit<BudgetMistake, 'index'>;

function repeatedId({ id }: Budget, earlier: readonly Budget[]): Mistake[] {
  if (!earlier.some((other) => other.id === id)) return [];
  return [{ path: ['id'], message: `"${id}" is used twice; every budget needs a name of its own` }];
}

function unknownDimensions({ scope }: Budget, dimensions: readonly string[]): Mistake[] {
  return Object.keys(scope)
    .filter((name) => !dimensions.includes(name))
    .map((name) => ({
      path: ['scope', name],
      message: `"${name}" is no dimension; there are ${dimensions.join(', ')}`,
    }));
}

function wrongParent({ id, parent }: Budget, budgets: readonly Budget[]): Mistake[] {
  if (parent === undefined) return [];
  const parents = new Map(budgets.map((budget) => [budget.id, budget.parent]));
  if (!parents.has(parent)) {
    const message = `"${parent}" is no budget; there are ${budgets.map((budget) => budget.id).join(', ')}`;
    return [{ path: ['parent'], message }];
  }
  const chain = [id];
  let next: string | undefined = parent;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = parents.get(next);
  }
  if (next !== id) return []; // a circle further up is reported where it is
  return [{ path: ['parent'], message: `${[...chain, id].join(' → ')} is a circle; leave one parent out` }];
}

function overlap(budget: Budget, earlier: readonly Budget[]): Mistake[] {
  const twin = earlier.find(
    (other) =>
      other.id !== budget.id &&
      scopeKey(other.scope) === scopeKey(budget.scope) &&
      JSON.stringify([other.period, other.fiscal_start]) === JSON.stringify([budget.period, budget.fiscal_start]),
  );
  if (twin === undefined) return [];
  return [{ path: ['scope'], message: `"${twin.id}" has the same scope and period; keep one, or narrow this scope` }];
}
