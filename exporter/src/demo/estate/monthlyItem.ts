import { decimal } from '../decimal.js';
import { hexOf, keyOf } from '../draw.js';
import { baseColumns } from './baseColumns.js';
import type { MonthlyItem } from './Estate.js';
import type { EstateTables, MonthlyRow } from '../tables/EstateTables.js';
import { inTables } from './inTables.js';
import { TEAMS } from '../tables/teams.js';

/** A fee, seat, credit or correction, with the columns of its rows. */
export function monthlyItem(tables: EstateTables, row: MonthlyRow, seed: number): MonthlyItem {
  const service = inTables(tables.services[row.service], row.service);
  const price = decimal(row.priceMicros, 6);
  const isPriced = row.category === 'Usage' || row.category === 'Purchase';
  return {
    row,
    key: keyOf(seed, tables.source, row.name),
    columns: {
      ...baseColumns(tables, row.subAccount, service),
      ...(isPriced && {
        ContractedUnitPrice: price,
        ListUnitPrice: price,
        PricingCategory: 'Standard',
        PricingCurrencyContractedUnitPrice: price,
        PricingCurrencyListUnitPrice: price,
        PricingUnit: row.unit,
        SkuId: hexOf(keyOf(0, row.name), 12).toUpperCase(),
        SkuPriceId: `${hexOf(keyOf(0, row.name), 12).toUpperCase()}.JRTCKXETXF`,
      }),
      ...(row.category === 'Usage' && { ConsumedUnit: row.unit }),
      ChargeCategory: row.category,
      ChargeClass: row.isCorrection === true ? 'Correction' : '',
      ChargeDescription: row.description,
      ChargeFrequency: row.category === 'Usage' ? 'Usage-Based' : row.day === undefined ? 'Recurring' : 'One-Time',
      Tags: row.team === undefined ? '' : JSON.stringify({ team: row.team, product: TEAMS[row.team].product }),
      x_ServiceCode: service.code,
      x_Sku: row.name,
    },
  };
}
