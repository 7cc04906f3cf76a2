import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, inNewFolder } from '../testing/stageBytes.js';
import type { StagedReject } from './RejectsFile.js';
import type { StagedCsv } from './stageCsv.js';
import { stageCsv } from './stageCsv.js';

const COLUMNS = 3;

const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      '0',
      ' ',
      '\t',
      ',',
      '"',
      '""',
      '\n',
      '\r',
      '\r\n',
      ';',
      'é',
      '東',
      '🗼',
      '\u2028',
      'x'.repeat(20),
    ),
  )
  .map((parts) => parts.join(''));
const anyLineEnd = fc.constantFrom('\n', '\r\n', '\r');

interface AnyRecord {
  readonly text: string;
  readonly lineEnd: string;
  readonly blankLines: readonly string[];
}

/** A record of any length, quoted where it must be and also where it need not. */
const anyRecord = (mostFields: number): fc.Arbitrary<AnyRecord> =>
  fc.record({
    text: fc
      .array(fc.record({ text: anyText, isQuoted: fc.boolean() }), { minLength: 1, maxLength: mostFields })
      .map((fields) => fields.map(({ text, isQuoted }) => csvField(text, isQuoted || fields.length === 1)).join(',')),
    lineEnd: anyLineEnd,
    blankLines: fc.array(anyLineEnd, { maxLength: 2 }),
  });

const anyHead = fc
  .tuple(fc.constantFrom('', '\ufeff'), anyLineEnd)
  .map(([mark, lineEnd]) => `${mark}a,"b\n",c${lineEnd}`);
const anyFile = fc.record({ head: anyHead, records: fc.array(anyRecord(COLUMNS + 2)) });
const anyLargeFile = fc.record({
  head: anyHead,
  records: fc.array(anyRecord(COLUMNS), { minLength: 500, maxLength: 500 }),
});

describe('a staged CSV file', () => {
  it('holds the records that csv-parse reads, with their lines, however the input is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFile,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 4, max: 60 }),
        async (file, chunk, window) => {
          const input =
            file.head +
            file.records.map(({ text, lineEnd, blankLines }) => text + lineEnd + blankLines.join('')).join('');
          const staged = await stageText(input, chunk, window);
          const [, ...expected] = parseLeniently(input);

          expect(staged.csv.columns).toEqual(['a', 'b', 'c']);
          expect(staged.csv.records).toBe(expected.length);
          expect(staged.records).toEqual(
            expected.flatMap((fields, index) =>
              isTooLong(fields) ? [] : [[`${index + 1}`, ...exactly(COLUMNS, fields)]],
            ),
          );
          expect(staged.rejects.map(({ record }) => record)).toEqual(
            expected.flatMap((fields, index) => (isTooLong(fields) ? [index + 1] : [])),
          );
          expect(expected.map((_, index) => staged.csv.lineOf(index + 1))).toEqual(linesOf(file.head, file.records));

          const uncut = await stageText(input, input.length, 1 << 20);
          expect(staged.content).toBe(uncut.content);
          expect(staged.rejects).toEqual(uncut.rejects);
        },
      ),
    );
  });

  it('is read by DuckDB without any leniency', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const read = async (path: string): Promise<unknown[][]> => {
      const columns = Array.from({ length: COLUMNS + 1 }, (_, index) => `'column${index}': 'VARCHAR'`).join(', ');
      const reader = await connection.runAndReadAll(
        `select coalesce(columns(*), '') from read_csv('${path}', columns = {${columns}}, header = false, auto_detect = false,
          delim = ',', quote = '"', escape = '"', new_line = '\\n', strict_mode = true, null_padding = false)
         order by cast(column0 as integer)`,
      );
      return reader.getRowsJson();
    };

    await fc.assert(
      fc.asyncProperty(anyLargeFile, async (file) => {
        const input = file.head + file.records.map(({ text, lineEnd }) => text + lineEnd).join('');
        const staged = await stageText(input, 16, 1 << 20, read);
        expect(staged.asRead).toEqual(staged.records);
      }),
      { numRuns: 10 },
    );
    connection.closeSync();
    instance.closeSync();
  });
});

interface StagedText {
  readonly csv: StagedCsv;
  readonly content: string;
  readonly records: readonly string[][];
  readonly rejects: readonly StagedReject[];
  readonly asRead: unknown;
}

function stageText(
  input: string,
  chunkBytes: number,
  windowBytes: number,
  read: (path: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<StagedText> {
  return inNewFolder(async (into) => {
    const places = { path: join(into, 'staged.csv'), rejectsPath: join(into, 'rejects.jsonl') };
    const csv = await stageCsv(chunksOf(input, chunkBytes), places, windowBytes);
    const content = await readFile(csv.path, 'utf8');
    const rejects = csv.rejectsPath === null ? '' : await readFile(csv.rejectsPath, 'utf8');
    return {
      csv,
      content,
      records: parse(content, { record_delimiter: '\n' }),
      rejects: rejects
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as StagedReject),
      asRead: await read(csv.path),
    };
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source that has everything at hand
async function* chunksOf(input: string, chunkBytes: number): AsyncGenerator<Buffer> {
  yield* cut(Buffer.from(input), chunkBytes);
}

function parseLeniently(input: string): string[][] {
  return parse(input, {
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

function csvField(text: string, isQuoted: boolean): string {
  return isQuoted || /^"|[,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isTooLong(fields: readonly string[]): boolean {
  return fields.slice(COLUMNS).some((field) => field.trim() !== '');
}

function exactly(size: number, fields: readonly string[]): string[] {
  return Array.from({ length: size }, (_, index) => fields[index] ?? '');
}

function linesOf(head: string, records: readonly AnyRecord[]): number[] {
  let before = head;
  return records.map(({ text, lineEnd, blankLines }) => {
    const line = before.split(/\r\n|\r|\n/).length;
    before += text + lineEnd + blankLines.join('');
    return line;
  });
}
