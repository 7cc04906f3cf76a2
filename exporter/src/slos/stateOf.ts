import type { Slo } from './Slo.js';
import type { SloState, SloStatus, WindowBurn } from './SloStatus.js';

/** Half a part in a billion is dust of floats, not money over the limit. */
const DUST = 5e-10;

/** Whether an estimate lies above a limit by more than what floats lose. */
export function exceeds(value: number, limit: number): boolean {
  return value > limit + DUST;
}

/** Breached when the error budget is overspent; burning when both windows agree that it is being overspent. */
export function stateOf(
  errorBudgetRemaining: number | null,
  burn: readonly WindowBurn[],
): Exclude<SloState, 'pending'> {
  if (errorBudgetRemaining === null || burn.some(({ rate }) => rate === null)) return 'unknown';
  if (exceeds(0, errorBudgetRemaining)) return 'breached';
  return burn.every(({ rate }) => rate !== null && exceeds(rate, 1)) ? 'burning' : 'met';
}

/** The status of an objective of which nothing can be told. */
export function unknownStatus({ id: slo, owner, kind, objective }: Slo, reason: string): SloStatus {
  const burn = [
    { window: '1d', rate: null },
    { window: '7d', rate: null },
  ] as const;
  return { slo, owner, kind, objective, state: 'unknown', reason, sli: null, errorBudgetRemaining: null, burn };
}
