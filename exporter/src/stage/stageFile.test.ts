import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { SourceError } from '../domain/SourceError.js';
import { stageFile } from './stageFile.js';
import { cut, inNewFolder, stageBytes, stagingFailure } from './testing/stageBytes.js';

const MIB = 1 << 20;
const CSV = 'Service,Cost\ncompute,1.5\nstorage,2\n';

describe('records that are staged', () => {
  test.each([
    { name: 'a clean record is led by its number', input: 'a,b\n1,2\n', staged: '1,1,2\n' },
    { name: 'a last record needs no line end', input: 'a,b\n1,2\n3,4', staged: '1,1,2\n2,3,4\n' },
    { name: 'a last field may be empty at the end of the file', input: 'a,b\n1,', staged: '1,1,\n' },
    {
      name: 'CR LF, LF and CR end records, also mixed',
      input: 'a,b\r\n1,2\r3,4\n5,6\r\n',
      staged: '1,1,2\n2,3,4\n3,5,6\n',
    },
    { name: 'a CR may be the last byte', input: 'a,b\r1,2\r', staged: '1,1,2\n' },
    { name: 'blank lines are no records', input: '\n\na,b\n\n1,2\r\n\r\n \t\n3,4\n\n', staged: '1,1,2\n2,3,4\n' },
    { name: 'a quoted empty field alone on its line is a record', input: 'a\n""\n', staged: '1,""\n' },
    { name: 'a byte order mark is no part of the header', input: '\ufeffa,b\n1,2\n', staged: '1,1,2\n' },
    { name: 'a byte order mark may stand before a quote', input: '\ufeff"a",b\n1,2\n', staged: '1,1,2\n' },
    { name: 'quoted fields stay as they are', input: 'a,b\n"1","x, ""y"""\n', staged: '1,"1","x, ""y"""\n' },
    {
      name: 'line ends in quoted fields are data',
      input: 'a,b\r\n"1\r\n2\r3\n4",5\r\n',
      staged: '1,"1\r\n2\r3\n4",5\n',
    },
    { name: 'a quote in an unquoted field is quoted', input: 'a,b\n6" pipe,a"b"\n', staged: '1,"6"" pipe","a""b"""\n' },
    { name: 'a blank before a quote makes an unquoted field', input: 'a,b\n1, "x"\n', staged: '1,1," ""x"""\n' },
    { name: 'blanks around values are data', input: 'a,b\n 1 ,\t2\n', staged: '1, 1 ,\t2\n' },
    { name: 'NULL is a text like any other', input: 'a,b\nNULL,"NULL"\n', staged: '1,NULL,"NULL"\n' },
    { name: 'characters beyond ASCII are copied', input: 'a,b\nZürich,東京 🗼\n', staged: '1,Zürich,東京 🗼\n' },
    { name: 'a short record is padded', input: 'a,b,c\n1\n1,2\n', staged: '1,1,,\n2,1,2,\n' },
    { name: 'a short record with stray quotes is padded too', input: 'a,b,c\nx"y\n', staged: '1,"x""y",,\n' },
    {
      name: 'extra fields that are empty or blank are dropped',
      input: 'a,b\n1,2,\n3,4,"", ,\t\n',
      staged: '1,1,2\n2,3,4\n',
    },
    { name: 'columns without a name at the end are dropped', input: 'a,b, ,\n1,2,,\n3,4\n', staged: '1,1,2\n2,3,4\n' },
    { name: 'a file with a header alone has no records', input: 'a,b\n', staged: '' },
    { name: 'a header alone needs no line end', input: 'a,b', staged: '' },
    { name: 'one column needs no comma', input: 'Cost\n1\n2\n', staged: '1,1\n2,2\n' },
  ])('$name', async ({ input, staged }) => {
    const { file, content, rejects } = await stageBytes(input);
    expect(content.toString()).toBe(staged);
    expect(rejects).toEqual([]);
    expect(file).toMatchObject({ format: 'csv', rejected: 0, rejectsPath: null });
  });

  it('names the columns as the header does, without blanks around them', async () => {
    const { file } = await stageBytes('\ufeff BilledCost ,"Tags, all","say ""hi""",x_Überschrift,\n');
    expect(file.columns).toEqual(['BilledCost', 'Tags, all', 'say "hi"', 'x_Überschrift']);
  });

  it('counts the records that were padded', async () => {
    expect((await stageBytes('a,b,c\n1\n1,2,3\n1,2\n')).file.shortRecords).toBe(2);
  });

  it('numbers records past every power of ten', async () => {
    const { content } = await stageBytes(`a\n${'x\n'.repeat(1234)}`);
    expect(content.toString()).toBe(Array.from({ length: 1234 }, (_, index) => `${index + 1},x\n`).join(''));
  });

  it('says how long the longest staged record is', async () => {
    const { file } = await stageBytes('a,b\n1,2\n"x","yy"\n1,2\n');
    expect(file.longestRecord).toBe('2,"x","yy"\n'.length);
  });

  it('names the staged file without a trace of the input', async () => {
    const { file } = await stageBytes(CSV, "a*'; drop.csv");
    expect(file.path).toMatch(/\/[0-9a-f-]{36}\.csv$/);
  });
});

