import type { Budget } from './budgetConfig.js';

/** One text for all spellings of a scope: JSON with dimensions and values in order, each value once. */
export function scopeKey(scope: Budget['scope']): string {
  const dimensions = Object.entries(scope).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(dimensions.map(([name, values]) => [name, [...new Set(values)].toSorted()]));
}
