import { panelLink } from '@outlay/contract/dashboards';
import type { MetricName } from '@outlay/contract/metrics';
import type { AlertRule, RuleGroup } from './AlertRule.js';
import { bridged } from './bridged.js';
import { budgetPolicies } from './budgetPolicies.js';
import type { BudgetPolicy } from './budgetPolicies.js';
import type { RuleOptions } from './RuleOptions.js';
import { selectorOf } from './selectorOf.js';
import type { Matchers } from './selectorOf.js';
import { label, text, value } from './text.js';
import type { Figure, Piece } from './text.js';
import { ownersOf, withOwner } from './withOwner.js';

const AMOUNT = ofBudget('max', 'finops_budget_amount');
const CONSUMED = ofBudget('max', 'finops_budget_consumed_ratio');
const PAGE_OVERSPEND = ofBudget('max', 'finops_budget_page_overspend_ratio');
const WATERMARK = ofBudget('min', 'finops_budget_watermark_timestamp_seconds');
const MAX_LAG = ofBudget('max', 'finops_budget_watermark_max_lag_seconds');

const SPENT_SO_FAR = amountOf('spent', (only) => `max by (budget) (finops_budget_spent${selectorOf(only)})`);
const WHOLE_AMOUNT = amountOf('amount', (only) => `max by (budget) (finops_budget_amount${selectorOf(only)})`);

const USUAL = { for: '15m', keepFiringFor: '2h' } as const;

/** Rules on budgets. The exporter does the arithmetic; the rules compare it with the clock. */
export function budgetRules({ budgets }: RuleOptions): RuleGroup {
  const policies = budgetPolicies(budgets);
  const named = policies.flatMap((group) => (group.budgets === 'all others' ? [] : group.budgets));
  const ofPolicies = policies.flatMap(({ policy, name, budgets: ids }) => {
    const only = ids === 'all others' ? except(named) : { budget: ids };
    return [burn(policy, only, 'high'), burn(policy, only, 'normal'), overPlan(policy, only)].map((rule) =>
      name === null ? rule : underPolicy(rule, name),
    );
  });
  return { name: 'finops-budgets', recordingRules: [exhaustionHours()], alertRules: [...ofPolicies, exhausted()] };
}

/**
 * The hours are those of the pair that leaves the least, and in a pair of the window that leaves more: both must agree.
 * A budget whose bills have days only has no 6h, and its day decides alone.
 */
function burn(policy: BudgetPolicy, only: Matchers, urgency: 'high' | 'normal'): AlertRule {
  const guarded = { ...only, window: windowsOf(policy.pairs[0]) };
  const overspend = ofBudget('min', 'finops_budget_projected_overspend_ratio', guarded);
  const rate = ofBudget('min', 'finops_budget_burn_rate', guarded);
  const pairs = policy.pairs.map((pair) => hoursLeft(pair, only));
  const expr = `clamp_min(
  min by (budget) (
    ${pairs.join('\n    or\n    ')}
  ) <= ${policy.horizonHours}
  and on (budget) (${overspend} >= on (budget) ${PAGE_OVERSPEND})
  and on (budget) (${rate} > ${policy.burn})
  unless on (budget) (${CONSUMED} >= 1)
  unless on (budget) (time() - ${WATERMARK} > on (budget) ${MAX_LAG}),
  0
) ${urgency === 'high' ? '<=' : '>'} ${policy.urgentHours}`;
  const over = amountOf('over', (budget) => overspendOf(policy, budget));
  return {
    ...USUAL,
    name: 'FinopsBudgetBurn',
    severity: 'page',
    ...(urgency === 'high' && { variant: 'urgent' }),
    labels: { urgency },
    expr: withOwner('budget', expr),
    population: ownersOf('budget', only),
    summary: text`Budget ${label('budget')} runs out in ${value('hours')}`,
    description: text`At the present pace budget ${label('budget')} of ${label('owner')} is used up in ${value('hours')} and ends its period ${over} over. Spent so far: ${SPENT_SO_FAR} of ${WHOLE_AMOUNT}.`,
    panel: panelLink('oncall', 'hoursLeft'),
  };
}

