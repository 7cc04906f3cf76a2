import { parseUnits } from '../../src/domain/Money.js';
import type { Units } from '../../src/domain/Money.js';

export interface BillOptions {
  /** Billing period, YYYY-MM. */
  readonly period: string;
  readonly charges: number;
  /** Bills of different seeds share no amount. */
  readonly seed: number;
}

export interface Bill {
  /** FOCUS 1.0, CSV. */
  readonly text: string;
  /** The exact sum of its effective costs. */
  readonly effective: Units;
}

const HEADER =
  'BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,' +
  'ProviderName,BillingAccountId,SubAccountId,ServiceCategory,ServiceName,RegionId,ResourceId,ChargeCategory,ChargeFrequency,Tags';

/** A bill of daily charges whose amounts use all twelve decimals, some of them credits. */
export function billText({ period, charges, seed }: BillOptions): Bill {
  const start = `${period}-01T00:00:00Z`;
  const next = new Date(start);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const end = next.toISOString();
  let effective = 0n;
  const lines = Array.from({ length: charges }, (_, index) => {
    const amount = `${index % 11 === 5 ? '-' : ''}${(index % 97) + 1}.${String((index + 1) * 7_919 + seed).padStart(12, '0')}`;
    effective += parseUnits(amount);
    const day = `${period}-${String((index % 28) + 1).padStart(2, '0')}`;
    return [
      ...[amount, amount, amount, amount, 'USD', start, end, `${day}T00:00:00Z`, `${day}T23:59:59Z`],
      ...['Example Cloud', 'account-1', `sub-${index % 5}`, 'Compute', `Service ${index % 7}`, 'eu-west-1'],
      ...[`resource-${seed}-${index}`, 'Usage', 'Usage-Based', `"{""team"":""team-${index % 6}""}"`],
    ].join(',');
  });
  return { text: [HEADER, ...lines, ''].join('\n'), effective };
}
