import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from './Engine.js';
import { digestOf } from './files/digestOf.js';
import { moveDurably } from './files/writeAtomically.js';
import type { Revision } from './Manifest.js';
import { parquetOptions } from './parts/parquetOptions.js';
import { COSTS } from './parts/writeRollup.js';
import { cells } from './questions/cells.js';
import type { Edition } from './questions/cells.js';
import { identifier, literal, parquet } from './sql.js';

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
  const file = `revisions/${String(publication.sequence).padStart(9, '0')}.parquet`;
  // A name of its own: the engine remembers what it read under a name.
  const aside = join(edition.folder, 'tmp', `revision-${randomUUID()}.parquet`);
  await writeDifferences(engine, edition, changed, aside);
  const rows = await engine.rows(`
    select x_Source as source, x_BillingPeriod as period, sum(OldEffectiveCost)::varchar as before, sum(NewEffectiveCost)::varchar as after,
      sum(greatest(NewEffectiveCost - OldEffectiveCost, 0))::varchar as added, sum(greatest(OldEffectiveCost - NewEffectiveCost, 0))::varchar as removed
    from ${parquet(aside)} group by 1, 2 order by 1, 2`);
  await moveDurably(aside, join(edition.folder, file));
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

/** Period by period, because the cells of many periods at once, such as those of a first refresh, may not fit in memory. */
async function writeDifferences(
  engine: Engine,
  edition: Edition,
  changed: readonly ChangedPeriod[],
  target: string,
): Promise<void> {
  const copy = (select: string, to: string) =>
    engine.run(`copy (${select}) to ${literal(to)} (${parquetOptions(engine)})`);
  const isWhole = ({ before, after }: ChangedPeriod): boolean => before.length + after.length === 1;
  const whole = changed.filter(isWhole).map((period) => cellsOf(edition, period));
  const selects = [
    ...(whole.length === 0 ? [] : [whole.join(' union all ')]),
    ...changed.filter((period) => !isWhole(period)).map((period) => differencesOf(edition, period)),
  ];
  const [only] = selects;
  if (only !== undefined && selects.length === 1) return copy(only, target);

  const pieces: string[] = [];
  for (const [index, select] of selects.entries()) {
    const piece = `${target}.${index}`;
    await copy(select, piece);
    pieces.push(piece);
  }
  await copy(`select * from ${parquet(pieces)}`, target);
  for (const piece of pieces) await rm(piece);
}

/** The cells of a period that comes or goes as one part, where each cell stands once already. */
function cellsOf(edition: Edition, period: ChangedPeriod): string {
  return `select * from (${sidesOf(edition, period)}) where ${COSTS.map((cost) => `Old${cost} <> New${cost}`).join(' or ')}`;
}

function differencesOf(edition: Edition, period: ChangedPeriod): string {
  const names = edition.visibility.names.map(identifier).join(', ');
  const sums = COSTS.flatMap((cost) => [
    `sum(Old${cost})::decimal(38, 12) as Old${cost}`,
    `sum(New${cost})::decimal(38, 12) as New${cost}`,
  ]);
  return `select x_Source, x_BillingPeriod, Day, ${names}, ${sums.join(', ')} from (${sidesOf(edition, period)})
    group by all having ${COSTS.map((cost) => `sum(Old${cost}) <> sum(New${cost})`).join(' or ')}`;
}

/**
 * The cells of before and after, each with its costs on its side and zeros on the other. Where parts stay, only the days of
 * those that come or go, because others cannot differ.
 */
function sidesOf(edition: Edition, { source, period, before, after }: ChangedPeriod): string {
  const moved = [...before.filter((part) => !after.includes(part)), ...after.filter((part) => !before.includes(part))];
  const isMoved =
    moved.length === before.length + after.length ? 'true' : `Day in (select Day from ${cells(edition, moved)})`;
  const names = edition.visibility.names.map(identifier).join(', ');
  const side = (parts: readonly string[], costs: readonly string[]): string =>
    `select ${literal(source)} as x_Source, ${literal(period)} as x_BillingPeriod, Day, ${names}, ${costs.join(', ')} from ${cells(edition, parts)} where ${isMoved}`;
  const nothing = (name: string): string => `0::decimal(38, 12) as ${name}`;
  return [
    side(
      before,
      COSTS.flatMap((cost) => [`${cost} as Old${cost}`, nothing(`New${cost}`)]),
    ),
    side(
      after,
      COSTS.flatMap((cost) => [nothing(`Old${cost}`), `${cost} as New${cost}`]),
    ),
  ].join(' union all ');
}
