import type { z } from 'zod';
import type { Policy } from '../../budgets/policyConfig.js';
import type { rulesConfig } from './rulesConfig.js';

/** What generated rules depend on. */
export type RuleOptions = Readonly<z.infer<typeof rulesConfig>> & {
  /** The one currency of all amounts. */
  readonly currency: string;
  /** Budgets whose policy is not the usual one get rules of their own; others need not be named. */
  readonly budgets: readonly { readonly id: string; readonly policy: Policy }[];
};
