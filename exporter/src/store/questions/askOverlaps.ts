import { join } from 'node:path';
import type { Engine } from '../Engine.js';
import { literal, parquet } from '../sql.js';
import type { Edition } from './cells.js';

/** Two parts of one billing period that hold charges of the same days and billing account. */
export interface Overlap {
  readonly first: string;
  readonly second: string;
  readonly billingAccount: string;
  readonly from: string;
  readonly to: string;
}

/** Overlaps between parts that should not share days; the first few are enough to look at. */
export async function askOverlaps(
  engine: Engine,
  { folder, manifest }: Edition,
  parts: readonly string[],
): Promise<readonly Overlap[]> {
  const days = parts.flatMap((id) => {
    const part = manifest.parts[id];
    return part === undefined
      ? []
      : `select distinct ${literal(id)} as part, Day, BillingAccountId from ${parquet(join(folder, part.rollup.file))}`;
  });
  if (days.length < 2) return [];
  const rows = await engine.rows(`
    with days as (${days.join(' union all ')})
    select a.part as "first", b.part as "second", coalesce(a.BillingAccountId, 'none') as account, min(Day)::varchar as "from", max(Day)::varchar as "to"
    from days as a join days as b using (Day) where a.part < b.part and a.BillingAccountId is not distinct from b.BillingAccountId
    group by 1, 2, a.BillingAccountId order by 1, 2, 3 limit 5`);
  return rows.map((row) => ({
    first: String(row['first']),
    second: String(row['second']),
    billingAccount: String(row['account']),
    from: String(row['from']),
    to: String(row['to']),
  }));
}
