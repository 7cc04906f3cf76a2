import { trimDecimal } from '../../domain/Money.js';
import type { Rates } from '../../store/questions/askRates.js';
import { family } from '../exposition/family.js';
import type { Family } from '../exposition/family.js';

export interface RateFigures {
  readonly rates: Rates;
  /** Null where nobody set one. */
  readonly savingsTarget: number | null;
}

/** What commitments, discounts and telemetry cost and saved in the month to date. */
export function rateFamilies({ rates, savingsTarget }: RateFigures, currency: string): Family[] {
  const { commitments, coverage, savings, observability } = rates;
  const money = (cost: string): string => trimDecimal(cost);
  return [
    family(
      'finops_commitment_used_cost',
      commitments.map(({ provider, commitment, used }) => ({
        labels: { provider, commitment, currency },
        value: money(used),
      })),
    ),
    family(
      'finops_commitment_unused_cost',
      commitments.map(({ provider, commitment, unused }) => ({
        labels: { provider, commitment, currency },
        value: money(unused),
      })),
    ),
    family(
      'finops_commitment_usage_list_cost',
      coverage.map(({ usage, covered: _, ...labels }) => ({ labels: { ...labels, currency }, value: money(usage) })),
    ),
    family(
      'finops_commitment_covered_list_cost',
      coverage.map(({ covered, usage: _, ...labels }) => ({ labels: { ...labels, currency }, value: money(covered) })),
    ),
    family(
      'finops_savings_cost',
      savings.flatMap(({ provider, negotiated, commitment }) => [
        { labels: { provider, kind: 'negotiated', currency }, value: money(negotiated) },
        { labels: { provider, kind: 'commitment', currency }, value: money(commitment) },
      ]),
    ),
    family('finops_savings_target_ratio', savingsTarget === null ? [] : [{ labels: {}, value: savingsTarget }]),
    family(
      'finops_observability_cost',
      observability.map(({ cost, ...labels }) => ({ labels: { ...labels, currency }, value: money(cost) })),
    ),
  ];
}