function overPlan({ ticketWindows, ticketOverspend }: BudgetPolicy, only: Matchers): AlertRule {
  const projected = { ...only, window: ticketWindows };
  const overspend = ofBudget('min', 'finops_budget_projected_overspend_ratio', projected);
  const likelyCost = ofBudget('max', 'finops_budget_projected_cost', { ...only, percentile: '80' });
  const expr = `(
  (${overspend} > ${ticketOverspend}) * on (budget) ${AMOUNT}
  or
  ${likelyCost} - on (budget) ${AMOUNT} > 0
)
unless on (budget) (${CONSUMED} >= 1)`;
  return {
    ...USUAL,
    name: 'FinopsBudgetOverPlan',
    severity: 'ticket',
    expr: withOwner('budget', expr),
    population: ownersOf('budget', only),
    summary: text`Budget ${label('budget')} may end its period ${value('money')} over`,
    description: text`Budget ${label('budget')} of ${label('owner')} may exceed its ${WHOLE_AMOUNT} by ${value('money')} at the end of its period. Spent so far: ${SPENT_SO_FAR}.`,
    panel: panelLink('oncall', 'projectedOverspend'),
  };
}

function exhausted(): AlertRule {
  const over = `clamp_min(${ofBudget('max', 'finops_budget_spent')} - on (budget) ${AMOUNT}, 0)`;
  return {
    ...USUAL,
    name: 'FinopsBudgetExhausted',
    severity: 'ticket',
    expr: withOwner('budget', `${over}\nand on (budget) (${CONSUMED} >= 1)`),
    population: ownersOf('budget'),
    summary: text`Budget ${label('budget')} is used up, ${value('money')} over`,
    description: text`Budget ${label('budget')} of ${label('owner')} has spent ${SPENT_SO_FAR} of ${WHOLE_AMOUNT}. Whatever its period still costs is over budget.`,
    panel: panelLink('oncall', 'budgetBurnDown'),
  };
}

function exhaustionHours() {
  const exhaustion = bridged('min', 'finops_budget_exhaustion_timestamp_seconds', ['budget', 'window']);
  return { record: 'finops:budget_exhaustion_hours', expr: `(${exhaustion} - time()) / 3600` };
}

/** The label keeps the pairs apart, so that the least of them can be taken. */
function hoursLeft(pair: BudgetPolicy['pairs'][number], only: Matchers): string {
  const windows = windowsOf(pair);
  const exhaustion = ofBudget('max', 'finops_budget_exhaustion_timestamp_seconds', { ...only, window: windows });
  return `label_replace((${exhaustion} - time()) / 3600, "pair", "${windows.join('/')}", "", "")`;
}

function windowsOf(pair: BudgetPolicy['pairs'][number] | undefined): readonly string[] {
  return pair === undefined ? [] : [pair.short, pair.long];
}

function except(budgets: readonly string[]): Matchers {
  return budgets.length === 0 ? {} : { budget: { raw: `!~"${budgets.join('|')}"` } };
}

/** The label tells apart rules that else had the same name and labels, which promtool refuses. */
function underPolicy(rule: AlertRule, policy: string): AlertRule {
  const variant = rule.variant === undefined ? policy : `${policy}-${rule.variant}`;
  return { ...rule, variant, labels: { ...rule.labels, policy } };
}

function ofBudget(aggregation: 'max' | 'min', series: MetricName, matchers?: Matchers): string {
  return bridged(aggregation, series, ['budget'], matchers);
}

function amountOf(name: string, expr: Figure['expr']): Piece {
  return { figure: { name, format: 'money', by: 'budget', expr } };
}

function overspendOf({ pairs }: BudgetPolicy, budget: Matchers): string {
  const windows = selectorOf({ ...budget, window: windowsOf(pairs[0]) });
  return `min by (budget) (finops_budget_projected_overspend_ratio${windows}) * on (budget) max by (budget) (finops_budget_amount${selectorOf(budget)})`;
}
