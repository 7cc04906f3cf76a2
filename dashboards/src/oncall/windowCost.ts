import { cost } from '../house/promql.js';

/** Cost of a window that ends where the bills of each source are complete, by all dimensions. */
export function windowCost(window: string): string {
  return cost('finops_window_cost', { window: `="${window}"` });
}
