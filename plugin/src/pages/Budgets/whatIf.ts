import type { BudgetView } from '@outlay/contract/api';

/** What may happen to the rest of a period. */
export interface WhatIf {
  /** Change of usage, 0.2 for a fifth more. */
  readonly growth: number;
  /** Change of prices. */
  readonly price: number;
  /** Money a day from tomorrow on. */
  readonly launch: number;
  /** Money once. */
  readonly oneOff: number;
}

export const NOTHING: WhatIf = { growth: 0, price: 0, launch: 0, oneOff: 0 };

const DAY = 86_400_000;

/** Where a budget would end: what is spent stays, the forecast of the rest changes. Floats; null without a forecast. */
export function endWith({ spent, projected, end }: BudgetView, change: WhatIf, now: number): number | null {
  if (projected === null) return null;
  const rest = projected.p50 - Number(spent);
  const days = Math.max(0, (Date.parse(end) - now) / DAY);
  return Number(spent) + rest * (1 + change.growth) * (1 + change.price) + change.launch * days + change.oneOff;
}

/** The change as scenarios of the configuration, from a day on; empty when nothing changes. */
export function scenarioYaml(budget: string, scope: string | null, change: WhatIf, from: string): string {
  const where = scope === null ? '' : `, scope: { ${scope} }`;
  const lines = [
    line('growth', change.growth === 0 ? null : `ratio: ${ratio(change.growth)}`),
    line('price', change.price === 0 ? null : `ratio: ${ratio(change.price)}`),
    line('launch', change.launch === 0 ? null : `amount: "${change.launch}"`),
    line('one-off', change.oneOff === 0 ? null : `amount: "${change.oneOff}"`),
  ].filter((text) => text !== null);
  return lines.length === 0 ? '' : ['forecast:', '  scenarios:', ...lines, ''].join('\n');

  function line(kind: string, what: string | null): string | null {
    return what === null ? null : `    - { id: ${budget}-${kind}, kind: ${kind}, from: ${from}, ${what}${where} }`;
  }
}

/** Another amount for a budget, as the part of the configuration that says so. */
export function amountYaml(budget: string, amount: string): string {
  return ['budgets:', `  - { id: ${budget}, amount: "${amount}" } # all else as it is`, ''].join('\n');
}

function ratio(change: number): string {
  return String(Math.round((1 + change) * 1000) / 1000);
}
