import { join } from 'node:path';
import type { Engine } from './Engine.js';
import { digestOf } from './files/digestOf.js';
import { moveDurably } from './files/writeAtomically.js';
import type { Revision } from './Manifest.js';
import { COSTS } from './parts/writeRollup.js';
import { cells } from './questions/cells.js';
import type { Edition } from './questions/cells.js';
import { identifier, literal } from './sql.js';

/** One billing period of one source that a refresh changed. */
export interface ChangedPeriod {
  readonly source: string;
  readonly period: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What changed in a period: exact decimals of effective cost, and how much of it was added and removed. */
export interface PeriodDifference {
  readonly source: string;
  readonly period: string;
  readonly before: string;
  readonly after: string;
  readonly added: string;
  readonly removed: string;
}

/**
 * Writes what a publication changes: one row for each source, period, day and combination of visible columns whose costs
 * differ, with old and new costs. `edition` must know the parts of before and after.
 */
export async function writeRevision(
  engine: Engine,
  edition: Edition,
  changed: readonly ChangedPeriod[],
  publication: { readonly sequence: number; readonly publishedAt: string },
): Promise<{ readonly revision: Revision; readonly differences: readonly PeriodDifference[] }> {
  const names = edition.visibility.names.map(identifier).join(', ');
  const sides = changed.flatMap(({ source, period, before, after }) => [
    side(edition, source, period, before, names, { of: 'Old', not: 'New' }),
    side(edition, source, period, after, names, { of: 'New', not: 'Old' }),
  ]);
  const sums = COSTS.flatMap((cost) => [
    `sum(Old${cost})::decimal(38, 12) as Old${cost}`,
    `sum(New${cost})::decimal(38, 12) as New${cost}`,
  ]);
  await engine.run(`create or replace temp table differences as
    select x_Source, x_BillingPeriod, Day, ${names}, ${sums.join(', ')} from (${sides.join(' union all ')})
    group by all having ${COSTS.map((cost) => `sum(Old${cost}) <> sum(New${cost})`).join(' or ')}`);

  const file = `revisions/${String(publication.sequence).padStart(9, '0')}.parquet`;
  const aside = join(edition.folder, 'tmp', 'revision.parquet');
  await engine.run(`copy differences to ${literal(aside)} (format parquet, compression zstd)`);
  await moveDurably(aside, join(edition.folder, file));
  const rows = await engine.rows(`
    select x_Source as source, x_BillingPeriod as period, sum(OldEffectiveCost)::varchar as before, sum(NewEffectiveCost)::varchar as after,
      sum(greatest(NewEffectiveCost - OldEffectiveCost, 0))::varchar as added, sum(greatest(OldEffectiveCost - NewEffectiveCost, 0))::varchar as removed
    from differences group by 1, 2 order by 1, 2`);
  await engine.run('drop table differences');
  return {
    revision: {
      ...publication,
      file,
      digest: await digestOf(join(edition.folder, file)),
      columns: edition.visibility.names,
    },
    differences: rows.map((row) => ({
      source: String(row['source']),
      period: String(row['period']),
      before: String(row['before']),
      after: String(row['after']),
      added: String(row['added']),
      removed: String(row['removed']),
    })),
  };
}

function side(
  edition: Edition,
  source: string,
  period: string,
  parts: readonly string[],
  names: string,
  { of, not }: { readonly of: string; readonly not: string },
): string {
  const costs = COSTS.flatMap((cost) => [`${cost} as ${of}${cost}`, `0::decimal(38, 12) as ${not}${cost}`]).toSorted(
    (a, b) => {
      const name = (text: string): string => text.split(' as ')[1] ?? '';
      return name(a) < name(b) ? -1 : 1;
    },
  );
  return `select ${literal(source)} as x_Source, ${literal(period)} as x_BillingPeriod, Day, ${names}, ${costs.join(', ')} from ${cells(edition, parts)}`;
}
