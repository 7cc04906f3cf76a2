import { pageUrl } from '../routes';

/** What Grafana tells of a panel whose menu is opened. */
export interface PanelContext {
  readonly targets?: readonly unknown[];
}

/** Labels of our series that are no dimension, so that nothing can be asked by them. */
const NO_DIMENSION = ['currency', 'window', 'day', 'source', 'origin', 'by', 'asof', 'pool', 'owner', 'budget', 'slo'];

/** A label with one value; a variable or a pattern names none. */
const MATCHER = /(\w+)\s*=\s*"([^"$|*]+)"/g;

/**
 * Where a panel's cost is explained: the allocation explorer at the labels that its queries name. Undefined for a panel
 * that does not ask for cost, so that its menu stays as it is.
 */
export function explainPath({ targets = [] }: PanelContext): string | undefined {
  const queries = targets.flatMap(exprOf).filter((expr) => expr.includes('finops_'));
  if (queries.length === 0) return undefined;
  const labels = new Map(
    queries
      .flatMap((expr) => [...expr.matchAll(MATCHER)])
      .flatMap(([, name = '', value = '']): [string, string][] =>
        NO_DIMENSION.includes(name) || name === '__name__' ? [] : [[name, value]],
      ),
  );
  if (labels.size === 0) return pageUrl('allocation');
  const path = [...labels].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('/');
  return pageUrl('allocation', { levels: [...labels.keys()].join(','), path });
}

function exprOf(target: unknown): string[] {
  return typeof target === 'object' && target !== null && 'expr' in target && typeof target.expr === 'string'
    ? [target.expr]
    : [];
}
