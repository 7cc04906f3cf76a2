import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { DashboardSpec } from './house/buildDashboard.js';
import { drillInto } from './house/links.js';
import { worseBelow } from './house/palette.js';
import type { Link, Panel, Row } from './house/Panel.js';
import { byDay, now } from './house/promql.js';
import type { Filter } from './house/promql.js';
import { historyNote } from './shared/historyNote.js';

const { panels: ids } = DASHBOARDS.commitments;

const FILTERS: readonly Filter[] = ['provider'];
const USED = ofProvider('finops_commitment_used_cost');
const UNUSED = ofProvider('finops_commitment_unused_cost');
const COVERED = ofProvider('finops_commitment_covered_list_cost');
const USAGE = ofProvider('finops_commitment_usage_list_cost');
const EFFECTIVE = ofProvider('finops_month_to_date_cost');

/** For whoever buys commitments and talks with providers: what is saved, what is paid for nothing, what to buy. */
export const commitments: DashboardSpec = {
  name: 'commitments',
  title: 'Cost · Commitments and savings',
  description: 'What discounts and commitments save, what is paid for nothing, and when a commitment pays for itself.',
  from: 'now-30d',
  filters: FILTERS,
  rows: [month(), waterfallRow(), commitmentRow(), breakEvenRow(), days()],
};

