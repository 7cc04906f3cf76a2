import { CsvError, parse } from 'csv-parse/sync';
import { budgetConfig } from '../budgetConfig.js';
import type { Budget } from '../budgetConfig.js';

/** What is wrong in one cell of the file, and what to write there. */
export interface CsvMistake {
  /** Counted from 1, the header included. */
  readonly line: number;
  /** Empty where the line as a whole is meant. */
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

export interface ParsedBudgets {
  readonly budgets: readonly Budget[];
  readonly mistakes: readonly CsvMistake[];
}

const REQUIRED = ['id', 'owner', 'amount'];
const COLUMNS = [...REQUIRED, 'period', 'plan', 'scope', 'parent'];
const ROLLING = /^rolling (\S+)$/;

/**
 * Reads budgets from a CSV file with a header. A scope is written `team=payments|checkout;provider=aws`, a rolling period
 * `rolling 28d`; empty cells take the default. Every mistake is reported; lines without one become budgets.
 */
export function parseBudgetsCsv(text: string): ParsedBudgets {
  const read = readRecords(text);
  if ('mistake' in read) return { budgets: [], mistakes: [read.mistake] };
  const [header, ...records] = read.records;
  const headerMistakes = checkHeader(header?.cells ?? []);
  if (header === undefined || headerMistakes.length > 0) return { budgets: [], mistakes: headerMistakes };
  const parsed = records.map((record) => parseRecord(record, header.cells));
  return {
    budgets: parsed.flatMap((one) => ('budget' in one ? [one.budget] : [])),
    mistakes: parsed.flatMap((one) => ('mistakes' in one ? one.mistakes : [])),
  };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRecords(text: string): { records: readonly CsvRecord[] } | { mistake: CsvMistake } {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells });
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (records.at(-1)?.line ?? 0) + 1;
    return { mistake: { line, column: '', value: '', message: 'is not CSV from here on; check the quotes' } };
  }
}

function checkHeader(header: readonly string[]): CsvMistake[] {
  const at = (column: string, message: string): CsvMistake => ({ line: 1, column, value: column, message });
  return [
    ...REQUIRED.filter((name) => !header.includes(name)).map((name) => at(name, `is missing; add a column "${name}"`)),
    ...header
      .filter((name) => !COLUMNS.includes(name))
      .map((name) => at(name, `is no column; there are ${COLUMNS.join(', ')}`)),
    ...header
      .filter((name, index) => header.indexOf(name) !== index)
      .map((name) => at(name, 'stands twice; keep one column')),
  ];
}

function parseRecord(
  { line, cells }: CsvRecord,
  header: readonly string[],
): { budget: Budget } | { mistakes: CsvMistake[] } {
  if (cells.length !== header.length) {
    const message = `has ${cells.length} cells; write ${header.length}, as in the header`;
    return { mistakes: [{ line, column: '', value: cells.join(','), message }] };
  }
  const row = new Map(header.map((name, index) => [name, cells[index] ?? '']));
  const scope = parseScope(row.get('scope') ?? '');
  const parsed = budgetConfig.safeParse(settingsOf(row, scope ?? {}));
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ column: path[0], message }));
  if (scope === null)
    issues.push({ column: 'scope', message: 'write dimensions and values, such as team=payments;provider=aws' });
  if (parsed.success && issues.length === 0) return { budget: parsed.data };
  return {
    mistakes: issues.map(({ column, message }) => {
      const name = String(column);
      return { line, column: name, value: row.get(name) ?? '', message };
    }),
  };
}

/** Settings as the configuration file would have them; empty cells are left out. */
function settingsOf(row: ReadonlyMap<string, string>, scope: Record<string, string[]>): Record<string, unknown> {
  const filled = [...row].filter(([, value]) => value !== '');
  const length = ROLLING.exec(row.get('period') ?? '')?.[1];
  return { ...Object.fromEntries(filled), scope, ...(length === undefined ? {} : { period: { rolling: length } }) };
}

/** Null where it cannot be read. */
function parseScope(text: string): Record<string, string[]> | null {
  const terms = text.split(';').filter((term) => term.trim() !== '');
  const parsed = terms.map((term) => /^\s*([^=\s]+)\s*=\s*(.*\S)\s*$/.exec(term));
  if (parsed.some((match) => match === null)) return null;
  const entries = parsed.map((match): [string, string[]] => [
    match?.[1] ?? '',
    (match?.[2] ?? '').split('|').map((value) => value.trim()),
  ]);
  const hasRepeats = new Set(entries.map(([name]) => name)).size < entries.length;
  return hasRepeats || entries.some(([, values]) => values.includes('')) ? null : Object.fromEntries(entries);
}
