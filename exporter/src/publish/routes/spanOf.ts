import type { CostBasis } from '@outlay/contract/money';
import type { AllocationQuestion } from '../CostQuestions.js';
import { Problem } from '../problems/Problem.js';

/** Parameters of routes that answer about some days in one basis. */
export const SPAN_PARAMETERS = {
  from: 'a UTC day such as 2026-11-01',
  to: 'the UTC day after the last one, such as 2026-12-01',
  basis: 'effective, billed, list or contracted',
  asof: 'a UTC day such as 2026-11-01',
};

interface Span {
  readonly from: string;
  readonly to: string;
  readonly basis: CostBasis;
  readonly asof?: string | undefined;
}

/** Throws a 400 for a span that holds no day. */
export function spanOf({ from, to, basis, asof }: Span): AllocationQuestion {
  requireDays({ from, to });
  return { from, to, basis, ...(asof === undefined ? {} : { asOf: asof }) };
}

export function requireDays({ from, to }: { readonly from: string; readonly to: string }): void {
  if (from < to) return;
  throw new Problem(400, `to is "${to}": write a day after from, which is ${from}; to is exclusive`);
}
