import type { ColumnRule, Mapping } from '../../normalize/Mapping.js';
import { SourceError } from '../../domain/SourceError.js';
import { identifier, literal } from '../sql.js';
import { readColumn, valueColumn } from './ResolvedColumn.js';
import type { ResolvedColumn } from './ResolvedColumn.js';
import { rejectionsOf } from './rejectionsOf.js';
import type { Rejection } from './rejectionsOf.js';

/** A column of the input as DuckDB sees it. Everything in a CSV is VARCHAR. */
export interface InputColumn {
  readonly name: string;
  readonly type: string;
}

/** Columns that every part has besides those of FOCUS; `x_` is FOCUS's prefix for columns of one's own. */
const OWN_COLUMNS = ['x_BillingPeriod', 'x_Record', 'x_SourceValues', 'x_Reject'];

/** The column of the input that numbers its records. */
export const RECORD_NUMBER = 'outlay record number';

/** Whether a column of a bill is named like one that a layer of the projection, or the reader of Parquet, makes. */
export function isTaken(name: string): boolean {
  return /^(outlay (record number|rejection|(read|value) .*)|file_row_number)$/is.test(name);
}

/** The billing period under which rejected rows stand until they are split off. */
export const REJECTED = 'rejected';

/**
 * Compiles a mapping to the SELECT that reads one input relation into charges.
 * A row that cannot be read carries `x_Reject` (JSON of column, value, reason, row); all others carry null.
 * `x_SourceValues` keeps, as JSON, the text of values that were rounded or, where they may be missing, not readable.
 * Throws SourceError when a mandatory column has a type that cannot hold its values.
 *
 * Each layer uses columns of the one below instead of repeating their expressions, which the planner pays for.
 */
export function projection(
  mapping: Mapping,
  input: readonly InputColumn[],
  relation: string,
  currency: string,
): string {
  const columns = mapping.columns.map((rule) => resolve(rule, input));
  const rejections = rejectionsOf(columns, currency);
  const row = input
    .filter(({ name }) => name !== RECORD_NUMBER)
    .map(({ name }) => `${literal(name)}: s.${identifier(name)}`);
  return `
    with read as (
      select *, ${columns.map((column) => `${column.read} as ${readColumn(column.rule)}`).join(', ')} from (${relation}) as s
    ), valued as (
      select *, ${columns.map((column) => `${column.value} as ${valueColumn(column.rule)}`).join(', ')} from read as s
    ), judged as (
      select *, case ${rejections.map(({ when }, index) => `when ${when} then ${index}`).join(' ')} end as "outlay rejection" from valued as s
    )
    select
      ${columns.map(({ rule }) => `${valueColumn(rule)} as ${identifier(rule.column)}`).join(', ')},
      ${keptColumns(mapping, input)
        .map(({ name, value }) => `${value} as ${identifier(name)},`)
        .join(' ')}
      s.${identifier(RECORD_NUMBER)} as x_Record,
      case when "outlay rejection" is not null then ${rejectJson(rejections, row)} end as x_Reject,
      case when ${columns.flatMap(changedCondition).join(' or ')} then to_json({${columns.flatMap(changedText).join(', ')}})::varchar end as x_SourceValues
    from judged as s`;
}

function resolve(rule: ColumnRule, input: readonly InputColumn[]): ResolvedColumn {
  const sources = rule.from.flatMap((name) => find(input, name) ?? []);
  if (sources.length === 0) return { rule, text: 'null::varchar', read: 'null', value: `null::${TYPES[rule.kind]}` };
  const texts = sources.map(asText);
  const text = texts.length === 1 ? String(texts[0]) : `coalesce(${texts.join(', ')})`;
  const only = sources[0];
  if (rule.kind === 'time' && only !== undefined && /^(TIMESTAMP|DATE)/.test(only.type)) {
    const column = `s.${identifier(only.name)}`;
    const isZoned = only.type === 'TIMESTAMP WITH TIME ZONE';
    return {
      rule,
      text,
      read: isZoned ? column : `timezone('UTC', ${column}::timestamp)`,
      value: `utc(${readColumn(rule)})`,
    };
  }
  if (rule.mandatory && sources.some(({ type }) => !READABLE[rule.kind].test(type))) {
    throw new SourceError(
      `column ${rule.column} has type ${sources[0]?.type ?? ''}: write it as ${EXPECTED[rule.kind]}`,
    );
  }
  return { rule, text, ...conversion(rule, text) };
}

