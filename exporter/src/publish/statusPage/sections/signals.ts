import type { Instant } from '../../../domain/Day.js';
import type { Overview, SignalViews } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { budgets } from './budgets.js';
import { objectives } from './objectives.js';
import { openIncidents } from './openIncidents.js';

/** What needs someone: budgets, incidents and objectives. Nothing for a snapshot that was stored without them. */
export function signals(
  views: SignalViews | undefined,
  { asOf, currency }: Pick<Overview, 'asOf' | 'currency'>,
  now: Instant,
): Content {
  if (views === undefined) return null;
  const incidents = openIncidents(views.incidents, currency);
  return [
    budgets(views.budgets, { currency, asOf: Date.parse(asOf), now }),
    views.slos.length === 0 ? incidents : html`<div class="pair">${incidents} ${objectives(views.slos)}</div>`,
  ];
}