function month(): Row {
  return {
    title: 'This month',
    panels: [
      {
        ...{ view: 'stat', id: ids.savingsRate, title: 'Savings and target', size: [7, 4], unit: 'ratio', decimals: 1 },
        about:
          'Effective savings rate: what discounts and commitments took off the list cost this month, net of what commitments left unused; and the target where one is set. Below it, raise coverage where usage is steady.',
        empty: 'No provider tells list costs',
        queries: [
          {
            expr: `sum(${saved()}) / sum(${ofProvider('finops_month_to_date_list_cost')})`,
            legend: 'saved',
            over: 'now',
          },
          { expr: now('finops_savings_target_ratio'), legend: 'target', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.coverage, title: 'Coverage', size: [5, 4], unit: 'ratio', decimals: 1 },
        about:
          'Share of usage, at list cost, that commitments cover, in services in which they cover any. What runs day and night and is not covered is worth a commitment; see it by service below.',
        empty: 'No commitment covers usage',
        queries: [{ expr: `sum(${COVERED}) / sum(${USAGE})`, over: 'now' }],
      },
      {
        ...{ view: 'stat', id: ids.utilization, title: 'Utilisation', size: [5, 4], unit: 'ratio', decimals: 1 },
        about:
          'Share of what commitments cost that usage took up. Under 90 %, move workloads onto them or buy less next time; under 70 %, compare it with the break-even below.',
        empty: 'No commitment is on the bills',
        queries: [{ expr: `sum(${USED}) / (sum(${USED}) + sum(${UNUSED}))`, over: 'now' }],
        steps: worseBelow(0.9, 0.7),
      },
      {
        ...{ view: 'stat', id: ids.unusedCost, title: 'Paid for nothing ($currency)', size: [7, 4], unit: 'money' },
        ...{ decimals: 0 },
        about:
          'Effective cost this month of what commitments left unused. It comes back every month: find the commitment below, and whether its usage moved or ended.',
        empty: 'No commitment is on the bills',
        queries: [{ expr: `sum(${UNUSED})`, over: 'now' }],
      },
    ],
  };
}

function waterfallRow(): Row {
  return { title: 'From list to effective cost', panels: [waterfall(), savingsByProvider()] };
}

interface Bar {
  readonly name: string;
  /** What it stands on; nothing for a bar from the ground. */
  readonly base?: string;
  readonly height: string;
  readonly kind: 'cost' | 'saved' | 'unused';
}

/** Each bar of a saving hangs where the one before it ends. */
function waterfall(): Panel {
  const effective = `sum(${EFFECTIVE})`;
  const unused = `(sum(${UNUSED}) or vector(0))`;
  const [negotiated, committed] = ['negotiated', 'commitment'].map((kind) => `(sum(${saved(kind)}) or vector(0))`);
  const bars: readonly Bar[] = [
    { name: '1 List', height: `${effective} + ${committed} + ${negotiated}`, kind: 'cost' },
    { name: '2 Negotiated', base: `${effective} + ${committed}`, height: `${negotiated}`, kind: 'saved' },
    { name: '3 Contracted', height: `${effective} + ${committed}`, kind: 'cost' },
    { name: '4 Commitments', base: `${effective} - ${unused}`, height: `${committed} + ${unused}`, kind: 'saved' },
    { name: '5 Unused', base: `${effective} - ${unused}`, height: unused, kind: 'unused' },
    { name: '6 Effective', height: effective, kind: 'cost' },
  ];
  const layer = (of: (bar: Bar) => string | undefined) => ({
    expr: bars.map((bar) => `label_replace(${of(bar) ?? 'vector(0)'}, "step", "${bar.name}", "", "")`).join('\nor '),
    over: 'now' as const,
  });
  const heights = (kind: Bar['kind']) => layer((bar) => (bar.kind === kind ? bar.height : undefined));
  return {
    ...{ view: 'columns', id: ids.waterfall, title: 'List to effective cost, month to date ($currency)' },
    ...{ size: [13, 10], unit: 'money', by: 'step' },
    about:
      'What the month would have cost at list prices, what your agreements took off, what commitments took off, what they left unused, and what it cost in the end. A thin green bar is where to negotiate or to commit.',
    empty: 'No provider tells list costs',
    queries: [layer(({ base }) => base), heights('cost'), heights('saved'), heights('unused')],
    stack: [
      { title: 'Base', color: 'unseen' },
      { title: 'Cost', color: 'blue' },
      { title: 'Saved', color: 'green' },
      { title: 'Unused', color: 'vermilion' },
    ],
  };
}

function savingsByProvider(): Panel {
  const perProvider = (kind?: string): string => `sum by (provider) (${saved(kind)})`;
  return {
    ...{ view: 'table', id: ids.savingsByProvider, title: 'Savings by provider ($currency)', size: [11, 10] },
    unit: 'money',
    about:
      'This month: from agreements, from commitments net of what they left unused, and both as a share of list cost. A provider with nothing here is one to talk to; negative means that commitments cost more than they save.',
    empty: 'No provider tells list costs',
    queries: [
      { expr: perProvider('negotiated'), over: 'now' },
      { expr: perProvider('commitment'), over: 'now' },
      {
        expr: `${perProvider()} / (sum by (provider) (${ofProvider('finops_month_to_date_list_cost')}) > 0)`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'provider', title: 'Provider', links: [toDebug('Where its cost is', '${__value.text}')] },
      { field: 'Value #A', title: 'Negotiated', unit: 'money', decimals: 0, width: 100 },
      { field: 'Value #B', title: 'Commitments', unit: 'money', decimals: 0, width: 115 },
      { field: 'Value #C', title: 'Of list', unit: 'ratio', decimals: 1, width: 80 },
    ],
    sortBy: 'Of list',
  };
}

function commitmentRow(): Row {
  return { title: 'Commitments', panels: [byCommitment(), byService()] };
}

function byCommitment(): Panel {
  const used = `sum by (provider, commitment) (${USED})`;
  const unused = `sum by (provider, commitment) (${UNUSED})`;
  const dearest = `topk(50, ${used} + ${unused})`;
  return {
    ...{ view: 'table', id: ids.byCommitment, title: 'By commitment ($currency)', size: [13, 9], unit: 'money' },
    about:
      'What each commitment cost this month, used and unused, the least used first. Orange under 90 %, vermilion under 70 %: exchange it, share it with more accounts, or let it end.',
    empty: 'No commitment is on the bills',
    queries: [
      { expr: `${used} and ${dearest}`, over: 'now' },
      { expr: `${unused} and ${dearest}`, over: 'now' },
      { expr: `(${used} / (${used} + ${unused} > 0)) and ${dearest}`, over: 'now' },
    ],
    columns: [
      { field: 'provider', title: 'Provider', width: 110 },
      { field: 'commitment', title: 'Commitment' },
      { field: 'Value #A', title: 'Used', unit: 'money', decimals: 0, width: 80 },
      { field: 'Value #B', title: 'Unused', unit: 'money', decimals: 0, width: 80 },
      {
        ...{ field: 'Value #C', title: 'Utilisation', unit: 'ratio', decimals: 1, width: 95 },
        ...{ steps: worseBelow(0.9, 0.7), cell: 'text' },
      },
    ],
    sortBy: '-Utilisation',
  };
}

function byService(): Panel {
  const [covered, usage] = [COVERED, USAGE].map((series) => `sum by (provider, cloud_service) (${series})`);
  const largest = `topk(20, ${usage})`;
  return {
    ...{ view: 'table', id: ids.byService, title: 'Coverage by service ($currency)', size: [11, 9], unit: 'money' },
    about:
      'Usage at list cost this month in services with commitments, and what of it none covers, the most first. The steady part of what is not covered is what the next commitment may be for.',
    empty: 'No commitment covers usage',
    queries: [
      { expr: `${usage} and ${largest}`, over: 'now' },
      { expr: `(${usage} - ${covered}) and ${largest}`, over: 'now' },
      { expr: `(${covered} / (${usage} > 0)) and ${largest}`, over: 'now' },
    ],
    columns: [
      { field: 'cloud_service', title: 'Service' },
      { field: 'Value #A', title: 'At list', unit: 'money', decimals: 0, width: 90 },
      { field: 'Value #B', title: 'Not covered', unit: 'money', decimals: 0, width: 105 },
      { field: 'Value #C', title: 'Coverage', unit: 'ratio', decimals: 1, width: 90 },
    ],
    sortBy: 'Not covered',
  };
}

function breakEvenRow(): Row {
  return { title: 'When a commitment pays for itself', panels: [breakEven(), aboutBreakEven()] };
}

/** Of a provider, because bills tell the list cost of covered usage by service, not by commitment. */
function breakEven(): Panel {
  const [used, unused, covered] = [USED, UNUSED, COVERED].map((series) => `sum by (provider) (${series})`);
  const needed = `(${used} / (${covered} > 0))`;
  const utilization = `(${used} / (${used} + ${unused} > 0))`;
  return {
    ...{ view: 'table', id: ids.breakEven, title: 'Break-even by provider ($currency)', size: [15, 8], unit: 'ratio' },
    about:
      'Commitments pay for themselves while their utilisation stays above 1 minus the share that they save: what the used part cost, divided by the list cost of what it covered. A margin near 0 is a commitment to let end; below 0, usage at list price would have been cheaper.',
    empty: 'No commitment covers usage',
    queries: [
      { expr: covered ?? '', over: 'now' },
      { expr: `${used} and ${needed}`, over: 'now' },
      { expr: `1 - ${needed}`, over: 'now' },
      { expr: needed, over: 'now' },
      { expr: `${utilization} and ${needed}`, over: 'now' },
      { expr: `${utilization} - ${needed}`, over: 'now' },
    ],
    columns: [
      { field: 'provider', title: 'Provider' },
      { field: 'Value #A', title: 'Covered, at list', unit: 'money', decimals: 0 },
      { field: 'Value #B', title: 'Paid for it', unit: 'money', decimals: 0 },
      { field: 'Value #C', title: 'Saved share', unit: 'ratio', decimals: 1 },
      { field: 'Value #D', title: 'Break-even', unit: 'ratio', decimals: 1 },
      { field: 'Value #E', title: 'Utilisation', unit: 'ratio', decimals: 1 },
      {
        ...{ field: 'Value #F', title: 'Margin', unit: 'ratio', decimals: 1 },
        ...{ steps: worseBelow(0.1, 0), cell: 'text' },
      },
    ],
    sortBy: '-Margin',
  };
}

function aboutBreakEven(): Panel {
  return {
    ...{ view: 'note', id: ids.aboutBreakEven, title: 'How to read it', size: [9, 8] },
    markdown: `**Break-even = 1 − saved share.** A commitment that saves 40 % on what it covers pays for itself from 60 %
utilisation on: 60 used hours at list price cost as much as 100 committed hours.

**Margin = utilisation − break-even.** It says how much usage may go away before the commitment costs more than it saves.

Against list price. Where you have negotiated a discount on usage without commitment, usage is cheaper than list and the
true break-even is higher: divide it by (1 − that discount).`,
  };
}

function days(): Row {
  const usage = (name: 'finops_list_cost_daily' | 'finops_contracted_cost_daily' | 'finops_cost_daily'): string =>
    `sum(${byDay(name, ['provider'], { charge_category: '="Usage"' }, FILTERS)})`;
  return {
    title: 'By day, and what observing costs',
    panels: [
      {
        ...{ view: 'lines', id: ids.listToEffective, title: 'List, contracted, effective by day ($currency)' },
        ...{ size: [20, 9], unit: 'money' },
        about:
          'Usage of every UTC day at each price, without purchases and taxes. The lines should keep their distance: where they close, a commitment ended or usage outgrew it. The last days are low while bills come in.',
        empty: 'History is not connected: see the note on history',
        queries: [
          { expr: usage('finops_list_cost_daily'), legend: 'list', over: 'range', step: '1d' },
          { expr: usage('finops_contracted_cost_daily'), legend: 'contracted', over: 'range', step: '1d' },
          { expr: usage('finops_cost_daily'), legend: 'effective', over: 'range', step: '1d' },
        ],
        dashed: ['list'],
      },
      historyNote(ids.history, [4, 9]),
      {
        ...{ view: 'ranking', id: ids.observability, title: 'What observing costs, by service ($currency)' },
        ...{ size: [24, 7], unit: 'money' },
        about:
          'Effective cost this month of services that observe others. Seats and contracts are negotiable like commitments; logs and metrics shrink with retention and sampling.',
        empty: 'No service that observes others is on the bills',
        queries: [
          {
            expr: `sort_desc(topk(12, sum by (provider, cloud_service) (${ofProvider('finops_observability_cost')})))`,
            ...{ legend: '{{provider}}: {{cloud_service}}', over: 'now' },
          },
        ],
        links: [toDebug('Ingest and retention')],
      },
    ],
  };
}

function saved(kind?: string): string {
  return ofProvider('finops_savings_cost', kind === undefined ? {} : { kind: `="${kind}"` });
}

function ofProvider(name: Parameters<typeof now>[0], matchers: Readonly<Record<string, string>> = {}): string {
  return now(name, { provider: '=~"$provider"', ...matchers });
}

function toDebug(title: string, provider?: string): Link {
  return drillInto('debug', title, provider === undefined ? {} : { provider }, FILTERS);
}
