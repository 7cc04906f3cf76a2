import { DAY } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import { decimal } from '../decimal.js';
import { draw, hexOf, keyOf } from '../draw.js';
import { baseColumns } from './baseColumns.js';
import type { EstateOptions, Item } from './Estate.js';
import type { Columns, EstateTables, PlanRow, Service, SkuRow } from '../tables/EstateTables.js';
import type { Fleet } from './fleet.js';
import { inTables } from './inTables.js';
import { memberTags } from './memberTags.js';
import { planColumns } from './planColumns.js';
import { planStart } from './planStart.js';
import { TEAMS } from '../tables/teams.js';
import type { BusinessUnit } from '../tables/teams.js';

const FOREVER = 1_000_000;
const GROWTH_DAYS = 426;
const SHARE_BORN_IN_HISTORY = 0.24;
const SHARE_RETIRED_IN_HISTORY = 0.04;

/**
 * The resources of a fleet, as many as the scale asks for: of three resources at scale 0.1, one in three cases.
 * Those of events and commitments are always there.
 */
export function members(tables: EstateTables, fleet: Fleet, options: EstateOptions): readonly Item[] {
  const isKept = fleet.event !== undefined || fleet.plan !== undefined;
  const luck = draw(keyOf(options.seed, tables.source, fleet.name, 'scale'), 0);
  const count = Math.max(Math.floor(fleet.count * options.scale + luck), isKept ? 1 : 0);
  const names = Array.from({ length: count }, (_, index) => `${fleet.name}-${String(index + 1).padStart(2, '0')}`);
  return (count === 1 ? [fleet.name] : names).flatMap((name) => member(tables, { ...fleet, name }, options));
}

/** One resource, which carries its own name; two items when a commitment begins to cover it within the history. */
function member(tables: EstateTables, fleet: Fleet, options: EstateOptions): readonly Item[] {
  const key = keyOf(options.seed, tables.source, fleet.name);
  const sku = inTables(tables.skus[fleet.sku], fleet.sku);
  const [serviceKey, listMicros] = sku;
  const service = inTables(tables.services[serviceKey], serviceKey);
  const contractedMicros = Math.floor((listMicros * tables.contractedPermille) / 1000);
  const { unit } = TEAMS[fleet.team];
  const item = {
    key,
    columns: {
      ...baseColumns(tables, unit, service),
      ...usageColumns(sku, fleet.sku, contractedMicros),
      ...resourceColumns(tables, service, { name: fleet.name, unit, key }),
      Tags: memberTags(fleet, key),
      x_Group: fleet.team,
      ...fleet.tags,
    },
    unit,
    service: service.name,
    perDayMillis: Math.round(fleet.perDay * 1000),
    shape: fleet.shape,
    isHourly: fleet.hourly === true,
    event: fleet.event ?? null,
    listMicros,
    contractedMicros,
    effectiveMicros: contractedMicros,
    plan: null,
    ...lifetime(key, fleet, options.now),
  };
  const row = tables.plans.find((plan) => plan.key === fleet.plan);
  return row === undefined ? [item] : beforeAndAfter(item, row, options.now);
}

/** The resource at its contracted price, and from the start of the plan at the rate of the plan. */
function beforeAndAfter(item: Item, row: PlanRow, now: Instant): readonly Item[] {
  const from = planStart(row, now);
  const covered = {
    ...item,
    from,
    plan: row.key,
    effectiveMicros: Math.floor((item.listMicros * row.ratePermille) / 1000),
    columns: {
      ...item.columns,
      ...planColumns(row),
      PricingCategory: 'Committed',
      CommitmentDiscountStatus: 'Used',
    },
  };
  return [{ ...item, to: from - 1 }, covered];
}

function usageColumns([, listMicros, unit, meter]: SkuRow, skuKey: string, contractedMicros: number): Columns {
  const skuId = hexOf(keyOf(0, skuKey), 12).toUpperCase();
  return {
    ChargeCategory: 'Usage',
    ChargeDescription: `$${decimal(listMicros, 6)} per ${unit} of ${meter}`,
    ChargeFrequency: 'Usage-Based',
    ConsumedUnit: unit,
    ContractedUnitPrice: decimal(contractedMicros, 6),
    ListUnitPrice: decimal(listMicros, 6),
    PricingCategory: 'Standard',
    PricingCurrencyContractedUnitPrice: decimal(contractedMicros, 6),
    PricingCurrencyListUnitPrice: decimal(listMicros, 6),
    PricingUnit: unit,
    SkuId: skuId,
    SkuMeter: meter,
    SkuPriceDetails: JSON.stringify({ x_sku: skuKey }),
    SkuPriceId: `${skuId}.JRTCKXETXF`,
    x_Sku: skuKey,
  };
}

interface Resource {
  readonly name: string;
  readonly unit: BusinessUnit;
  readonly key: number;
}

function resourceColumns(tables: EstateTables, service: Service, { name, unit, key }: Resource): Columns {
  const subAccount = tables.subAccounts[unit];
  const blanks: Columns = {
    account: subAccount.id,
    region: subAccount.region,
    group: unit,
    name,
    hex8: hexOf(key, 8),
    hex16: hexOf(key, 16),
  };
  const zone = `${subAccount.region}${tables.zoneSeparator}${'abc'.charAt(Math.floor(draw(keyOf(key, 'zone'), 0) * 3))}`;
  return {
    AvailabilityZone: service.isZonal === true ? zone : '',
    ResourceId: service.resourceId.replace(/\{(\w+)\}/g, (_, blank: string) => blanks[blank] ?? ''),
    ResourceName: name,
    ResourceType: service.resourceType,
    x_Operation: service.operation ?? '',
    x_ServiceCode: service.code,
  };
}

/** Some resources were created within the history and some retired, so that a fleet grows like the business. */
function lifetime(key: number, fleet: Fleet, now: Instant): { from: number; to: number } {
  const today = Math.floor(now / DAY);
  const isOldAndSteady = fleet.count < 3 || fleet.event !== undefined || fleet.plan !== undefined;
  if (isOldAndSteady || fleet.shape === 'storage') {
    return { from: -FOREVER, to: FOREVER };
  }
  const luck = draw(keyOf(key, 'lifetime'), 0);
  if (luck < SHARE_BORN_IN_HISTORY) {
    return { from: today - Math.floor((luck / SHARE_BORN_IN_HISTORY) * GROWTH_DAYS), to: FOREVER };
  }
  const retirement = (1 - luck) / SHARE_RETIRED_IN_HISTORY;
  return { from: -FOREVER, to: retirement < 1 ? today - Math.floor(retirement * GROWTH_DAYS) : FOREVER };
}
