import { hexOf, keyOf } from '../draw.js';
import { baseColumns } from './baseColumns.js';
import type { EstateOptions, Item, Plan } from './Estate.js';
import type { Columns, EstateTables, PlanRow } from '../tables/EstateTables.js';
import { inTables } from './inTables.js';
import { planColumns } from './planColumns.js';
import { planStart } from './planStart.js';

/** A commitment that is as large as all that it covers at full rate. */
export function plan(
  tables: EstateTables,
  row: PlanRow,
  { items, seed, now }: EstateOptions & { items: readonly Item[] },
): Plan {
  const covered = items.filter((item) => item.plan === row.key);
  const service = inTables(tables.services[row.service], row.service);
  const columns: Columns = {
    ...baseColumns(tables, row.subAccount, service),
    ...planColumns(row),
    ResourceId: row.id,
    ResourceName: row.name,
    ResourceType: row.type,
    SkuId: hexOf(keyOf(0, row.key), 12).toUpperCase(),
    SkuPriceId: `${hexOf(keyOf(0, row.key), 12).toUpperCase()}.COMMITTED`,
    x_ServiceCode: service.code,
    x_Sku: row.key,
  };
  return {
    key: row.key,
    numberKey: keyOf(seed, tables.source, row.key),
    hourNanos: covered.reduce((nanos, item) => nanos + item.effectiveMicros * (item.perDayMillis / 24), 0),
    unitNanos: row.category === 'Spend' ? 1 : (covered[0]?.effectiveMicros ?? 1),
    from: planStart(row, now),
    purchase: {
      ...columns,
      ChargeCategory: 'Purchase',
      ChargeFrequency: 'Recurring',
      ChargeDescription: `${row.name}, monthly fee`,
      PricingCategory: 'Standard',
      PricingUnit: 'Months',
    },
    unused: {
      ...columns,
      ChargeCategory: 'Usage',
      ChargeFrequency: 'Usage-Based',
      ChargeDescription: `${row.name}, not used`,
      CommitmentDiscountStatus: 'Unused',
      PricingCategory: 'Committed',
      PricingUnit: row.unit,
    },
  };
}