describe('records that are rejected', () => {
  const columns = 'Service,Cost,Tags';
  test.each([
    {
      name: 'an extra field that is not empty',
      record: 'compute,1,x,,"y, z",',
      column: null,
      value: 'y, z',
      reason: 'has 6 fields but the header has 3: quote fields that contain commas',
    },
    {
      name: 'text after a closing quote',
      record: 'compute,1,"a"b',
      column: 'Tags',
      value: '"a"b',
      reason: 'has text after its closing quote: double the quotes inside a quoted field',
    },
    {
      name: 'a blank after a closing quote',
      record: '"compute" ,1,a',
      column: 'Service',
      value: '"compute" ',
      reason: 'has text after its closing quote: double the quotes inside a quoted field',
    },
    {
      name: 'text after a closing quote in a field that the header does not know',
      record: 'compute,1,a,"b"c',
      column: null,
      value: '"b"c',
      reason: 'has text after its closing quote: double the quotes inside a quoted field',
    },
    {
      name: 'a NUL byte',
      record: 'compute,1\0,a',
      column: 'Cost',
      value: '1\0',
      reason: 'holds a NUL byte: remove it',
    },
    {
      name: 'a NUL byte between quotes',
      record: 'compute,1,"a\0"',
      column: 'Tags',
      value: 'a\0',
      reason: 'holds a NUL byte: remove it',
    },
  ])('$name', async ({ record, column, value, reason }) => {
    const { file, content, rejects } = await stageBytes(`${columns}\nfirst,1,a\n\n${record}\nlast,2,b\n`);
    expect(rejects).toEqual([{ record: 2, line: 4, column, value, reason, row: record }]);
    expect(content.toString()).toBe('1,first,1,a\n3,last,2,b\n');
    expect(file).toMatchObject({ records: 3, rejected: 1, rejectsPath: expect.stringMatching(/\.jsonl$/) as string });
  });

  it('a field longer than 1 MiB, with its value and its row cut', async () => {
    const long = 'é'.repeat(MIB / 2);
    const { rejects, content } = await stageBytes(`a,b\n1,${long}\n2,"${long}"\n3,xx${long}\n`);
    expect(content.toString()).toBe(`1,1,${long}\n`);
    expect(rejects.map(({ record, column, reason }) => ({ record, column, reason }))).toEqual([
      { record: 2, column: 'b', reason: 'is longer than 1 MiB: shorten it' },
      { record: 3, column: 'b', reason: 'is longer than 1 MiB: shorten it' },
    ]);
    expect(rejects.map(({ value }) => value)).toEqual(['é'.repeat(200), `xx${'é'.repeat(198)}`]);
    expect(rejects.map(({ row }) => Buffer.byteLength(row))).toEqual([65_535, 65_536]);
    expect(rejects[1]?.row).toBe(`3,xx${'é'.repeat(32_766)}`);
  });

  it('a record of many fields may be longer than 1 MiB', async () => {
    const fields = Array.from({ length: 3 }, () => 'x'.repeat(MIB / 2)).join(',');
    const { content, file } = await stageBytes(`a,b,c\n${fields}\n`);
    expect(content.toString()).toBe(`1,${fields}\n`);
    expect(file.rejected).toBe(0);
  });

  it('a long record may follow many short ones', async () => {
    const short = 'x'.repeat(100);
    const long = Array.from({ length: 2 }, () => 'y'.repeat(MIB)).join(',');
    const { content } = await stageBytes(`a,b\n${`${short},\n`.repeat(9_000)}${long}\n`);
    expect(content.subarray(0, 105).toString()).toBe(`1,${short},\n2`);
    expect(content.subarray(-long.length - 6).toString()).toBe(`9001,${long}\n`);
  });

  it('cuts a value at whole characters', async () => {
    const { rejects } = await stageBytes(`a\n1,${'🗼'.repeat(300)}\n`);
    expect(rejects[0]?.value).toBe('🗼'.repeat(200));
  });

  it('accounts for every record when all are rejected', async () => {
    const { file, content, rejects } = await stageBytes(`a,b\n${'1,"2"x\n'.repeat(20_000)}`);
    expect(file).toMatchObject({ records: 20_000, rejected: 20_000 });
    expect(content.length).toBe(0);
    expect(rejects.at(-1)).toMatchObject({ record: 20_000, line: 20_001 });
  });
});

