import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Engine } from '../Engine.js';
import { digestOf } from '../files/digestOf.js';
import { moveDurably } from '../files/writeAtomically.js';
import { normalKey } from '../../domain/Attribution.js';
import type { Part, Rollup } from '../Manifest.js';
import { claimSql } from '../predicateSql.js';
import type { Leaf } from '../predicateSql.js';
import { identifier, literal, literals, parquet } from '../sql.js';
import { parquetOptions } from './parquetOptions.js';
import { claimName, CLAIMS, tagColumn } from '../visibility.js';
import type { Visibility } from '../visibility.js';

/** The cost columns of parts, rollups and cells. */
export const COSTS = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'] as const;

/** The column of each cost basis. */
export const COST_OF = {
  effective: 'EffectiveCost',
  billed: 'BilledCost',
  list: 'ListCost',
  contracted: 'ContractedCost',
} as const;

/** Writes the daily sums of one part over the visible columns and tags, beside the part. */
export async function writeRollup(
  engine: Engine,
  folder: string,
  part: Pick<Part, 'file' | 'columns' | 'tagKeys'>,
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

/** The charges of a part with what is visible as columns; what the part lacks is null. */
export function visibleCharges(
  folder: string,
  part: Pick<Part, 'file' | 'columns' | 'tagKeys'>,
  { columns, tags, claims }: Visibility,
): string {
  const present = (name: string): string => {
    const found = part.columns.find((column) => column.toLowerCase() === name.toLowerCase());
    return found === undefined ? 'null' : identifier(found);
  };
  const visible = columns.map((name) => `${present(name)}::varchar as ${identifier(name)}`);
  const spellings = tags.map((key) => spellingsOf(key, part.tagKeys));
  const keys = spellings.flat();
  const extracted = (key: string): string => `${TAG_VALUES}[${keys.indexOf(key) + 1}]`;
  const tagged = tags.map((key, index) => {
    const values = (spellings[index] ?? []).map((spelling) => `clean_tag(${extracted(spelling)})`);
    const value = values.length === 0 ? 'null::varchar' : `coalesce(${values.join(', ')})`;
    return `${value} as ${identifier(tagColumn(key))}`;
  });
  const bill = parquet(join(folder, part.file));
  const resources = claims.length === 0 ? null : claimedResources(bill, claims, present);
  const paths = literals(keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  const values = keys.length === 0 ? '' : `, json_extract_string(Tags, ${paths}) as ${TAG_VALUES}`;
  return `select ChargePeriodStart as x_Start, ChargePeriodEnd as x_End, ResourceId as x_ResourceId, ResourceName as x_ResourceName, ${[...visible, ...tagged, ...(resources === null ? [] : [identifier(CLAIMS)]), ...COSTS].join(', ')}
    from (select *${values} from ${bill}) ${resources ?? ''}`;
}

/** Joins what is claimed of resources, asked once of each: a resource has many charges, and rules many claims. */
function claimedResources(bill: string, claims: readonly Leaf[], present: (name: string) => string): string {
  const fields = [...new Set(claims.flatMap(({ field }) => ('column' in field ? present(field.column) : [])))];
  const key = (field: string): string => identifier(`key of ${field}`);
  const claimed = claims.map((leaf) => {
    const value = 'column' in leaf.field ? `nullif(trim(${key(present(leaf.field.column))}::varchar), '')` : 'null';
    return `case when ${claimSql(leaf, value)} then ${literal(claimName(leaf))} end`;
  });
  return `join (
      select *, nullif(concat(${claimed.join(', ')}), '') as ${identifier(CLAIMS)}
      from (select distinct ${fields.map((field) => `${field} as ${key(field)}`).join(', ')} from ${bill})
    ) on ${fields.map((field) => `${field} is not distinct from ${key(field)}`).join(' and ')}`;
}

/** The keys of a part that are a key in other spellings, the very same one first. */
function spellingsOf(key: string, tagKeys: readonly string[]): string[] {
  const spellings = tagKeys.filter((found) => normalKey(found) === normalKey(key));
  return spellings.toSorted((a, b) => Number(b === key) - Number(a === key) || (a < b ? -1 : 1));
}
