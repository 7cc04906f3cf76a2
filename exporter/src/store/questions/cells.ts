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
 * With `asOf`, as published by the end of that day: what later revisions changed is taken back.
 */
export function cells(edition: Edition, parts: readonly string[], asOf?: Day): string {
  const { manifest, visibility } = edition;
  const files = parts.flatMap((part) => manifest.parts[part]?.rollup.file ?? []);
  const present = relation(edition, files);
  if (asOf === undefined) return present;
  const later = revisionsAfter(manifest, asOf);
  if (later.length === manifest.revisions.length) return `(select * from ${present} where false)`;
  const undone = later.map(
    (revision) => `select Day, ${visibility.names
      .map((name) => (revision.columns.includes(name) ? identifier(name) : `null::varchar as ${identifier(name)}`))
      .join(', ')}, ${COSTS.map((cost) => `Old${cost} - New${cost} as ${cost}`).join(', ')}
    from ${parquet(join(edition.folder, revision.file))}`,
  );
  return `(${[`select * from ${present}`, ...undone].join(' union all ')})`;
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
