import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { SourceError } from '../../domain/SourceError.js';
import type { Mapping } from '../../normalize/Mapping.js';
import type { StagedFile } from '../../stage/stageFile.js';
import type { Engine, Row } from '../Engine.js';
import type { Bill, Part } from '../Manifest.js';
import { digestOf } from '../files/digestOf.js';
import { moveDurably } from '../files/writeAtomically.js';
import { identifier, literal, parquet } from '../sql.js';
import { contentError } from './contentError.js';
import { parquetOptions } from './parquetOptions.js';
import { RECORD_NUMBER, REJECTED, isTaken, projection } from './projection.js';
import type { InputColumn } from './projection.js';

export interface ImportRequest {
  readonly engine: Engine;
  /** The store's folder. */
  readonly folder: string;
  readonly staged: StagedFile;
  readonly columns: readonly InputColumn[];
  readonly mapping: Mapping;
  /** The FOCUS version found. */
  readonly format: string;
  readonly currency: string;
}

/** A bill that was read, with its new parts; their rollups come later, when the visible columns are known. */
export interface ImportedBill {
  readonly bill: Bill;
  readonly parts: Readonly<Record<string, Omit<Part, 'rollup'>>>;
}

/**
 * Reads one staged bill into immutable parts, one per billing period, and a file of rejected rows.
 * One COPY reads the input once; only a bill of several periods, or with rejects, is split in a second pass.
 * Nothing refers to the new files until a manifest does. Throws SourceError when the bill cannot be read.
 */
export async function importBill(request: ImportRequest): Promise<ImportedBill> {
  const { engine, folder, staged } = request;
  const whole = join(folder, 'tmp', `import-${randomUUID()}.parquet`);
  try {
    await copyWhole(request, whole);
    const periods = await summarize(engine, whole);
    const accepted = periods.filter(({ period }) => period !== REJECTED);
    const unreadable = periods.find(({ period }) => period === REJECTED)?.rows ?? 0;
    const read = accepted.reduce((rows, period) => rows + period.rows, 0) + unreadable + staged.rejected;
    const records = staged.format === 'csv' ? staged.records : read;
    if (read !== records) throw new Error(`read ${read} of ${records} records of the staged file`);

    const id = billId(request);
    const rejects = unreadable + staged.rejected > 0 ? `rejects/${id}.parquet` : null;
    if (rejects !== null) await writeRejects(request, whole, join(folder, rejects), unreadable > 0);

    const rounded = accepted.reduce((sum, period) => sum + period.rounded, 0);
    const difference = rounded === 0 ? '0' : await roundingDifference(engine, whole);
    const columns = await columnsOf(engine, whole);
    const tagKeys = await tagKeysOf(engine, whole);
    const parts: Record<string, Omit<Part, 'rollup'>> = {};
    for (const summary of accepted) {
      const part = `${id}-${summary.period}`;
      const file = `parts/${part}.parquet`;
      await writePart(engine, whole, join(folder, file), periods.length === 1 ? null : summary.period);
      const { rounded: _, ...facts } = summary;
      parts[part] = { ...facts, file, digest: await digestOf(join(folder, file)), columns, tagKeys };
    }
    return {
      bill: {
        format: request.format,
        mapping: mappingId(request),
        records,
        rejected: unreadable + staged.rejected,
        rejects,
        rejectsDigest: rejects === null ? null : await digestOf(join(folder, rejects)),
        shortRecords: staged.shortRecords,
        roundedValues: rounded,
        roundingDifference: difference,
        parts: Object.keys(parts),
      },
      parts,
    };
  } catch (error) {
    throw contentError(error, staged);
  } finally {
    await rm(whole, { force: true });
  }
}

/** What the parts of a bill depend on besides its bytes. */
export function mappingId({ mapping, currency }: Pick<ImportRequest, 'mapping' | 'currency'>): string {
  return `${mapping.version}-${currency}`;
}

function billId(request: ImportRequest): string {
  return `${request.staged.digest}-${mappingId(request)}`;
}

async function copyWhole(request: ImportRequest, target: string): Promise<void> {
  const { engine, staged, columns, mapping, currency } = request;
  const select = projection(mapping, columns, inputRelation(staged), currency);
  await engine.run(`copy (
    select *, case when x_Reject is null then strftime(BillingPeriodStart, '%Y-%m') else ${literal(REJECTED)} end as x_BillingPeriod
    from (${select})
  ) to ${literal(target)} (${parquetOptions(engine)})`);
}

