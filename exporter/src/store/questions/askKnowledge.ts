import { join } from 'node:path';
import type { Day, Instant } from '../../domain/Day.js';
import { addDays, DAY, dayOf } from '../../domain/Day.js';
import type { Engine } from '../Engine.js';
import { literal, parquet } from '../sql.js';
import type { Edition } from './cells.js';

/** What one publication changed of one day of one source; effective cost in the reporting currency, for ratios only. */
export interface KnowledgeStep {
  readonly source: string;
  readonly day: Day;
  readonly publishedAt: Instant;
  readonly change: number;
  /** Sum of the sizes of all changes: what was moved, even where it nets out. */
  readonly moved: number;
  /** Exact decimal of `moved`. */
  readonly movedCost: string;
}

/** Days whose knowledge is asked for, and how long ago a publication may be. */
const HORIZON_DAYS = 75;

/** How the knowledge of recent days grew, publication by publication, oldest first. */
export async function askKnowledge(
  engine: Engine,
  { folder, manifest }: Edition,
  now: Instant,
): Promise<readonly KnowledgeStep[]> {
  const revisions = manifest.revisions.filter(({ publishedAt }) => Date.parse(publishedAt) >= now - HORIZON_DAYS * DAY);
  if (revisions.length === 0) return [];
  const publishedAt = new Map(
    revisions.map((revision) => [join(folder, revision.file), Date.parse(revision.publishedAt)]),
  );
  const rows = await engine.rows(`
    select x_Source as source, Day::varchar as "day", filename,
      sum(NewEffectiveCost - OldEffectiveCost)::double as change, sum(abs(NewEffectiveCost - OldEffectiveCost))::double as moved,
      sum(abs(NewEffectiveCost - OldEffectiveCost))::decimal(38, 12)::varchar as moved_cost
    from ${parquet([...publishedAt.keys()], ', filename = true, union_by_name = true')}
    where Day >= ${literal(addDays(dayOf(now), -HORIZON_DAYS))} group by all order by filename, 1, 2`);
  return rows.map((row) => ({
    source: String(row['source']),
    day: String(row['day']),
    publishedAt: publishedAt.get(String(row['filename'])) ?? now,
    change: Number(row['change']),
    moved: Number(row['moved']),
    movedCost: String(row['moved_cost']),
  }));
}
