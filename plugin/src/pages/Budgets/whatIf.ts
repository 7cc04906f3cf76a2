import type { BudgetDefinition, BudgetView } from '@outlay/contract/api';
import { flow } from './budgetYaml';

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

/** The same as it is typed: shares in percent. */
export const NOTHING_TRIED = { growth: '0', price: '0', launch: '0', oneOff: '0' };
export type Tried = Readonly<typeof NOTHING_TRIED>;

/** Percent that usage and prices may change by. */
export const SHARES = { least: -50, most: 100 } as const;

const MOST_MONEY = 1e12;
const DAY = 86_400_000;

/** What is tried, as numbers; what is none is nothing. Money has cents. */
export function whatIfOf({ growth, price, launch, oneOff }: Tried): WhatIf {
  const share = (text: string): number => Math.round(within(text, SHARES.least, SHARES.most)) / 100;
  const money = (text: string): number => Math.round(100 * within(text, -MOST_MONEY, MOST_MONEY)) / 100;
  return { growth: share(growth), price: share(price), launch: money(launch), oneOff: money(oneOff) };
}

function within(text: string, least: number, most: number): number {
  return Math.min(most, Math.max(least, Number(text) || 0));
}

/** Where a budget would end: what is spent stays, the forecast of the rest changes. Floats; null without a forecast. */
export function endWith({ spent, projected, end }: BudgetView, change: WhatIf, now: number): number | null {
  if (projected === null) return null;
  const rest = projected.p50 - Number(spent);
  const days = Math.max(0, (Date.parse(end) - now) / DAY);
  return Number(spent) + rest * (1 + change.growth) * (1 + change.price) + change.launch * days + change.oneOff;
}

export interface ScenarioTarget {
  readonly budget: string;
  readonly scope: BudgetDefinition['scope'];
  /** The first day on which it takes effect. */
  readonly from: string;
}

/** The change as scenarios of the configuration, from a day on; empty when nothing changes. */
export function scenarioYaml({ budget, scope, from }: ScenarioTarget, change: WhatIf): string {
  const scenarios = [
    { kind: 'growth', ...ratio(change.growth) },
    { kind: 'price', ...ratio(change.price) },
    { kind: 'launch', ...amount(change.launch) },
    { kind: 'one-off', ...amount(change.oneOff) },
  ].filter((scenario) => Object.keys(scenario).length > 1);
  if (scenarios.length === 0) return '';
  const where = Object.keys(scope ?? {}).length === 0 ? {} : { scope };
  const lines = scenarios.map(({ kind, ...what }) => flow({ id: `${budget}-${kind}`, kind, from, ...what, ...where }));
  return ['forecast:', '  scenarios:', ...lines.map((line) => `    - ${line}`), ''].join('\n');
}

function ratio(change: number): { readonly ratio?: number } {
  return change === 0 ? {} : { ratio: Math.round(1000 * (1 + change)) / 1000 };
}

function amount(money: number): { readonly amount?: string } {
  return money === 0 ? {} : { amount: String(money) };
}