/** The staged CSV is canonical, so every leniency of the reader is off. */
function inputRelation(staged: StagedFile): string {
  if (staged.format === 'parquet') {
    return `select * exclude (file_row_number), file_row_number + 1 as ${identifier(RECORD_NUMBER)}
      from ${parquet(staged.path, ', file_row_number = true')}`;
  }
  const columns = [RECORD_NUMBER, ...staged.columns].map(
    (name, index) => `${literal(name)}: '${index < 1 ? 'BIGINT' : 'VARCHAR'}'`,
  );
  return `select * from read_csv(${literal(staged.path)}, auto_detect = false, hive_partitioning = false, header = false, delim = ',', quote = '"',
    escape = '"', new_line = '\\n', strict_mode = true, ${bufferSize(staged)}, nullstr = ['', 'NULL', 'null'],
    columns = {${columns.join(', ')}})`;
}

/** DuckDB holds several buffers for each thread. Its default is 32 MB; a quarter of that is as fast. */
const BUFFER_BYTES = 8 << 20;

/** Room for the longest record; a buffer must hold more than one. */
function bufferSize({ longestRecord }: StagedFile): string {
  const line = Math.max(longestRecord, 1 << 20);
  return `max_line_size = ${line}, buffer_size = ${Math.max(BUFFER_BYTES, 4 * line)}`;
}

/** Columns and types of a staged file, as projection needs them. Throws SourceError when it cannot be read. */
export async function inputColumns(engine: Engine, staged: StagedFile): Promise<readonly InputColumn[]> {
  const columns = staged.format === 'csv' ? staged.columns.map(textColumn) : await parquetColumns(engine, staged);
  const taken = columns.find(({ name }) => isTaken(name));
  if (taken !== undefined) throw new SourceError(`column "${taken.name}" has a name that the store uses: rename it`);
  return columns;
}

function textColumn(name: string): InputColumn {
  return { name, type: 'VARCHAR' };
}

async function parquetColumns(engine: Engine, staged: StagedFile): Promise<InputColumn[]> {
  try {
    const rows = await engine.rows(`describe select * from ${parquet(staged.path)}`);
    return rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  } catch (error) {
    throw contentError(error, staged);
  }
}

type PeriodSummary = Omit<Part, 'rollup' | 'file' | 'digest' | 'columns' | 'tagKeys'> & { readonly rounded: number };

async function summarize(engine: Engine, whole: string): Promise<PeriodSummary[]> {
  const rows = await engine.rows(`
    select x_BillingPeriod as period, count(*)::double as rows,
      coalesce(sum(BilledCost), 0)::decimal(38, 12)::varchar as billed, coalesce(sum(EffectiveCost), 0)::decimal(38, 12)::varchar as effective,
      coalesce(sum(ListCost), 0)::decimal(38, 12)::varchar as list, coalesce(sum(ContractedCost), 0)::decimal(38, 12)::varchar as contracted,
      (count(*) - count(ListCost))::double as list_missing, (count(*) - count(ContractedCost))::double as contracted_missing,
      (count(*) filter (${sourceValue('Tags')} is not null))::double as tags_missing,
      strftime(coalesce(max(ChargePeriodStart) filter (ChargeCategory = 'Usage'), max(ChargePeriodStart)), '%Y-%m-%dT%H:%M:%SZ') as last_event,
      strftime(max(ChargePeriodStart), '%Y-%m-%dT%H:%M:%SZ') as last_start,
      coalesce(bool_or(ChargePeriodEnd - ChargePeriodStart <= interval 1 hour) filter (ChargeCategory = 'Usage'), false) as hourly,
      sum(${ROUNDED_VALUES})::double as rounded
    from ${parquet(whole)} group by 1 order by 1`);
  return rows.map((row) => ({
    period: String(row['period']),
    rows: Number(row['rows']),
    costs: {
      billed: String(row['billed']),
      effective: String(row['effective']),
      list: String(row['list']),
      contracted: String(row['contracted']),
    },
    missing: {
      list: Number(row['list_missing']),
      contracted: Number(row['contracted_missing']),
      tags: Number(row['tags_missing']),
    },
    lastEvent: String(row['last_event']),
    lastStart: String(row['last_start']),
    hourly: row['hourly'] === true,
    rounded: Number(row['rounded'] ?? 0),
  }));
}

