import type { BusinessUnit, Team } from './teams.js';
import type { Shape } from './Shape.js';

export type SourceId = 'aws' | 'azure' | 'gcp' | 'lumen';

/** Values of FOCUS and provider columns by column name; an absent column is null. Only those of one row kind. */
export type Columns = Readonly<Record<string, string>>;

export interface SubAccount {
  readonly id: string;
  readonly region: string;
  readonly regionName: string;
}

export interface Service {
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly resourceType: string;
  /** Of a resource; `{account}`, `{region}`, `{name}`, `{hex8}`, `{hex17}` are filled in. */
  readonly resourceId: string;
  /** How the provider itself calls the service and what is done with it, for its own columns. */
  readonly code: string;
  readonly operation?: string;
  /** Whether its resources lie in one availability zone. */
  readonly isZonal?: true;
}

/** [key of the service, list price in millionths, pricing unit, meter]. */
export type SkuRow = readonly [service: string, priceMicros: number, unit: string, meter: string];

export interface FleetOptions {
  /** Has hourly rows in the last three weeks. */
  readonly hourly?: true;
  /** Key of the commitment that covers it. */
  readonly plan?: string;
  /** `none`: no tags at all; `partial`: an environment, but nobody's name. Others are tagged, well or badly. */
  readonly tagging?: 'none' | 'partial';
  readonly event?: 'runaway' | 'leak';
  /** More tags, beside those of the owner. */
  readonly tags?: Columns;
}

/** [name, resources, key of the sku, quantity of each a day at present, shape, team, environment, options]. */
export type FleetRow = readonly [
  name: string,
  count: number,
  sku: string,
  perDay: number,
  shape: Shape,
  team: Team,
  environment: 'prod' | 'staging' | 'dev',
  options?: FleetOptions,
];

/** A commitment to pay for resources whether they run or not, bought by the month. */
export interface PlanRow {
  readonly key: string;
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly category: 'Spend' | 'Usage';
  readonly unit: string;
  readonly service: string;
  readonly subAccount: BusinessUnit;
  /** What a covered hour costs, as a share of its list price. */
  readonly ratePermille: number;
  /** Bought so many months before the present one; absent means before all history. */
  readonly startMonthsAgo?: number;
}

/** A charge that comes once a month: a fee, a credit, a seat, a correction. */
export interface MonthlyRow {
  readonly name: string;
  readonly description: string;
  readonly category: 'Usage' | 'Purchase' | 'Tax' | 'Credit' | 'Adjustment';
  readonly isCorrection?: true;
  readonly service: string;
  readonly subAccount: BusinessUnit;
  readonly team?: Team;
  /** Negative for money back. */
  readonly quantity: number;
  /** Of one unit, in millionths. */
  readonly priceMicros: number;
  readonly unit: string;
  /** Day of the month that it is charged for; absent means the whole month. */
  readonly day?: number;
  /** Charged for the month before the billing period. */
  readonly isForPreviousMonth?: true;
  /** The day of the billing period on which it becomes known; 1 unless given. */
  readonly knownOnDay?: number;
  /** Half the width of how much the quantity differs from month to month, as a share. */
  readonly vary?: number;
}

/** All that one provider bills for, as data. */
export interface EstateTables {
  readonly source: SourceId;
  readonly provider: string;
  readonly publisher: string;
  readonly issuer: string;
  readonly billingAccountId: string;
  readonly billingAccountName: string;
  readonly billingAccountType: string;
  readonly subAccountType: string;
  readonly subAccounts: Readonly<Record<BusinessUnit, SubAccount>>;
  /** Between a region and the letter of its zone. */
  readonly zoneSeparator: '' | '-';
  /** Negotiated price as a share of the list price. */
  readonly contractedPermille: number;
  readonly services: Readonly<Record<string, Service>>;
  readonly skus: Readonly<Record<string, SkuRow>>;
  readonly fleets: readonly FleetRow[];
  readonly plans: readonly PlanRow[];
  readonly monthly: readonly MonthlyRow[];
  /** Tax on the month's purchases; 0 for none. */
  readonly taxPermille: number;
  /** Credited back on the daily use of one service, by business unit; null for none. */
  readonly sustainedUse: { readonly service: string; readonly permille: number } | null;
}
