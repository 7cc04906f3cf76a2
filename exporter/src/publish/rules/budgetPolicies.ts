import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../budgets/policyConfig.js';
import { HOUR } from '../../domain/Day.js';
import type { RuleOptions } from './RuleOptions.js';

/** What of a policy stands in rules; the least overspend of a page is a series of each budget. */
export interface BudgetPolicy {
  readonly pairs: readonly { readonly long: string; readonly short: string }[];
  readonly horizonHours: number;
  readonly urgentHours: number;
  readonly burn: number;
  readonly ticketWindows: readonly string[];
  readonly ticketOverspend: number;
}

/** Budgets with one policy; those of the usual policy are all that have no other. */
export interface PolicyGroup {
  readonly policy: BudgetPolicy;
  /** Stays as long as the policy does, whatever budgets have it; null for the usual one. */
  readonly name: string | null;
  readonly budgets: readonly string[] | 'all others';
}

/** The defaults of `budgets[].policy`. */
export const USUAL_POLICY: BudgetPolicy = {
  pairs: [
    { long: '1d', short: '6h' },
    { long: '3d', short: '1d' },
  ],
  horizonHours: 72,
  urgentHours: 24,
  burn: 1.25,
  ticketWindows: ['7d', '1d'],
  ticketOverspend: 0.02,
};

/** The usual policy first, then each other one with its budgets, in the order of the configuration. */
export function budgetPolicies(budgets: RuleOptions['budgets']): readonly PolicyGroup[] {
  const groups: { readonly policy: BudgetPolicy; readonly name: string; readonly budgets: string[] }[] = [];
  for (const { id, policy } of budgets) {
    const own = ruled(policy);
    if (isDeepStrictEqual(own, USUAL_POLICY)) continue;
    const known = groups.find((group) => isDeepStrictEqual(group.policy, own));
    if (known === undefined) groups.push({ policy: own, name: digestOf(own), budgets: [id] });
    else known.budgets.push(id);
  }
  return [{ policy: USUAL_POLICY, name: null, budgets: 'all others' }, ...groups];
}

function ruled({ page, ticket }: Policy): BudgetPolicy {
  return {
    pairs: page.pairs.map(({ long, short }) => ({ long, short })),
    horizonHours: page.horizon / HOUR,
    urgentHours: page.urgent / HOUR,
    burn: page.burn,
    ticketWindows: [...ticket.windows],
    ticketOverspend: ticket.overspend,
  };
}

function digestOf(policy: BudgetPolicy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 8);
}
