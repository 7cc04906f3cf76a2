import { baseColumns } from './baseColumns.js';
import type { Estate, EstateOptions } from './Estate.js';
import type { Columns, EstateTables } from '../tables/EstateTables.js';
import { fleet } from './fleet.js';
import { inTables } from './inTables.js';
import { members } from './members.js';
import { monthlyItem } from './monthlyItem.js';
import { plan } from './plan.js';
import type { BusinessUnit } from '../tables/teams.js';

/** The resources, commitments and monthly charges of one provider, spelled out from its tables. */
export function buildEstate(tables: EstateTables, options: EstateOptions): Estate {
  const items = tables.fleets.flatMap((row) => members(tables, fleet(row), options));
  return {
    source: tables.source,
    items,
    plans: tables.plans.map((row) => plan(tables, row, { ...options, items })),
    monthly: tables.monthly.map((row) => monthlyItem(tables, row, options.seed)),
    tax: tables.taxPermille === 0 ? null : { permille: tables.taxPermille, columns: taxColumns(tables) },
    sustainedUse: sustainedUse(tables),
  };
}

function taxColumns(tables: EstateTables): Columns {
  const service = inTables(tables.services['support'], 'support');
  return {
    ...baseColumns(tables, 'corporate', service),
    ChargeCategory: 'Tax',
    ChargeDescription: 'Tax on purchases of the month',
    ChargeFrequency: 'Recurring',
    x_ServiceCode: service.code,
    x_Sku: 'tax',
  };
}

function sustainedUse(tables: EstateTables): Estate['sustainedUse'] {
  if (tables.sustainedUse === null) {
    return null;
  }
  const { permille, service: serviceKey } = tables.sustainedUse;
  const service = inTables(tables.services[serviceKey], serviceKey);
  const units = Object.keys(tables.subAccounts) as BusinessUnit[];
  const columns = (unit: BusinessUnit): Columns => ({
    ...baseColumns(tables, unit, service),
    ChargeCategory: 'Credit',
    ChargeDescription: 'Sustained usage discount',
    ChargeFrequency: 'Usage-Based',
    x_ServiceCode: service.code,
    x_Sku: 'sustained-use',
  });
  return { permille, service: service.name, credits: new Map(units.map((unit) => [unit, columns(unit)])) };
}
