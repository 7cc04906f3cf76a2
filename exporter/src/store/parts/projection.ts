import type { ColumnRule, Mapping } from '../../normalize/Mapping.js';
import { SourceError } from '../../domain/SourceError.js';
import { identifier, literal } from '../sql.js';

/** A column of the input as DuckDB sees it. Everything in a CSV is VARCHAR. */
export interface InputColumn {
  readonly name: string;
  readonly type: string;
}

/** Columns that every part has besides those of FOCUS; `x_` is FOCUS's prefix for columns of one's own. */
const OWN_COLUMNS = ['x_BillingPeriod', 'x_Record', 'x_SourceValues', 'x_Reject'];

/** The column of the input that numbers its records; no bill has a column of that name. */
export const RECORD_NUMBER = 'outlay record number';

/** The billing period under which rejected rows stand until they are split off. */
export const REJECTED = 'rejected';

/**
 * Compiles a mapping to the SELECT that reads one input relation into charges.
 * A row that cannot be read carries `x_Reject` (JSON of column, value, reason, row); all others carry null.
 * `x_SourceValues` keeps, as JSON, the text of values that were rounded or, where they may be missing, not readable.
 * Throws SourceError when a mandatory column has a type that cannot hold its values.
 */
export function projection(
  mapping: Mapping,
  input: readonly InputColumn[],
  relation: string,
  currency: string,
): string {
  const columns = mapping.columns.map((rule) => resolve(rule, input));
  const kept = keptColumns(mapping, input);
  const changed = columns.flatMap(({ rule, text, value }) => {
    if (rule.kind === 'money')
      return [
        `${literal(rule.column)}: case when is_rounded(${text}) or (${text} is not null and ${value} is null) then ${text} end`,
      ];
    if (rule.kind === 'tags')
      return [`${literal(rule.column)}: case when ${text} <> 'null' and ${value} is null then ${text} end`];
    return [];
  });
  const rejections = [...columns.flatMap((column) => rejectionsOf(column, currency)), ...endsBeforeStart(columns)];

  return `
    select
      ${columns.map(({ rule, value }) => `${value} as ${identifier(rule.column)}`).join(',\n      ')},
      ${kept.map((column) => `${column.value} as ${identifier(column.name)},`).join('\n      ')}
      s.${identifier(RECORD_NUMBER)} as x_Record,
      case ${rejections.map(({ when, column, text, reason }) => `when ${when} then ${rejectJson(column, text, reason)}`).join('\n        ')} end as x_Reject,
      nullif(to_json({${changed.join(', ')}})::varchar, ${literal(nothingChanged(columns))}) as x_SourceValues
    from (${relation}) as s`;
}

interface ResolvedColumn {
  readonly rule: ColumnRule;
  /** The input as text, null when absent. */
  readonly text: string;
  /** The value that the part holds. */
  readonly value: string;
}

function resolve(rule: ColumnRule, input: readonly InputColumn[]): ResolvedColumn {
  const sources = rule.from.flatMap((name) => find(input, name) ?? []);
  if (sources.length === 0) return { rule, text: 'null::varchar', value: `null::${TYPES[rule.kind]}` };
  const texts = sources.map(asText);
  const text = texts.length === 1 ? String(texts[0]) : `coalesce(${texts.join(', ')})`;
  const only = sources[0];
  if (rule.kind === 'time' && only !== undefined && /^(TIMESTAMP|DATE)/.test(only.type)) {
    const column = `s.${identifier(only.name)}`;
    return {
      rule,
      text,
      value: only.type === 'TIMESTAMP WITH TIME ZONE' ? `utc(${column})` : `in_range(${column}::timestamp)`,
    };
  }
  if (rule.mandatory && sources.some(({ type }) => !READABLE[rule.kind].test(type))) {
    throw new SourceError(
      `column ${rule.column} has type ${sources[0]?.type ?? ''}: write it as ${EXPECTED[rule.kind]}`,
    );
  }
  return { rule, text, value: convert(rule, text) };
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

function convert(rule: ColumnRule, text: string): string {
  switch (rule.kind) {
    case 'money':
      return `money(${text})`;
    case 'time':
      return `instant(${text})`;
    case 'tags':
      return `tags(${text})`;
    case 'text': {
      const renamed = Object.entries(rule.values ?? {});
      if (renamed.length === 0) return text;
      const cases = renamed.map(([from, to]) => `when ${literal(from)} then ${to === '' ? 'null' : literal(to)}`);
      return `case ${text} ${cases.join(' ')} else ${text} end`;
    }
  }
}

/** Nested values become JSON. Text that means null in CSV exports is null already; Parquet has nulls of its own. */
function asText({ name, type }: InputColumn): string {
  const column = `s.${identifier(name)}`;
  if (type === 'VARCHAR') return column;
  if (/^STRUCT\("?key"? .*\)\[\]$/i.test(type)) return `to_json(map_from_entries(${column}))::varchar`;
  if (/[([]/.test(type) && !type.startsWith('DECIMAL') && !type.startsWith('ENUM'))
    return `to_json(${column})::varchar`;
  return `${column}::varchar`;
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

interface Rejection {
  readonly when: string;
  readonly column: string;
  readonly text: string;
  /** SQL text. */
  readonly reason: string;
}

function rejectionsOf({ rule, text, value }: ResolvedColumn, currency: string): Rejection[] {
  if (!rule.mandatory) return [];
  const reject = (when: string, reason: string): Rejection => ({
    when,
    column: rule.column,
    text,
    reason: literal(reason),
  });
  const empty = reject(`${text} is null`, 'is empty; every charge needs it');
  switch (rule.kind) {
    case 'money':
      return [empty, { when: `${value} is null`, column: rule.column, text, reason: `money_problem(${text})` }];
    case 'time': {
      const unreadable = { when: `${value} is null`, column: rule.column, text, reason: `time_problem(${text})` };
      return [empty, unreadable];
    }
    case 'text': // BillingCurrency is the only mandatory text
      return [
        empty,
        reject(
          `upper(trim(${text})) <> ${literal(currency)}`,
          `is not the reporting currency ${currency}; keep bills in other currencies out of this exporter`,
        ),
      ];
    case 'tags':
      return [];
  }
}

function endsBeforeStart(columns: readonly ResolvedColumn[]): Rejection[] {
  const start = columns.find(({ rule }) => rule.column === 'ChargePeriodStart');
  const end = columns.find(({ rule }) => rule.column === 'ChargePeriodEnd');
  if (start === undefined || end === undefined) return [];
  const reason = literal('is before ChargePeriodStart; write the exclusive end of the charge period');
  return [{ when: `${end.value} < ${start.value}`, column: 'ChargePeriodEnd', text: end.text, reason }];
}

function rejectJson(column: string, text: string, reason: string): string {
  return `to_json({"column": ${literal(column)}, "value": left(${text}, 200), reason: ${reason}, "row": left(to_json(s)::varchar, 65536)})::varchar`;
}

function nothingChanged(columns: readonly ResolvedColumn[]): string {
  const names = columns
    .filter(({ rule }) => rule.kind === 'money' || rule.kind === 'tags')
    .map(({ rule }) => rule.column);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, null])));
}
