import { DAY, timestamp } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import { literal } from '../sql.js';

/** A charge as tests write it; what is left out is null, or the same in every base. */
export interface Charge {
  /** RFC 3339. */
  readonly start: string;
  /** A day later unless said. */
  readonly end?: string;
  /** Effective cost, and that of the other bases unless said. */
  readonly cost: string;
  readonly billed?: string;
  readonly list?: string | null;
  readonly contracted?: string | null;
  readonly provider?: string;
  readonly account?: string;
  readonly subAccount?: string;
  readonly subAccountName?: string;
  readonly service?: string;
  readonly category?: string;
  /** The commitment discount, and whether it was used. */
  readonly commitment?: readonly [id: string, status: 'Used' | 'Unused'];
  readonly resource?: string;
  readonly resourceName?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The columns of parts that questions read. */
export const CHARGE_COLUMNS = {
  BilledCost: 'decimal(38, 12)',
  EffectiveCost: 'decimal(38, 12)',
  ListCost: 'decimal(38, 12)',
  ContractedCost: 'decimal(38, 12)',
  ChargePeriodStart: 'timestamp',
  ChargePeriodEnd: 'timestamp',
  ServiceProviderName: 'varchar',
  BillingAccountId: 'varchar',
  SubAccountId: 'varchar',
  SubAccountName: 'varchar',
  ServiceName: 'varchar',
  ChargeCategory: 'varchar',
  CommitmentDiscountId: 'varchar',
  CommitmentDiscountStatus: 'varchar',
  ResourceId: 'varchar',
  ResourceName: 'varchar',
  Tags: 'varchar',
} as const;

/** The charge as a row of VALUES, in the order of the columns. */
export function chargeRow(charge: Charge): string {
  const { start, cost, billed = cost, list = cost, contracted = cost, tags } = charge;
  const values: Record<keyof typeof CHARGE_COLUMNS, string | null | undefined> = {
    BilledCost: billed,
    EffectiveCost: cost,
    ListCost: list,
    ContractedCost: contracted,
    ChargePeriodStart: sqlTime(Date.parse(start)),
    ChargePeriodEnd: sqlTime(endOf(charge)),
    ServiceProviderName: charge.provider,
    BillingAccountId: charge.account,
    SubAccountId: charge.subAccount,
    SubAccountName: charge.subAccountName,
    ServiceName: charge.service,
    ChargeCategory: charge.category,
    CommitmentDiscountId: charge.commitment?.[0],
    CommitmentDiscountStatus: charge.commitment?.[1],
    ResourceId: charge.resource,
    ResourceName: charge.resourceName,
    Tags: tags === undefined ? null : JSON.stringify(tags),
  };
  const columns = Object.keys(CHARGE_COLUMNS) as (keyof typeof CHARGE_COLUMNS)[];
  return `(${columns.map((column) => (values[column] == null ? 'null' : literal(values[column]))).join(', ')})`;
}

export function endOf({ start, end }: Charge): Instant {
  return end === undefined ? Date.parse(start) + DAY : Date.parse(end);
}

function sqlTime(instant: Instant): string {
  return timestamp(instant).replace('T', ' ').replace('Z', '');
}