const TYPES = { text: 'varchar', money: 'decimal(38, 12)', time: 'timestamp', tags: 'varchar' } as const;
const NUMBERS = /^(VARCHAR|DECIMAL|DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$)/;
const READABLE = { text: /^(VARCHAR|ENUM)/, money: NUMBERS, time: /^VARCHAR/, tags: /./ } as const;
const EXPECTED = {
  text: 'text',
  money: 'DECIMAL, DOUBLE or text',
  time: 'TIMESTAMP or text',
  tags: 'a MAP or JSON text',
} as const;

function conversion(rule: ColumnRule, text: string): Pick<ResolvedColumn, 'read' | 'value'> {
  const read = readColumn(rule);
  switch (rule.kind) {
    case 'money':
      return { read: `decimal_text(${text})`, value: `money_of(${read})` };
    case 'time':
      return { read: `moment(${text})`, value: `utc(${read})` };
    case 'tags':
      return { read: `tags(${text})`, value: read };
    case 'text': {
      const renamed = Object.entries(rule.values ?? {});
      if (renamed.length === 0) return { read: text, value: read };
      const cases = renamed.map(([from, to]) => `when ${literal(from)} then ${to === '' ? 'null' : literal(to)}`);
      return { read: text, value: `case ${read} ${cases.join(' ')} else ${read} end` };
    }
  }
}

/** Nested values become JSON. Text that means null in CSV exports is null already; Parquet has nulls of its own. */
function asText({ name, type }: InputColumn): string {
  const column = `s.${identifier(name)}`;
  if (type === 'VARCHAR') return column;
  if (/^STRUCT\("?key"? .*\)\[\]$/i.test(type)) return `to_json(map_from_entries(${entries(column)}))::varchar`;
  if (/[([]/.test(type) && !type.startsWith('DECIMAL') && !type.startsWith('ENUM'))
    return `to_json(${column})::varchar`;
  return `${column}::varchar`;
}

/** A list of pairs as entries of a map, which holds no key twice and none that is null: the first of each key. */
function entries(column: string): string {
  const key = 'struct_extract_at(e, 1)';
  const keys = `list_transform(${column}, lambda e: ${key})`;
  const first = `list_filter(${column}, lambda e, i: ${key} is not null and list_position(${keys}, ${key}) = i)`;
  return `list_transform(${first}, lambda e: {'key': ${key}, 'value': struct_extract_at(e, 2)})`;
}

function find(input: readonly InputColumn[], name: string): InputColumn | undefined {
  return input.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** Input columns that no rule carries over unchanged stay under their own name. */
function keptColumns(mapping: Mapping, input: readonly InputColumn[]): { name: string; value: string }[] {
  const targets = new Set(mapping.columns.map((rule) => rule.column.toLowerCase()));
  const renamed = new Set(
    mapping.columns.flatMap((rule) => {
      const present = rule.from.filter((name) => find(input, name) !== undefined);
      return present.length === 1 && rule.values === undefined ? present.map((name) => name.toLowerCase()) : [];
    }),
  );
  return input
    .filter(
      ({ name }) => !targets.has(name.toLowerCase()) && !renamed.has(name.toLowerCase()) && name !== RECORD_NUMBER,
    )
    .map((column) => ({
      name: OWN_COLUMNS.some((own) => own.toLowerCase() === column.name.toLowerCase())
        ? `x_Source_${column.name}`
        : column.name,
      value: asText(column),
    }));
}

function rejectJson(rejections: readonly Rejection[], row: readonly string[]): string {
  const choose = (part: (rejection: Rejection) => string): string =>
    `case "outlay rejection" ${rejections.map((rejection, index) => `when ${index} then ${part(rejection)}`).join(' ')} end`;
  return `to_json({"column": ${choose(({ column }) => literal(column))}, "value": left(${choose(({ text }) => text)}, 200),
    reason: ${choose(({ reason }) => reason)}, "row": left(to_json({${row.join(', ')}})::varchar, 65536)})::varchar`;
}

/** When the text of a value must be kept: it was rounded, or it is there but cannot be read. */
function changedCondition({ rule, text }: ResolvedColumn): string[] {
  const value = valueColumn(rule);
  if (rule.kind === 'money') return [`was_rounded(${readColumn(rule)})`, `(${text} is not null and ${value} is null)`];
  return rule.kind === 'tags' ? [`(${text} <> 'null' and ${value} is null)`] : [];
}

function changedText(column: ResolvedColumn): string[] {
  const condition = changedCondition(column);
  return condition.length === 0
    ? []
    : [`${literal(column.rule.column)}: case when ${condition.join(' or ')} then ${column.text} end`];
}
