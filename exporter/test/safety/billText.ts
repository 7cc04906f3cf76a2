import { parseUnits } from '../../src/domain/Money.js';
import type { Units } from '../../src/domain/Money.js';

export interface BillOptions {
  /** Billing periods, YYYY-MM. */
  readonly periods: readonly string[];
  /** Charges in each period. */
  readonly charges: number;
  readonly subAccount: string;
  /** Bills of different seeds share no amount. */
  readonly seed: number;
}

export interface Bill {
  /** FOCUS 1.0, CSV. */
  readonly text: string;
  /** The exact sum of the effective costs of each period. */
  readonly effective: Readonly<Record<string, Units>>;
}

const HEADER =
  'BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,' +
  'ProviderName,BillingAccountId,SubAccountId,ServiceCategory,ServiceName,RegionId,ResourceId,ChargeCategory,ChargeFrequency,Tags';

/** A bill of daily charges whose amounts use all twelve decimals, some of them credits. */
export function billText({ periods, charges, subAccount, seed }: BillOptions): Bill {
  const lines: string[] = [HEADER];
  const effective: Record<string, Units> = {};
  for (const period of periods) {
    const start = `${period}-01T00:00:00Z`;
    let sum = 0n;
    for (let index = 0; index < charges; index += 1) {
      const decimals = String((index + 1) * 7_919 + seed).padStart(12, '0');
      const amount = `${index % 11 === 5 ? '-' : ''}${(index % 97) + 1}.${decimals}`;
      sum += parseUnits(amount);
      const day = `${period}-${String((index % 28) + 1).padStart(2, '0')}T`;
      lines.push(
        [
          ...[amount, amount, amount, amount, 'USD', start, endOf(period), `${day}00:00:00Z`, `${day}23:59:59Z`],
          ...['Example Cloud', 'account-1', subAccount, 'Compute', `Service ${index % 7}`, 'eu-west-1'],
          ...[`resource-${seed}-${index}`, 'Usage', 'Usage-Based', `"{""team"":""team-${index % 6}""}"`],
        ].join(','),
      );
    }
    effective[period] = sum;
  }
  return { text: `${lines.join('\n')}\n`, effective };
}

function endOf(period: string): string {
  const end = new Date(`${period}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return end.toISOString();
}
