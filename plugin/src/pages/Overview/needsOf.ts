import { t } from '@grafana/i18n';
import type { BudgetView, IncidentView, SloView } from '@outlay/contract/api';
import { money } from '../../format/money';
import { day } from '../../format/time';
import { plain } from '../../format/plain';
import { pageUrl } from '../../routes';

/** How soon something needs a person: at once, in working hours, or when there is time. */
export type Urgency = 'page' | 'ticket' | 'look';

/** One thing that needs somebody, in the words of the exporter. */
export interface Need {
  readonly id: string;
  readonly urgency: Urgency;
  /** Who answers for it; empty when nobody is named. */
  readonly owner: string;
  readonly title: string;
  readonly reason: string;
  readonly url: string;
}

interface Answers {
  readonly budgets: readonly BudgetView[];
  readonly incidents: readonly IncidentView[];
  readonly slos: readonly SloView[];
  /** The dimension of owners: an incident belongs to the owner in its scope. */
  readonly ownerDimension: string | null;
  readonly currency: string;
}

const ORDER: readonly Urgency[] = ['page', 'ticket', 'look'];

/** What needs a person, the most urgent first; of one owner when one is given. */
export function needsOf(answers: Answers, owner = ''): readonly Need[] {
  const needs = [...budgetNeeds(answers), ...incidentNeeds(answers), ...sloNeeds(answers)];
  return needs
    .filter((need) => owner === '' || need.owner === owner)
    .toSorted((a, b) => ORDER.indexOf(a.urgency) - ORDER.indexOf(b.urgency));
}

/** Everybody who answers for something, by name. */
export function ownersOf({ budgets, slos }: Pick<Answers, 'budgets' | 'slos'>): readonly string[] {
  return [...new Set([...budgets, ...slos].map(({ owner }) => owner))].toSorted();
}

function budgetNeeds({ budgets }: Answers): Need[] {
  return budgets.flatMap(({ id, owner, page, ticket }): Need[] => {
    const shared = { id: `budget ${id}`, owner, title: id, url: pageUrl('budgets', { budget: id }) };
    if (page !== null) return [{ ...shared, urgency: 'page', reason: page.reason }];
    return ticket.length === 0 ? [] : [{ ...shared, urgency: 'ticket', reason: ticket.join('; ') }];
  });
}

function incidentNeeds({ incidents, ownerDimension, currency }: Answers): Need[] {
  return incidents
    .filter(({ state, status }) => state === 'open' && status === 'active')
    .map(({ id, scope, isAlerting, firstDay, impact }) => ({
      ...{ id: `incident ${id}`, urgency: isAlerting ? 'ticket' : 'look' },
      owner: ownerDimension === null ? '' : (scope[ownerDimension] ?? ''),
      title: Object.values(scope).join(' › '),
      reason: t(
        'outlay.needs.incident',
        '{{amount}} {{direction}} what was expected, since {{day}}',
        plain({
          amount: money(Math.abs(impact), currency),
          direction: impact > 0 ? t('outlay.needs.above', 'above') : t('outlay.needs.below', 'below'),
          day: day(firstDay),
        }),
      ),
      url: pageUrl('anomalies', { incident: id }),
    }));
}

function sloNeeds({ slos }: Answers): Need[] {
  return slos
    .filter(({ state }) => state === 'breached' || state === 'burning' || state === 'unknown')
    .map(({ id, owner, state, reason }) => ({
      ...{ id: `slo ${id}`, urgency: state === 'unknown' ? 'look' : 'ticket' },
      ...{ owner, title: id, reason, url: pageUrl('budgets', { slo: id }) },
    }));
}
