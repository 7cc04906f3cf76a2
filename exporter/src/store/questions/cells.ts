import { join } from 'node:path';
import type { Day } from '../../domain/Day.js';
import { addDays, startOf } from '../../domain/Day.js';
import type { Manifest, Revision } from '../Manifest.js';
import { COSTS } from '../parts/writeRollup.js';
import { identifier, parquet } from '../sql.js';
import type { Visibility } from '../visibility.js';

/** A published manifest with what it takes to read it. */
export interface Edition {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly visibility: Visibility;
}

/** The parts that count, of one source or of all. */
export function liveParts({ sources, parts }: Manifest, source?: string): string[] {
  const live = Object.entries(sources)
    .filter(([id]) => source === undefined || id === source)
    .flatMap(([, { periods }]) => Object.values(periods).flatMap((period) => period.parts))
    .filter((part) => part in parts);
  return [...new Set(live)];
}

/**
 * The relation of daily cells: Day, the visible columns, the four costs. Empty, but of the same shape, without parts.
 * With `asOf`, as published by the end of that day: what later revisions changed is taken back, and a cell of which
 * nothing is left was not there.
 */
export function cells(edition: Edition, parts: readonly string[], asOf?: Day): string {
  const { manifest } = edition;
  const present = relation(
    edition,
    parts.flatMap((part) => manifest.parts[part]?.rollup.file ?? []),
  );
  if (asOf === undefined) return present;
  const later = revisionsAfter(manifest, asOf);
  if (later.length === manifest.revisions.length) return `(select * from ${present} where false)`;
  const keys = ['Day', ...edition.visibility.names.map(identifier)].join(', ');
  const sums = COSTS.map((cost) => `sum(${cost})::decimal(38, 12) as ${cost}`);
  const undone = later.map((revision) => takenBack(edition, revision));
  return `(select ${keys}, ${sums.join(', ')}
    from (${[`select *, false as x_IsTakenBack from ${present}`, ...undone].join(' union all ')}) group by ${keys}
    having not bool_or(x_IsTakenBack) or ${COSTS.map((cost) => `sum(${cost}) <> 0`).join(' or ')})`;
}

/** What a revision changed, with the opposite sign. What was not visible then is null. */
function takenBack({ folder, visibility }: Edition, { columns, file }: Revision): string {
  const names = visibility.names.map((name) =>
    columns.includes(name) ? identifier(name) : `null::varchar as ${identifier(name)}`,
  );
  const costs = COSTS.map((cost) => `Old${cost} - New${cost} as ${cost}`);
  return `select ${['Day', ...names, ...costs].join(', ')}, true as x_IsTakenBack from ${parquet(join(folder, file))}`;
}

/** Revisions that were published after the end of a UTC day. */
function revisionsAfter(manifest: Manifest, asOf: Day): readonly Revision[] {
  return manifest.revisions.filter(({ publishedAt }) => Date.parse(publishedAt) >= startOf(addDays(asOf, 1)));
}

function relation({ folder, visibility }: Edition, files: readonly string[]): string {
  const columns = ['Day', ...visibility.names.map(identifier), ...COSTS].join(', ');
  if (files.length === 0) {
    const empty = [
      'null::date as Day',
      ...visibility.names.map((name) => `null::varchar as ${identifier(name)}`),
      ...COSTS.map((cost) => `0::decimal(38, 12) as ${cost}`),
    ];
    return `(select ${empty.join(', ')} where false)`;
  }
  return `(select ${columns} from ${parquet(files.map((file) => join(folder, file)))})`;
}
