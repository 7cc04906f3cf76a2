import type { AlertRule } from './AlertRule.js';

/** Labels that a rule adds to those of its expression, in alphabetical order. */
export function labelsOf({ labels = {}, severity }: AlertRule): Readonly<Record<string, string>> {
  const all = Object.entries({ ...labels, severity });
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
