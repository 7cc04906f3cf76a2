import { t } from '@grafana/i18n';
import type { BudgetDefinition } from '@outlay/contract/api';

/** What may be changed of a budget, as a form holds it: text, empty for what is as it is unless set. */
export interface Proposal {
  readonly owner: string;
  readonly amount: string;
  /** `month`, `quarter`, `year` or `rolling`. */
  readonly period: string;
  /** Days of a rolling period. */
  readonly rolling: string;
  readonly fiscalStart: string;
  readonly plan: string;
  readonly minimumAmount: string;
  readonly horizon: string;
  readonly urgent: string;
  readonly pageOverspend: string;
  readonly burn: string;
  readonly ticketOverspend: string;
}

export type ProposalField = keyof Proposal;

/** What a policy is unless set, as the exporter has it. */
export const USUAL = {
  horizon: '72h',
  urgent: '24h',
  pageOverspend: '0.05',
  burn: '1.25',
  ticketOverspend: '0.02',
} as const;

/** How a budget stands in the form before anything is changed. */
export function proposalOf(definition: BudgetDefinition): Proposal {
  const { owner, amount, period, plan } = definition;
  const isRolling = typeof period !== 'string';
  return {
    ...{ owner, amount, plan },
    period: isRolling ? 'rolling' : period,
    rolling: isRolling ? period.rolling.replace(/d$/, '') : '28',
    fiscalStart: definition.fiscal_start ?? '',
    minimumAmount: definition.minimum_amount ?? '',
    ...thresholdsOf(definition.policy),
  };
}

function thresholdsOf({ page, ticket }: NonNullable<BudgetDefinition['policy']> = {}) {
  return {
    horizon: page?.horizon ?? '',
    urgent: page?.urgent ?? '',
    pageOverspend: String(page?.overspend ?? ''),
    burn: String(page?.burn ?? ''),
    ticketOverspend: String(ticket?.overspend ?? ''),
  };
}

/** The budget as it would stand in the configuration. What no form has, such as its scope, stays. */
export function definitionOf(before: BudgetDefinition, proposal: Proposal): BudgetDefinition {
  const { fiscal_start: _start, minimum_amount: _minimum, policy, ...rest } = before;
  const isRolling = proposal.period === 'rolling';
  const page = {
    ...policy?.page,
    ...{ horizon: proposal.horizon || undefined, urgent: proposal.urgent || undefined },
    ...{ overspend: numberOf(proposal.pageOverspend), burn: numberOf(proposal.burn) },
  };
  const ticket = { ...policy?.ticket, overspend: numberOf(proposal.ticketOverspend) };
  const thresholds = known({ page: filled(known(page)), ticket: filled(known(ticket)) });
  return {
    ...rest,
    ...{ owner: proposal.owner, amount: proposal.amount, plan: proposal.plan as BudgetDefinition['plan'] },
    period: isRolling ? { rolling: `${proposal.rolling}d` } : (proposal.period as 'month'),
    ...known({
      fiscal_start: isRolling ? undefined : proposal.fiscalStart || undefined,
      minimum_amount: proposal.minimumAmount || undefined,
      policy: filled(thresholds),
    }),
  };
}

function numberOf(text: string): number | undefined {
  return text === '' ? undefined : Number(text);
}

/** Without what is undefined. */
function known<Settings extends object>(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Settings;
}

function filled<Settings extends object>(settings: Settings): Settings | undefined {
  return Object.keys(settings).length === 0 ? undefined : settings;
}

const AMOUNT = /^(?=.*[1-9])\d{1,26}(\.\d{1,12})?$/;
const MINIMUM = /^\d{1,26}(\.\d{1,12})?$/;
const DAYS = /^\d{1,9}$/;
const FISCAL_START = /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;
const DECIMAL = /^\d+(\.\d+)?$/;
const LENGTH = /^(\d{1,9})(ms|s|m|h|d)$/;

/** Whether a field is right, and what to write instead. */
type Rule = readonly [field: ProposalField, isRight: boolean, instead: string];

/** What the exporter would refuse, by field, with what to write instead. */
export function mistakesOf(proposal: Proposal): Partial<Record<ProposalField, string>> {
  const rules = [...budgetRules(proposal), ...pageRules(proposal), ...shareRules(proposal)];
  return Object.fromEntries(rules.filter(([, isRight]) => !isRight).map(([field, , instead]) => [field, instead]));
}

function budgetRules({ owner, amount, period, rolling, fiscalStart, minimumAmount }: Proposal): Rule[] {
  const isRolling = period === 'rolling';
  return [
    ['owner', owner !== '', t('outlay.proposal.owner', 'Write who answers for the budget.')],
    ['amount', AMOUNT.test(amount), t('outlay.proposal.amount', 'Write an amount above 0, such as 42000 or 99.50.')],
    [
      'rolling',
      !isRolling || (DAYS.test(rolling) && Number(rolling) >= 1 && Number(rolling) <= 366),
      t('outlay.proposal.rolling', 'Write whole days from 1 to 366.'),
    ],
    [
      'fiscalStart',
      isRolling || fiscalStart === '' || FISCAL_START.test(fiscalStart),
      t('outlay.proposal.fiscalStart', 'Write a month and a day up to 28, such as 04-01.'),
    ],
    [
      'minimumAmount',
      minimumAmount === '' || MINIMUM.test(minimumAmount),
      t('outlay.proposal.minimum', 'Write an amount, such as 500.'),
    ],
  ];
}

function pageRules({ horizon, urgent, burn }: Proposal): Rule[] {
  const length = t('outlay.proposal.length', 'Write a number and a unit, such as 48h or 2d.');
  const [page, high] = [milliseconds(horizon || USUAL.horizon), milliseconds(urgent || USUAL.urgent)];
  return [
    // NaN is no time at all, which is a mistake of its own field.
    ['urgent', !(high > page), t('outlay.proposal.within', 'Write a time within that of the page.')],
    ['horizon', !Number.isNaN(page), length],
    ['urgent', !Number.isNaN(high), length],
    [
      'burn',
      burn === '' || (DECIMAL.test(burn) && Number(burn) >= 1),
      t('outlay.proposal.burn', 'Write 1 or more: 1 is exactly on plan.'),
    ],
  ];
}

function shareRules({ pageOverspend, ticketOverspend }: Proposal): Rule[] {
  const share = t('outlay.proposal.share', 'Write a share from 0 to 1, such as 0.05 for 5 %.');
  return [
    ['pageOverspend', isShare(pageOverspend), share],
    ['ticketOverspend', isShare(ticketOverspend), share],
  ];
}

function isShare(text: string): boolean {
  return text === '' || (DECIMAL.test(text) && Number(text) <= 1);
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** NaN for what is no length of time. */
function milliseconds(text: string): number {
  const [, count, unit] = LENGTH.exec(text) ?? [];
  return Number(count) * UNITS[(unit ?? 'ms') as keyof typeof UNITS];
}
