import type { Incident } from './Incident.js';

/** An incident pages from this share of the monthly budget per day on. */
const SHARE_PER_DAY = 0.05;

/** Whether an incident is worth an alert: a rise that goes on and that nobody explained. A drop never is. */
export function isAlerting({ direction, status, state }: Incident): boolean {
  return direction === 'rise' && status === 'active' && (state === 'open' || state === 'acknowledged');
}

/**
 * Whether an alerting incident is worth waking someone: on average over its days it costs at least 5 % of the monthly
 * budget (a float, in the reporting currency) a day more than expected. Without a budget it is a ticket.
 */
export function isPageWorthy(incident: Incident, monthlyBudget: number | null): boolean {
  if (monthlyBudget === null || monthlyBudget <= 0) return false;
  return isAlerting(incident) && incident.impact / incident.days.length >= SHARE_PER_DAY * monthlyBudget;
}
