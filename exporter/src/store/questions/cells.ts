import { join } from 'node:path';
import type { Day } from '../../domain/Day.js';
import { addDays, startOf } from '../../domain/Day.js';
import type { Manifest, Part, Revision } from '../Manifest.js';
import { COSTS, visibleCharges } from '../parts/writeRollup.js';
import { identifier, parquet } from '../sql.js';
import type { Visibility } from '../visibility.js';

/** A published manifest with what of it is to be seen. */
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
 * Charges stand for themselves where there is no rollup in which all of that is visible.
 * With `asOf`, as published by the end of that day: what later revisions changed is taken back, and a cell of which
 * nothing is left was not there.
 */
export function cells(edition: Edition, parts: readonly string[], asOf?: Day): string {
  const { manifest } = edition;
  const present = relation(
    edition,
    parts.flatMap((part) => manifest.parts[part] ?? []),
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

function relation({ folder, visibility }: Edition, parts: readonly Part[]): string {
  const columns = ['Day', ...visibility.names.map(identifier), ...COSTS].join(', ');
  const rolledUp = parts.filter(({ rollup }) => rollup.visibility === visibility.id);
  const charges = parts.filter((part) => !rolledUp.includes(part));
  const selects = [
    ...(rolledUp.length === 0
      ? []
      : [`select ${columns} from ${parquet(rolledUp.map(({ rollup }) => join(folder, rollup.file)))}`]),
    ...charges.map((part) => `select ${columns} from (${dailyCharges(folder, part, visibility)})`),
  ];
  return selects.length === 0 ? emptyRelation(visibility) : `(${selects.join(' union all ')})`;
}

function dailyCharges(folder: string, part: Part, visibility: Visibility): string {
  const costs = COSTS.map((cost) => `coalesce(${cost}, 0)::decimal(38, 12) as ${cost}`);
  return `select x_Start::date as Day, ${[...visibility.names.map(identifier), ...costs].join(', ')}
    from (${visibleCharges(folder, part, visibility)})`;
}

function emptyRelation({ names }: Visibility): string {
  const empty = [
    'null::date as Day',
    ...names.map((name) => `null::varchar as ${identifier(name)}`),
    ...COSTS.map((cost) => `0::decimal(38, 12) as ${cost}`),
  ];
  return `(select ${empty.join(', ')} where false)`;
}
