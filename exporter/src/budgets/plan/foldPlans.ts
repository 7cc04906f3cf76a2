import type { LedgerEvent } from '../../ledger/LedgerEvent.js';
import { frozenPlan } from './FrozenPlan.js';
import type { FrozenPlan } from './FrozenPlan.js';

/** The plan of each budget that was frozen last, by id of the budget. */
export type Plans = ReadonlyMap<string, FrozenPlan>;

/** Type of the ledger event that holds a frozen plan and the reason why it was frozen. */
export const PLAN_FROZEN = 'plan_frozen';

/** Plans after one more event of the ledger. */
export function foldPlans(
  plans: Plans,
  { type, payload, sequence }: Pick<LedgerEvent, 'type' | 'payload' | 'sequence'>,
): Plans {
  if (type !== PLAN_FROZEN) return plans;
  const parsed = frozenPlan.safeParse(payload);
  if (!parsed.success)
    throw new Error(`could not read the plan in event ${sequence} of the ledger`, { cause: parsed.error });
  return new Map([...plans, [parsed.data.budget, parsed.data]]);
}
