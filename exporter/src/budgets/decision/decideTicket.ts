import { timestamp } from '../../domain/Day.js';
import type { BudgetFigures, TicketReason } from '../BudgetStatus.js';
import type { DecisionContext } from './DecisionContext.js';
import { formatAmount } from './formatAmount.js';
import { paceOf } from './paceOf.js';

/** What about a budget can wait for working hours: a steady overrun, a bad forecast, an exhausted budget, stale data. */
export function decideTicket(figures: BudgetFigures, context: DecisionContext): TicketReason[] {
  return [
    overPlan(figures, context),
    forecast(figures, context),
    exhausted(figures, context),
    stale(figures, context),
  ].filter((reason) => reason !== null);
}

function overPlan(
  { windows, amount, isExhausted }: BudgetFigures,
  { policy, currency }: DecisionContext,
): TicketReason | null {
  const chosen = windows.filter(({ window }) => policy.ticket.windows.includes(window));
  const isOver = chosen.every(({ projectedOverspendRatio }) => projectedOverspendRatio > policy.ticket.overspend);
  const steadiest = chosen.at(-1);
  if (isExhausted || steadiest === undefined || !isOver) return null;
  const over = formatAmount(steadiest.projectedOverspendRatio * Number(amount), currency);
  return {
    kind: 'over_plan',
    text: `ends the period ${over} over at the burn of the last ${steadiest.window}: ${paceOf(steadiest, currency)}`,
  };
}

function forecast(
  { projected, amount, isExhausted }: BudgetFigures,
  { currency }: DecisionContext,
): TicketReason | null {
  const high = projected?.p80 ?? null;
  if (isExhausted || high === null || high <= Number(amount)) return null;
  const text = `the period may end at ${formatAmount(high, currency)} or more with a chance of one in five`;
  return { kind: 'forecast', text: `${text}; the budget is ${formatAmount(Number(amount), currency)}` };
}

function exhausted({ spent, amount, isExhausted }: BudgetFigures, { currency }: DecisionContext): TicketReason | null {
  if (!isExhausted) return null;
  const text = `spent ${formatAmount(Number(spent), currency)} of ${formatAmount(Number(amount), currency)}`;
  return { kind: 'exhausted', text };
}

function stale({ staleSources, staleAt, watermark }: BudgetFigures, { now }: DecisionContext): TicketReason | null {
  if (now <= staleAt) return null;
  const names = staleSources.join(', ');
  return {
    kind: 'stale',
    text: `data are complete only up to ${timestamp(watermark)}, so nothing pages; stale: ${names}`,
  };
}