describe('lines of records', () => {
  it('counts the header, blank lines and line ends within fields', async () => {
    const { file } = await stageBytes('\n"a\nb",c\n1,2\r\n\r\n"x\r\ny\rz",4\r5,6\n\n\n7,8"\n"9"x,10\n11,12');
    const lines = Array.from({ length: file.records }, (_, index) => file.lineOf(index + 1));
    expect(lines).toEqual([4, 6, 9, 12, 13, 14]);
  });

  it('knows each of many records', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => (index % 7 === 0 ? '"two\nlines"\n' : 'one\n'));
    const { file } = await stageBytes(`a\n${rows.join('')}`);
    let line = 2;
    for (const [index, row] of rows.entries()) {
      expect(file.lineOf(index + 1)).toBe(line);
      line += row.split('\n').length - 1;
    }
  });
});

describe('files that cannot be read', () => {
  const gzip = gzipSync(CSV.repeat(1000));
  const flipped = (at: number): Buffer => {
    const damaged = Buffer.from(gzip);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
    return damaged;
  };
  const decompressFirst = 'decompress it first, or export as CSV, CSV.gz or Parquet';
  const trailing = 'has bytes after the end of its gzip data: compress it again';

  test.each([
    { name: 'nothing', input: '', message: 'is empty (0 bytes): export it again' },
    { name: 'nothing, compressed', input: gzipSync(''), message: 'is empty (0 bytes once unpacked): export it again' },
    { name: 'blank lines alone', input: '\n\r\n  \n', message: 'has no header: the first line must name the columns' },
    {
      name: 'a byte order mark alone',
      input: '\ufeff',
      message: 'has no header: the first line must name the columns',
    },
    {
      name: 'a header of commas',
      input: '\n,,\n1,2\n',
      message: 'line 2: the header names no columns: export with a header',
    },
    {
      name: 'a column named twice',
      input: 'BilledCost,Tags, billedcost \n',
      message: 'line 1: columns 1 and 3 of the header are both named "billedcost" (case ignored): rename one',
    },
    {
      name: 'a column without a name',
      input: 'a, ,c\n',
      message: 'line 1: column 2 of the header has no name: name every column',
    },
    {
      name: 'a header with text after a closing quote',
      input: 'a,"b"c\n',
      message: 'line 1: column 2 of the header has text after its closing quote: double the quotes',
    },
    {
      name: 'a header with a NUL byte',
      input: 'a\0,b\0\n',
      message: 'line 1: the header holds a NUL byte: save the file as UTF-8 text',
    },
    {
      name: 'semicolons',
      input: 'a;b;c\n1;2;3\n',
      message: 'line 1: the header is separated by semicolons: export with commas',
    },
    { name: 'tabs', input: 'a\tb\tc\n', message: 'line 1: the header is separated by tabs: export with commas' },
    { name: 'bars', input: 'a|b|c\n', message: 'line 1: the header is separated by bars (|): export with commas' },
    {
      name: 'a web page',
      input: '\n <!DOCTYPE html>\n',
      message: 'is HTML or XML, not CSV: export as CSV, CSV.gz or Parquet',
    },
    {
      name: 'XML',
      input: '\ufeff<?xml version="1.0"?>',
      message: 'is HTML or XML, not CSV: export as CSV, CSV.gz or Parquet',
    },
    { name: 'a JSON object', input: '{ "a": 1 }', message: 'is JSON, not CSV: export as CSV, CSV.gz or Parquet' },
    { name: 'a JSON array', input: '[\n1]', message: 'is JSON, not CSV: export as CSV, CSV.gz or Parquet' },
    {
      name: 'UTF-16, little end first',
      input: Buffer.from('\ufeffa,b\n', 'utf16le'),
      message: 'is UTF-16 text: save it as UTF-8',
    },
    {
      name: 'UTF-16, big end first',
      input: Buffer.from('\ufeffa,b\n', 'utf16le').swap16(),
      message: 'is UTF-16 text: save it as UTF-8',
    },
    {
      name: 'Latin-1',
      input: Buffer.from('a,b\r\n1,2\r3,Z\xfcrich\n', 'latin1'),
      message: 'line 3: byte 0xFC is not UTF-8: save it as UTF-8',
    },
    {
      name: 'a character cut off by the end of the file',
      input: Buffer.from('a,b\n1,東').subarray(0, -1),
      message: 'line 2: byte 0xE6 is not UTF-8: save it as UTF-8',
    },
    {
      name: 'a quote that never closes',
      input: 'a,b\n1,2\n"x\ny","\n3,4\n',
      message: 'line 4: a quote is opened and never closed: close it or double it',
    },
    {
      name: 'a quote that never closes in the header',
      input: '"a,b\n1,2\n',
      message: 'line 1: a quote is opened and never closed: close it or double it',
    },
    {
      name: 'an endless record',
      input: `a,b\n1,2\n${'x'.repeat(17 * MIB)}\n1,2\n`,
      message: 'line 3: the record is longer than 16 MiB: end it with a line end',
    },
    {
      name: 'an endless record behind an open quote',
      input: `a,b\n1,2\n"x\n","${'1,2\n'.repeat(5 * MIB)}`,
      message: 'line 3: the record is longer than 16 MiB: close the quote that is opened on line 4',
    },
    {
      name: 'gzip cut within its data',
      input: gzip.subarray(0, -20),
      message: 'gzip is truncated: copy or export it again',
    },
    {
      name: 'gzip cut within its checksum',
      input: gzip.subarray(0, -5),
      message: 'gzip is truncated: copy or export it again',
    },
    {
      name: 'gzip cut within its header',
      input: gzip.subarray(0, 5),
      message: 'gzip is truncated: copy or export it again',
    },
    {
      name: 'gzip whose second member is cut',
      input: Buffer.concat([gzip, gzip.subarray(0, -9)]),
      message: 'gzip is truncated: copy or export it again',
    },
    {
      name: 'gzip with a wrong checksum',
      input: flipped(gzip.length - 8),
      message: 'gzip checksum does not match, the file is damaged: copy or export it again',
    },
    {
      name: 'gzip with a wrong length',
      input: flipped(gzip.length - 1),
      message: 'gzip length does not match, the file is damaged: copy or export it again',
    },
    {
      name: 'gzip with an unknown method',
      input: flipped(2),
      message: 'gzip data are damaged (unknown compression method): copy or export it again',
    },
    { name: 'gzip followed by text', input: Buffer.concat([gzip, Buffer.from('x\n')]), message: trailing },
    { name: 'gzip followed by zeros', input: Buffer.concat([gzip, Buffer.alloc(1)]), message: trailing },
    { name: 'gzip in gzip', input: gzipSync(gzip), message: 'is compressed twice: decompress it once' },
    {
      name: 'plain text under a name in .gz',
      file: 'bill.csv.GZ',
      input: CSV,
      message: 'is not gzip although its name ends in .gz: compress it or rename it',
    },
    {
      name: 'plain text under a name in .parquet',
      file: 'bill.parquet',
      input: CSV,
      message: 'is not Parquet although its name ends in .parquet: export it again or rename it',
    },
    {
      name: 'compressed text under a name in .parquet.gz',
      file: 'bill.parquet.gz',
      input: gzip,
      message: 'is not Parquet although its name ends in .parquet: export it again or rename it',
    },
    {
      name: 'Parquet without its end',
      input: 'PAR1 and so on',
      message: 'parquet file is truncated: copy or export it again',
    },
    { name: 'Parquet of 8 bytes', input: 'PAR1PAR1', message: 'parquet file is truncated: copy or export it again' },
    { name: 'zip', input: 'PK\x03\x04...', message: `is a zip archive or an Excel workbook: ${decompressFirst}` },
    { name: 'empty zip', input: 'PK\x05\x06...', message: `is an empty zip archive: ${decompressFirst}` },
    { name: 'zstd', input: Buffer.from('28b52ffd00', 'hex'), message: `is zstd: ${decompressFirst}` },
    { name: 'xz', input: Buffer.from('fd377a585a0000', 'hex'), message: `is xz: ${decompressFirst}` },
    { name: 'bzip2', input: 'BZh91AY&SY...', message: `is bzip2: ${decompressFirst}` },
    { name: '7-Zip', input: Buffer.from('377abcaf271c00', 'hex'), message: `is 7-Zip: ${decompressFirst}` },
    {
      name: 'old Excel',
      input: Buffer.from('d0cf11e0a1b1', 'hex'),
      message: `is an old Excel workbook: ${decompressFirst}`,
    },
    { name: 'Avro', input: 'Obj\x01...', message: `is Avro: ${decompressFirst}` },
    {
      name: 'zip in gzip',
      input: gzipSync('PK\x03\x04...'),
      message: `is a zip archive or an Excel workbook: ${decompressFirst}`,
    },
  ])('$name', async ({ input, message, file }) => {
    for (const chunkBytes of [7, 65_536, 32 * MIB].filter((size) => input.length / size < 1e5)) {
      const { error, left } = await stagingFailure(() => Readable.from(cut(Buffer.from(input), chunkBytes)), file);
      expect(error).toBeInstanceOf(SourceError);
      expect(error).toHaveProperty('message', message);
      expect(left).toEqual([]);
    }
  });

  it('a header may begin with the letters of another format', async () => {
    expect((await stageBytes('BZh,PK\n1,2\n')).file.columns).toEqual(['BZh', 'PK']);
  });

  it('passes on what the source says about a file that changed', async () => {
    const changed = new SourceError('changed while it was read: it is read again at the next refresh');
    for (const start of [CSV, gzip.subarray(0, 30), 'PAR1']) {
      const { error, left } = await stagingFailure(() => failing(start, changed));
      expect(error).toBe(changed);
      expect(left).toEqual([]);
    }
  });

  it('says what the system said when the file could not be opened', async () => {
    const { error, left } = await stagingFailure(() => createReadStream('/nonexistent/bill.csv'));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toHaveProperty('message', 'could not be read: ENOENT: no such file or directory');
    expect(left).toEqual([]);
  });

  it('lets go of a file that it does not read to its end', async () => {
    const streams = ['PK\x03\x04', 'a;b\n'.repeat(10_000), gzipSync('PK\x03\x04')].map((start) =>
      Readable.from(repeated(start)),
    );
    for (const stream of streams) {
      await stagingFailure(() => stream);
      expect(stream.destroyed).toBe(true);
    }
  });
});

