import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Engine } from '../Engine.js';
import { digestOf } from '../files/digestOf.js';
import { moveDurably } from '../files/writeAtomically.js';
import type { Part, Rollup } from '../Manifest.js';
import { identifier, literal, literals, parquet } from '../sql.js';
import { parquetOptions } from './parquetOptions.js';
import { tagColumn } from '../visibility.js';
import type { Visibility } from '../visibility.js';

/** The cost columns of parts, rollups and cells. */
export const COSTS = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'] as const;

/** Writes the daily sums of one part over the visible columns and tags, beside the part. */
export async function writeRollup(
  engine: Engine,
  folder: string,
  part: Pick<Part, 'file' | 'columns'>,
  visibility: Visibility,
): Promise<Rollup> {
  const aside = join(folder, 'tmp', `rollup-${randomUUID()}.parquet`);
  await engine.run(`copy (
    select x_Start::date as Day, ${visibility.names.map(identifier).join(', ')},
      ${COSTS.map((cost) => `coalesce(sum(${cost}), 0)::decimal(38, 12) as ${cost}`).join(', ')}, count(*) as Charges
    from (${visibleCharges(folder, part, visibility)}) group by all
  ) to ${literal(aside)} (${parquetOptions(engine)})`);
  const file = part.file.replace(/\.parquet$/, `.${visibility.id}.daily.parquet`);
  await moveDurably(aside, join(folder, file));
  return { file, digest: await digestOf(join(folder, file)), visibility: visibility.id };
}

/** A name that no column of a bill may have. */
const TAG_VALUES = identifier('outlay value of tags');

/** The charges of a part with the visible columns and tags as columns; what the part lacks is null. */
export function visibleCharges(
  folder: string,
  part: Pick<Part, 'file' | 'columns'>,
  { columns, tags }: Visibility,
): string {
  const visible = columns.map((name) => {
    const present = part.columns.find((column) => column.toLowerCase() === name.toLowerCase());
    return `${present === undefined ? 'null' : identifier(present)}::varchar as ${identifier(name)}`;
  });
  const tagged = tags.map((key, index) => `${TAG_VALUES}[${index + 1}] as ${identifier(tagColumn(key))}`);
  const paths = literals(tags.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  const extracted = tags.length === 0 ? '' : `, json_extract_string(Tags, ${paths}) as ${TAG_VALUES}`;
  return `select ChargePeriodStart as x_Start, ChargePeriodEnd as x_End, ResourceId as x_ResourceId, ResourceName as x_ResourceName, ${[...visible, ...tagged, ...COSTS].join(', ')}
    from (select *${extracted} from ${parquet(join(folder, part.file))})`;
}
