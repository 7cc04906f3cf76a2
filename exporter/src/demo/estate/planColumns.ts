import type { Columns, PlanRow } from '../tables/EstateTables.js';

/** What every row of a commitment says. */
export function planColumns(row: PlanRow): Columns {
  return {
    CommitmentDiscountCategory: row.category,
    CommitmentDiscountId: row.id,
    CommitmentDiscountName: row.name,
    CommitmentDiscountType: row.type,
    CommitmentDiscountUnit: row.unit,
  };
}