describe('bytes as they arrived', () => {
  const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

  test.each([
    { name: 'plain', input: Buffer.from(CSV) },
    { name: 'gzip', input: gzipSync(CSV) },
    { name: 'gzip under another name', input: gzipSync(CSV) },
    { name: 'gzip of two members', input: Buffer.concat([gzipSync(CSV.slice(0, 20)), gzipSync(CSV.slice(20))]) },
    { name: 'gzip with an empty member', input: Buffer.concat([gzipSync(CSV), gzipSync('')]) },
  ])('$name: hashed, counted and unpacked', async ({ input }) => {
    for (const chunkBytes of [1, 20, 65_536]) {
      const { file, content } = await stageBytes(input, 'bill.csv', chunkBytes);
      expect(file).toMatchObject({ digest: digest(input), bytes: input.length, columns: ['Service', 'Cost'] });
      expect(content.toString()).toBe('1,compute,1.5\n2,storage,2\n');
    }
  });

  it('Parquet is copied byte for byte, compressed or not', async () => {
    const parquet = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(3 * MIB, 'columns'), Buffer.from('PAR1')]);
    for (const input of [parquet, gzipSync(parquet)]) {
      const { file, content } = await stageBytes(input, 'bill.parquet');
      expect(content.equals(parquet)).toBe(true);
      expect(file).toMatchObject({
        format: 'parquet',
        digest: digest(input),
        bytes: input.length,
        columns: [],
        records: 0,
      });
      expect(file.path).toMatch(/\.parquet$/);
    }
  });
});

