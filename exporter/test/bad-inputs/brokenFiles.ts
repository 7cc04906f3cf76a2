import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import type { BrokenFile } from './BadInput.js';
import { bill } from './bill.js';
import { content } from './content.js';
import { foreignParquet, parquet } from './parquet.js';

const ROWS = bill(...Array.from({ length: 500 }, (_, index) => ({ ResourceId: `vm-${index}-${Math.sin(index)}` })));
const COMPRESSED = gzipSync(ROWS);
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const NOT_PARQUET = 'is not a readable Parquet file: copy or export it again';
const DECOMPRESS = 'decompress it first, or export as CSV, CSV.gz or Parquet';
const MANDATORY = 'BilledCost, EffectiveCost, BillingCurrency, BillingPeriodStart, ChargePeriodStart, ChargePeriodEnd';

const flipped = (bytes: Buffer, at: number): Buffer => {
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
  return damaged;
};

/** Files that cannot be read, each with the one message that says why and what to do. */
export const brokenFiles: readonly BrokenFile[] = [
  { name: 'nothing', content: '', message: 'is empty (0 bytes): export it again' },
  {
    name: 'nothing, compressed',
    file: 'bill.csv.gz',
    content: gzipSync(''),
    message: 'is empty (0 bytes once unpacked): export it again',
  },
  {
    name: 'blank lines alone',
    content: content('blank-lines.csv'),
    message: 'has no header: the first line must name the columns',
  },
  {
    name: 'gzip that ends behind a whole row',
    file: 'bill.csv.gz',
    content: Buffer.concat([GZIP_HEADER, deflateRawSync(ROWS, { finishFlush: constants.Z_SYNC_FLUSH })]),
    message: 'gzip is truncated: copy or export it again',
  },
  {
    name: 'gzip that ends within a row',
    file: 'bill.csv.gz',
    content: COMPRESSED.subarray(0, COMPRESSED.length / 2),
    message: 'gzip is truncated: copy or export it again',
  },
  {
    name: 'gzip with a bit flipped in its checksum',
    file: 'bill.csv.gz',
    content: flipped(COMPRESSED, COMPRESSED.length - 8),
    message: 'gzip checksum does not match, the file is damaged: copy or export it again',
  },
  {
    name: 'gzip with another file behind it',
    file: 'bill.csv.gz',
    content: Buffer.concat([COMPRESSED, Buffer.from(ROWS)]),
    message: 'has bytes after the end of its gzip data: compress it again',
  },
  {
    name: 'gzip in gzip',
    file: 'bill.csv.gz',
    content: gzipSync(COMPRESSED),
    message: 'is compressed twice: decompress it once',
  },
  {
    name: 'plain text under a name in .gz',
    file: 'bill.csv.gz',
    content: ROWS,
    message: 'is not gzip although its name ends in .gz: compress it or rename it',
  },
  {
    name: 'a workbook',
    file: 'bill.xlsx',
    content: 'PK\x03\x04\x14\0\x06\0[Content_Types].xml',
    message: `is a zip archive or an Excel workbook: ${DECOMPRESS}`,
  },
  {
    name: 'zstd',
    file: 'bill.csv.zst',
    content: Buffer.from('28b52ffd2400010000', 'hex'),
    message: `is zstd: ${DECOMPRESS}`,
  },
  {
    name: 'a tar archive',
    file: 'bills.tar.gz',
    content: gzipSync(Buffer.from(`bill.csv${'\0'.repeat(504)}${ROWS}`)),
    message: 'line 1: the header holds a NUL byte: save the file as UTF-8 text',
  },

  {
    name: 'semicolons for commas',
    content: content('semicolons.csv'),
    message: 'line 1: the header is separated by semicolons: export with commas',
  },
  {
    name: 'tabs for commas',
    content: content('tabs.csv'),
    message: 'line 1: the header is separated by tabs: export with commas',
  },
  {
    name: 'a mandatory column under another name',
    content: content('missing-column.csv'),
    message:
      'column EffectiveCost is missing (found BilledCost, AmortizedCost, ListCost, ContractedCost, BillingCurrency, ' +
      'BillingPeriodStart, ChargePeriodStart, ChargePeriodEnd and 3 more): export the bill as FOCUS 1.0 or later',
  },
  {
    name: 'a bill in the format of one provider',
    content: content('aws-cost-and-usage-report.csv'),
    message:
      `columns ${MANDATORY} are missing (found identity/LineItemId, identity/TimeInterval, bill/InvoiceId, ` +
      'bill/BillingEntity, bill/BillType, bill/PayerAccountId, lineItem/UsageAccountId, lineItem/LineItemType and 2 more): ' +
      'export the bill as FOCUS 1.0 or later',
  },
  {
    name: 'a column name of 2 MB',
    content: `${'q'.repeat(2_000_000)},b\n1,2\n`,
    message: `columns ${MANDATORY} are missing (found ${'q'.repeat(40)}…, b): export the bill as FOCUS 1.0 or later`,
  },
  {
    name: 'a column named twice',
    content: content('column-named-twice.csv'),
    message: 'line 1: columns 1 and 3 of the header are both named "BilledCost" (case ignored): rename one',
  },
  {
    name: 'columns whose names differ in case alone',
    content: content('column-names-differ-in-case.csv'),
    message: 'line 1: columns 1 and 3 of the header are both named "BILLEDCOST" (case ignored): rename one',
  },
  {
    name: 'a column without a name',
    content: content('column-without-a-name.csv'),
    message: 'line 1: column 3 of the header has no name: name every column',
  },
  {
    name: 'a column named like the number of a record',
    content: content('column-name-taken.csv'),
    message: 'column "Outlay Record Number" has a name that the store uses: rename it',
  },
  {
    name: 'a column named like a step of our own',
    content: bill({ 'outlay value BilledCost': '1000000' }),
    message: 'column "outlay value BilledCost" has a name that the store uses: rename it',
  },
  {
    name: 'a page that asks to sign in',
    content: content('a-web-page.csv'),
    message: 'is HTML or XML, not CSV: export as CSV, CSV.gz or Parquet',
  },
  {
    name: 'JSON under a name in .csv',
    content: content('json.csv'),
    message: 'is JSON, not CSV: export as CSV, CSV.gz or Parquet',
  },
  {
    name: 'a quote that never closes',
    content: content('quote-never-closed.csv'),
    message: 'line 3: a quote is opened and never closed: close it or double it',
  },
  {
    name: 'Latin-1',
    content: content('latin-1.csv'),
    message: 'line 3: byte 0xFC is not UTF-8: save it as UTF-8',
  },
  {
    name: 'UTF-16',
    content: Buffer.from(`\ufeff${ROWS}`, 'utf16le'),
    message: 'is UTF-16 text: save it as UTF-8',
  },
  {
    name: 'UTF-16 that does not say so',
    content: Buffer.from(ROWS, 'utf16le'),
    message: 'line 1: the header holds a NUL byte: save the file as UTF-8 text',
  },

  {
    name: 'text under a name in .parquet',
    file: 'bill.parquet',
    content: ROWS,
    message: 'is not Parquet although its name ends in .parquet: export it again or rename it',
  },
  {
    name: 'Parquet by its first and last letters alone',
    file: 'bill.parquet',
    content: 'PAR1 no column, no row PAR1',
    message: `${NOT_PARQUET} (Footer length error in file)`,
  },
  {
    name: 'Parquet without its end',
    file: 'bill.parquet',
    content: parquet({}, { damage: (bytes) => bytes.subarray(0, -20) }),
    message: 'parquet file is truncated: copy or export it again',
  },
  {
    name: 'Parquet with a footer of zeros',
    file: 'bill.parquet',
    content: parquet(
      {},
      { damage: (bytes) => bytes.fill(0, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8), bytes.length - 8) },
    ),
    message: `${NOT_PARQUET} (TProtocolException: Invalid data)`,
  },
  {
    name: 'Parquet with a damaged page',
    file: 'bill.parquet',
    content: parquet({}, { rows: 50, damage: (bytes) => bytes.fill(0xff, 4, 40) }),
    message: `${NOT_PARQUET} (don't know what type: \\u{f})`,
  },
  {
    name: 'Parquet with text that is not UTF-8',
    file: 'bill.parquet',
    content: parquet(
      { ServiceName: `'Zürich'` },
      {
        damage: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('Z\xc3\xbcrich', 'Z\xff\xfcrich'), 'latin1'),
      },
    ),
    message: `${NOT_PARQUET} (Invalid string encoding found in Parquet file: value "Z\\xFF\\xFCrich" is not valid UTF8!)`,
  },
  {
    name: 'Parquet that is no bill',
    file: 'bill.parquet',
    content: foreignParquet(),
    message: `columns ${MANDATORY} are missing (found id, note): export the bill as FOCUS 1.0 or later`,
  },
  {
    name: 'Parquet with costs that are true or false',
    file: 'bill.parquet',
    content: parquet({ BilledCost: 'true' }),
    message: 'column BilledCost has type BOOLEAN: write it as DECIMAL, DOUBLE or text',
  },
  {
    name: 'Parquet with costs in a structure',
    file: 'bill.parquet',
    content: parquet({ EffectiveCost: `{ 'amount': 1.5::double, 'currency': 'USD' }` }),
    message:
      'column EffectiveCost has type STRUCT(amount DOUBLE, currency VARCHAR): write it as DECIMAL, DOUBLE or text',
  },
  {
    name: 'Parquet with times as numbers',
    file: 'bill.parquet',
    content: parquet({ ChargePeriodStart: '1793836800000::bigint' }),
    message: 'column ChargePeriodStart has type BIGINT: write it as TIMESTAMP or text',
  },
  {
    name: 'Parquet with a currency by number',
    file: 'bill.parquet',
    content: parquet({ BillingCurrency: '840' }),
    message: 'column BillingCurrency has type INTEGER: write it as text',
  },
  {
    name: "Parquet with a column named like one of the reader's",
    file: 'bill.parquet',
    content: parquet({ file_row_number: '7' }),
    message: 'column "file_row_number" has a name that the store uses: rename it',
  },

  {
    name: 'a link out of the folder',
    content: (path) => symlink('/etc/passwd', path),
    message: 'is a link that leads out of the folder; copy the bills into it',
  },
  {
    name: 'a link to the bills of another source',
    content: (path) => symlink('../neighbour/good.csv', path),
    message: 'is a link that leads out of the folder; copy the bills into it',
  },
  {
    name: 'a link to nothing',
    content: (path) => symlink('gone.csv', path),
    message: 'is a link to nothing; remove it, or put the bill itself there',
  },
  {
    name: 'a link to itself',
    content: (path) => symlink('bill.csv', path),
    message: 'is a link to nothing; remove it, or put the bill itself there',
  },
  {
    name: 'a pipe',
    content: (path) => void execFileSync('mkfifo', [path]),
    message: 'is not a regular file; put the bill itself there',
  },
  {
    name: 'a name that is not UTF-8',
    file: 'caf\ufffd.csv',
    content: (path) =>
      writeFile(
        Buffer.concat([Buffer.from(join(dirname(path), 'caf')), Buffer.from([0xe9]), Buffer.from('.csv')]),
        ROWS,
      ),
    message: 'has a name that is not UTF-8; rename it',
  },
  {
    name: 'a name of two lines that moves the cursor',
    file: 'a\nb\u001b[2J\u202egnp.csv',
    shownAs: 'a\\u{a}b\\u{1b}[2J\\u{202e}gnp.csv',
    content: 'no bill',
    message: `columns ${MANDATORY} are missing (found no bill): export the bill as FOCUS 1.0 or later`,
  },
];
