import type { BudgetView } from '@outlay/contract/api';
import type { Instant } from '../../../domain/Day.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { moneyFormat } from '../words/moneyFormat.js';
import { runOutInWords } from '../words/runOutInWords.js';
import { timeElement } from '../words/timeElement.js';
import { remark } from './remark.js';

export interface BudgetMoment {
  readonly currency: string;
  /** When the figures were made. */
  readonly asOf: Instant;
  readonly now: Instant;
}

type Urgency = 'bad' | 'warn' | 'fine';

/** One budget: name, bar, amounts, when it runs out, and below them why it pages or raises a ticket. */
export function budgetRow(budget: BudgetView, moment: BudgetMoment): Content {
  const { id, owner, period, spent, amount } = budget;
  const money = moneyFormat(moment.currency);
  const urgency = urgencyOf(budget);
  return html`<li>
    <span class="name"
      ><bdi>${id}</bdi> <small><bdi>${owner}</bdi>, ${period}</small></span
    >
    ${bar(budget, urgency)}
    <span class="spent">${money.exact(spent)} of ${money.exact(amount)} <small>${shares(budget)}</small></span>
    ${runOut(budget, urgency, moment)} ${reasons(budget)}
  </li>`;
}

function urgencyOf({ page, ticket, isExhausted }: BudgetView): Urgency {
  if (page !== null || isExhausted) return 'bad';
  return ticket.length > 0 ? 'warn' : 'fine';
}

/** Full where the amount is spent, or more. */
function bar({ consumedRatio, planConsumedRatio }: BudgetView, urgency: Urgency): Content {
  const planned = planConsumedRatio === null ? '' : `; ${percent(planConsumedRatio)} planned`;
  return html`<svg class="bar" role="img" aria-label="${percent(consumedRatio)} spent${planned}">
    <rect class="track" width="100%" height="100%" rx="4" />
    <rect class="fill ${urgency}" width="${widthOf(consumedRatio)}%" height="100%" rx="4" />
    ${
      planConsumedRatio === null
        ? null
        : html`<rect class="was" x="${widthOf(planConsumedRatio)}%" y="-3" width="2" height="14" />`
    }
  </svg>`;
}

function widthOf(ratio: number): number {
  return Math.round(Math.min(1, Math.max(0, ratio)) * 1000) / 10;
}

function shares({ consumedRatio, planConsumedRatio }: BudgetView): string {
  const plan = planConsumedRatio === null ? '' : `, ${percent(planConsumedRatio)} planned`;
  return `${percent(consumedRatio)} spent${plan}`;
}

function runOut(budget: BudgetView, urgency: Urgency, { asOf, now }: BudgetMoment): Content {
  const { words, moment } = runOutInWords(budget, asOf, now);
  const stale = budget.staleSources.map((source, index) => html`${index === 0 ? '' : ', '}<bdi>${source}</bdi>`);
  return html`<span class="left ${moment === null && !budget.isExhausted ? 'quiet' : urgency}">
    ${words} ${moment === null ? null : html`<small>${timeElement(moment)}</small>`}
    ${stale.length === 0 ? null : html`<small>bills of ${stale} are stale</small>`}
  </span>`;
}

function reasons({ page, ticket }: BudgetView): Content {
  if (page === null && ticket.length === 0) return null;
  return html`<ul class="remarks">
    ${page === null ? null : remark('bad', page.urgency === 'high' ? 'Urgent page' : 'Page', page.reason)}
    ${ticket.map((reason) => remark('warn', 'Ticket', reason))}
  </ul>`;
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)}%`.replace('-', '−');
}