describe('a store that cannot be written', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(['CSV', 'rejects', 'Parquet'])('a full disk while %s is written is told as it is', async (what) => {
    const inputs = {
      CSV: `a\n${'x'.repeat(100).concat('\n').repeat(50_000)}`,
      rejects: `a\n${'"x"y\n'.repeat(20_000)}`,
      Parquet: `PAR1${'x'.repeat(3 * MIB)}PAR1`,
    };
    await inNewFolder(async (into) => {
      const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      await fillDisk(into, full);
      const input = Buffer.from(inputs[what as keyof typeof inputs]);
      const staging = stageFile({ name: 'bill.csv', open: () => Readable.from(slowly(cut(input, 65_536))), into });
      await expect(staging).rejects.toBe(full);
      expect(await readdir(into)).toEqual([]);
    });
  });

  it('a missing folder is told as it is', async () => {
    const staging = stageFile({
      name: 'bill.csv',
      open: () => Readable.from([Buffer.from(CSV)]),
      into: '/nonexistent',
    });
    await expect(staging).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(staging).rejects.not.toBeInstanceOf(SourceError);
  });
});

/** Lets every write to an open file fail from here on; no portable test can fill a real disk. */
async function fillDisk(folder: string, error: Error): Promise<void> {
  const handle = await open(folder);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  vi.spyOn(prototype, 'write').mockRejectedValue(error);
}

/** Between two chunks the event loop turns, so a write can fail while nobody waits for it. */
async function* slowly(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    await setImmediate();
    yield chunk;
  }
}

function failing(start: Buffer | string, error: Error): Readable {
  return Readable.from(
    (function* () {
      yield Buffer.from(start);
      throw error;
    })(),
  );
}

function* repeated(start: Buffer | string): Generator<Buffer> {
  for (;;) yield Buffer.from(start);
}
