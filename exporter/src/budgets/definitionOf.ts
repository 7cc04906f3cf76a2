import { DAY, HOUR } from '../domain/Day.js';
import type { Budget } from './budgetConfig.js';
import { policyConfig } from './policyConfig.js';
import type { Policy } from './policyConfig.js';

/**
 * A budget in the words of the configuration: parsed again, it is the same budget. What of its policy is as it is unless
 * set is left out, so that it can be shown and proposed as somebody would write it.
 */
export function definitionOf(budget: Budget) {
  const { id, owner, scope, amount, period, fiscal_start, plan, minimum_amount, parent } = budget;
  const policy = policyOf(budget.policy);
  return {
    ...{ id, owner, amount, plan },
    ...(Object.keys(scope).length === 0 ? {} : { scope }),
    period: typeof period === 'string' ? period : { rolling: `${period.rolling / DAY}d` },
    ...(fiscal_start === undefined ? {} : { fiscal_start }),
    ...(minimum_amount === undefined ? {} : { minimum_amount }),
    ...(parent === undefined ? {} : { parent }),
    ...(Object.keys(policy).length === 0 ? {} : { policy }),
  };
}

const USUAL = policyConfig.parse(undefined);

function policyOf({ page, ticket }: Policy) {
  const { horizon, urgent, ...pageRest } = changed(page, USUAL.page);
  const ofPage = {
    ...pageRest,
    ...(horizon === undefined ? {} : { horizon: durationText(horizon) }),
    ...(urgent === undefined ? {} : { urgent: durationText(urgent) }),
  };
  const ofTicket = changed(ticket, USUAL.ticket);
  return {
    ...(Object.keys(ofPage).length === 0 ? {} : { page: ofPage }),
    ...(Object.keys(ofTicket).length === 0 ? {} : { ticket: ofTicket }),
  };
}

function changed<Settings extends object>(settings: Settings, usual: Settings): Partial<Settings> {
  const isUsual = (name: string): boolean =>
    JSON.stringify(settings[name as keyof Settings]) === JSON.stringify(usual[name as keyof Settings]);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !isUsual(name))) as Partial<Settings>;
}

const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** In the largest unit that says it exactly. */
function durationText(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, length]) => milliseconds % length === 0) ?? ['ms', 1];
  return `${milliseconds / length}${unit}`;
}