const MONEY_COLUMNS = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'] as const;

function sourceValue(column: string): string {
  return `json_extract_string(x_SourceValues, '/${column}')`;
}

const ROUNDED_VALUES = `case when x_SourceValues is null or x_Reject is not null then 0 else ${MONEY_COLUMNS.map(
  (column) => `(${sourceValue(column)} is not null and ${column} is not null)::int`,
).join(' + ')} end`;

/** Exact to 24 decimals; digits behind them are beyond any amount that a bill can mean. */
async function roundingDifference(engine: Engine, whole: string): Promise<string> {
  const difference = (column: string): string =>
    `coalesce(sum(${column}::decimal(38, 24) - try_cast(decimal_text(${sourceValue(column)}) as decimal(38, 24))), 0)`;
  const [row] = await engine.rows(`
    select (${MONEY_COLUMNS.map(difference).join(' + ')})::varchar as difference
    from ${parquet(whole)} where x_SourceValues is not null and x_Reject is null`);
  return String(row?.['difference'] ?? '0').replace(/\.?0+$/, '');
}

async function columnsOf(engine: Engine, whole: string): Promise<string[]> {
  const rows: Row[] = await engine.rows(`describe select * from ${parquet(whole)}`);
  return rows.map((row) => String(row['column_name'])).filter((name) => name !== 'x_Reject');
}

/** The keys of all tags as the bill spells them. Tags repeat, so each combination is read once. */
async function tagKeysOf(engine: Engine, whole: string): Promise<string[]> {
  const rows = await engine.rows(`
    select distinct unnest(json_keys(Tags)) as "key" from (select distinct Tags from ${parquet(whole)} where x_Reject is null) order by 1`);
  return rows.map((row) => String(row['key']));
}

async function writePart(engine: Engine, whole: string, target: string, period: string | null): Promise<void> {
  if (period === null) {
    await moveDurably(whole, target);
    return;
  }
  const aside = `${whole}.${period}`;
  await engine.run(`copy (
    select * from ${parquet(whole)} where x_BillingPeriod = ${literal(period)}
  ) to ${literal(aside)} (${parquetOptions(engine)})`);
  await moveDurably(aside, target);
}

/** Rejects of both readers in one file: records that are no rows, and rows that are no charges. */
async function writeRejects(
  request: ImportRequest,
  whole: string,
  target: string,
  hasUnreadable: boolean,
): Promise<void> {
  const { engine, staged } = request;
  const shape = `{record: 'BIGINT', line: 'BIGINT', "column": 'VARCHAR', "value": 'VARCHAR', reason: 'VARCHAR', "row": 'VARCHAR'}`;
  const relations: string[] = [];
  const lines = `${whole}.lines.csv`;
  if (staged.rejectsPath !== null) {
    relations.push(
      `select * from read_json(${literal(staged.rejectsPath)}, format = 'newline_delimited', hive_partitioning = false, columns = ${shape})`,
    );
  }
  if (hasUnreadable) {
    await writeLines(engine, whole, staged, lines);
    const fields = ['column', 'value', 'reason', 'row'].map(
      (name) => `json_extract_string(x_Reject, '/${name}') as ${identifier(name)}`,
    );
    relations.push(`select x_Record as record, line, ${fields.join(', ')} from ${parquet(whole)}
      join read_csv(${literal(lines)}, header = false, auto_detect = false, hive_partitioning = false, columns = {record: 'BIGINT', line: 'BIGINT'}) on record = x_Record
      where x_Reject is not null`);
  }
  const aside = `${whole}.rejects`;
  await engine.run(
    `copy (from (${relations.join(' union all ')}) order by record) to ${literal(aside)} (${parquetOptions(engine)})`,
  );
  await rm(lines, { force: true });
  await moveDurably(aside, target);
}

/** Where each unreadable row stands in the file; only staging knows. Parquet has records, but no lines. */
async function writeLines(engine: Engine, whole: string, staged: StagedFile, path: string): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 });
  for await (const batch of engine.stream(
    `select x_Record::double from ${parquet(whole)} where x_Reject is not null`,
  )) {
    const records = Array.from({ length: batch.rows }, (_, row) => Number(batch.value(0, row)));
    const lines = records.map((record) => `${record},${staged.format === 'csv' ? staged.lineOf(record) : ''}\n`);
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
