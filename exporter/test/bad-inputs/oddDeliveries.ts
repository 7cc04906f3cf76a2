import { symlink } from 'node:fs/promises';
import type { OddDelivery } from './BadInput.js';
import { bill } from './bill.js';
import { content } from './content.js';
import { parquet } from './parquet.js';

const NUMBER = 'is not a decimal number; write digits and one point, such as 1234.50';
const EMPTY = 'is empty; every charge needs it';
const CURRENCY = 'is not the reporting currency USD; keep bills in other currencies out of this exporter';
const AFTER_QUOTE = 'has text after its closing quote: double the quotes inside a quoted field';
const NOT_BILLS = 'ignored; bills end in .csv, .csv.gz or .parquet';

const perAccount = (account: string, billed: string): string => bill({ BillingAccountId: account, BilledCost: billed });

/** Deliveries that look wrong and are read as far as they can be: what counts, what is rejected, what is said. */
export const oddDeliveries: readonly OddDelivery[] = [
  { name: 'a header without records', files: { 'bill.csv': content('header-only.csv') }, records: 0, billed: '0' },
  { name: 'a byte order mark', files: { 'bill.csv': content('byte-order-mark.csv') }, records: 2, billed: '4' },
  {
    name: 'carriage returns for line ends',
    files: { 'bill.csv': content('carriage-returns.csv') },
    records: 2,
    billed: '4',
  },
  { name: 'all kinds of line ends', files: { 'bill.csv': content('mixed-line-ends.csv') }, records: 4, billed: '12' },
  {
    name: 'null in words',
    files: { 'bill.csv': content('null-in-words.csv') },
    records: 6,
    rejects: [
      [3, 4, 'BilledCost', null, EMPTY],
      [4, 5, 'EffectiveCost', null, EMPTY],
      [5, 6, 'ChargePeriodEnd', null, EMPTY],
      [6, 7, 'BilledCost', null, EMPTY],
    ],
    billed: '4',
    account: 'null in words',
    teams: { unallocated: '4' },
  },
  {
    name: 'records that end early',
    files: { 'bill.csv': content('short-records.csv') },
    records: 4,
    rejects: [[4, 5, 'BillingPeriodStart', null, EMPTY]],
    billed: '7.5',
    warnings: ['3 records end early; what they lack was read as null'],
    account: 'short records',
    teams: { payments: '1.5', unallocated: '2.5' },
  },
  {
    name: 'records with a field too many',
    files: { 'bill.csv': content('long-records.csv') },
    records: 4,
    rejects: [
      [3, 4, null, '{"team":"payments"}', 'has 12 fields but the header has 11: quote fields that contain commas'],
      [4, 5, null, 'team=payments', 'has 12 fields but the header has 11: quote fields that contain commas'],
    ],
    billed: '4',
  },
  {
    name: 'text after a closing quote',
    files: { 'bill.csv': content('text-after-a-quote.csv') },
    records: 3,
    rejects: [
      [2, 3, 'Tags', '"{"team":"payments"}"', AFTER_QUOTE],
      [3, 4, 'ServiceName', '"Storage" ', AFTER_QUOTE],
    ],
    billed: '1.5',
  },
  {
    name: 'a NUL byte',
    files: { 'bill.csv': bill({}, { ServiceName: 'Com\0pute' }, {}) },
    records: 3,
    rejects: [[2, 3, 'ServiceName', 'Com\0pute', 'holds a NUL byte: remove it']],
    billed: '3',
  },
  {
    name: 'a field of 2 MB',
    files: { 'bill.csv': bill({}, { ServiceName: 'y'.repeat(2 << 20) }, {}) },
    records: 3,
    rejects: [[2, 3, 'ServiceName', 'y'.repeat(200), 'is longer than 1 MiB: shorten it']],
    billed: '3',
  },
  {
    name: 'a record of 3 MB in fields that are each short enough',
    files: { 'bill.csv': bill({ x_A: 'a'.repeat(1 << 20), x_B: 'b'.repeat(1 << 20), x_C: 'c'.repeat(1 << 20) }, {}) },
    records: 2,
    billed: '3',
  },
  {
    name: 'two currencies',
    files: { 'bill.csv': content('two-currencies.csv') },
    records: 4,
    rejects: [
      [2, 3, 'BillingCurrency', 'EUR', CURRENCY],
      [4, 5, 'BillingCurrency', 'US$', CURRENCY],
    ],
    billed: '5',
  },
  {
    name: 'another currency throughout',
    files: { 'bill.csv': bill({ BillingCurrency: 'EUR' }) },
    records: 1,
    rejects: [[1, 2, 'BillingCurrency', 'EUR', CURRENCY]],
    billed: '0',
  },
  {
    name: 'quotes and line ends in tags',
    files: { 'bill.csv': content('tags-with-quotes-and-line-ends.csv') },
    records: 4,
    rejects: [
      [3, 6, 'BilledCost', 'x', NUMBER],
      [4, 8, 'BilledCost', 'y', NUMBER],
    ],
    billed: '4',
    account: 'quoted tags',
    teams: { 'pay"ments\\ops\nnight': '1.5', growth: '2.5' },
  },
  {
    name: 'list costs that are no numbers',
    files: { 'bill.csv': bill({ ListCost: 'n/a' }, { ListCost: 'NaN', ContractedCost: '' }, {}) },
    records: 3,
    billed: '4.5',
    warnings: [
      '2 charges have no list cost, which is missing in its sums',
      '1 charge has no contracted cost, which is missing in its sums',
    ],
  },
  {
    name: 'columns named like our own',
    files: { 'bill.csv': content('columns-named-like-our-own.csv') },
    records: 2,
    rejects: [[2, 3, 'BilledCost', 'x', NUMBER]],
    billed: '1.5',
  },
  {
    name: 'columns named like SQL, paths and markup',
    files: { 'bill.csv': content('hostile-column-names.csv') },
    records: 2,
    rejects: [[2, 4, 'BilledCost', 'x', NUMBER]],
    billed: '1.5',
  },
  {
    name: '300 columns',
    files: { 'bill.csv': bill(Object.fromEntries(Array.from({ length: 285 }, (_, at) => [`x_Column${at}`, `${at}`]))) },
    records: 1,
    billed: '1.5',
  },

  { name: 'Parquet without rows', files: { 'bill.parquet': parquet({}, { rows: 0 }) }, records: 0, billed: '0' },
  { name: 'Parquet under a name in .csv', files: { 'bill.csv': parquet({}) }, records: 1, billed: '1.5' },
  {
    name: 'Parquet with tags in a map',
    files: { 'bill.parquet': parquet({ BillingAccountId: `'map'`, Tags: `map { 'team': 'growth', 'env': null }` }) },
    records: 1,
    billed: '1.5',
    account: 'map',
    teams: { growth: '1.5' },
  },
  {
    name: 'Parquet with tags in a list of pairs, a key twice and one null',
    files: {
      'bill.parquet': parquet({
        BillingAccountId: `'list of pairs'`,
        Tags: `[{ 'key': null, 'value': 'x' }, { 'key': 'team', 'value': 'first' }, { 'key': 'team', 'value': 'second' }]`,
      }),
    },
    records: 1,
    billed: '1.5',
    account: 'list of pairs',
    teams: { first: '1.5' },
  },
  {
    name: 'Parquet with tags in a structure',
    files: {
      'bill.parquet': parquet({
        BillingAccountId: `'structure'`,
        Tags: `{ 'team': 'growth', 'nested': { 'a': [1, 2] } }`,
      }),
    },
    records: 1,
    billed: '1.5',
    account: 'structure',
    teams: { growth: '1.5' },
  },
  {
    name: 'Parquet with a number for tags',
    files: { 'bill.parquet': parquet({ BillingAccountId: '840', Tags: '7' }) },
    records: 1,
    billed: '1.5',
    warnings: ['1 charge has tags that are no JSON object; read as untagged'],
    account: '840',
    teams: { unallocated: '1.5' },
  },
  {
    name: 'Parquet with floats: the shortest decimals that mean them',
    files: {
      'bill.parquet': parquet({ BilledCost: '[0.1::double, 1e-7::double, -2.675::double][i + 1]' }, { rows: 3 }),
    },
    records: 3,
    billed: '-2.5749999',
  },
  {
    name: 'Parquet with a float that is a sum',
    files: { 'bill.parquet': parquet({ BilledCost: '0.1::double + 0.2::double' }) },
    records: 1,
    billed: '0.3',
    rounded: [1, '-0.00000000000000004'],
  },
  {
    name: 'Parquet with floats that are no numbers',
    files: {
      'bill.parquet': parquet({ BilledCost: `['nan', 'inf', '-inf', '1.5', null][i + 1]::double` }, { rows: 5 }),
    },
    records: 5,
    rejects: [
      [1, null, 'BilledCost', 'nan', NUMBER],
      [2, null, 'BilledCost', 'inf', NUMBER],
      [3, null, 'BilledCost', '-inf', NUMBER],
      [5, null, 'BilledCost', null, EMPTY],
    ],
    billed: '1.5',
  },
  {
    name: 'Parquet with 20 decimals',
    files: { 'bill.parquet': parquet({ BilledCost: '0.12345678901250000000::decimal(38, 20)' }) },
    records: 1,
    billed: '0.123456789013',
    rounded: [1, '0.0000000000005'],
  },
  {
    name: 'Parquet with whole numbers for costs',
    files: { 'bill.parquet': parquet({ BilledCost: '-7', EffectiveCost: '7::hugeint' }) },
    records: 1,
    billed: '-7',
  },
  {
    name: 'Parquet with days and times of other offsets',
    files: {
      'bill.parquet': parquet({
        BillingPeriodStart: `date '2026-10-01'`,
        ChargePeriodStart: `timestamptz '2026-10-03 00:00:00+02'`,
        ChargePeriodEnd: `'2026-10-04T00:00:00+02:00'`,
      }),
    },
    records: 1,
    billed: '1.5',
  },
  {
    name: 'Parquet with times beyond reason',
    files: {
      'bill.parquet': parquet(
        { ChargePeriodStart: `['infinity', '0001-01-01', '200000-01-01', '2026-10-03'][i + 1]::timestamp` },
        { rows: 4 },
      ),
    },
    records: 4,
    rejects: ['infinity', '0001-01-01 00:00:00', '200000-01-01 00:00:00'].map((value, index) => [
      index + 1,
      null,
      'ChargePeriodStart',
      value,
      'is not a time between 2000 and 2100; write UTC as 2026-11-03T00:00:00Z',
    ]),
    billed: '1.5',
  },
  {
    name: 'Parquet with nested, binary and hostile columns',
    files: {
      'bill.parquet': parquet({
        x_Nested: `{ 'a': 1, 'b': [{ 'c': date '2026-10-03' }] }`,
        x_Binary: `'\\xAA\\x00'::blob`,
        x_Span: 'interval 3 days',
        [`'; drop table read; --`]: '1',
        'say "cheese"': '2',
        '../../../outside': '3',
      }),
    },
    records: 1,
    billed: '1.5',
  },

  {
    name: 'the same bytes under two names',
    files: { 'bill.csv': perAccount('twins', '8'), 'copy/bill.csv': perAccount('twins', '8') },
    records: 1,
    billed: '8',
    states: { 'copy/bill.csv': ['duplicate', 'the same bytes as bill.csv; they count once'] },
  },
  {
    name: 'a link to a bill beside it',
    files: { 'bill.csv': perAccount('linked', '8'), 'link.csv': (path) => symlink('bill.csv', path) },
    records: 1,
    billed: '8',
    states: { 'link.csv': ['duplicate', 'the same bytes as bill.csv; they count once'] },
  },
  {
    name: 'a link into a folder that is named almost like the one above',
    files: { '..data/bill.csv': perAccount('mounted', '8'), 'bill.csv': (path) => symlink('..data/bill.csv', path) },
    records: 1,
    billed: '8',
  },
  {
    name: 'a link back to the folder itself',
    files: { 'bill.csv': perAccount('looped', '8'), again: (path) => symlink('.', path) },
    records: 1,
    billed: '8',
  },
  {
    name: 'a link to a folder elsewhere',
    files: { 'bill.csv': perAccount('beside a link', '8'), elsewhere: (path) => symlink('/etc', path) },
    records: 1,
    billed: '8',
    warnings: ['elsewhere: ignored; is a link that leads out of the folder; copy the bills into it'],
  },
  {
    name: 'two bills of the same days',
    files: { 'bill.csv': perAccount('overlapping', '8'), 'newer.csv': perAccount('overlapping', '9') },
    records: 2,
    billed: '17',
    warnings: [
      '2026-10: bill.csv and newer.csv both hold charges of billing account overlapping from 2026-10-03 to 2026-10-03; ' +
        'both count: if one is a newer copy of the other, remove the older',
    ],
  },
  {
    name: 'names with the signs of a pattern',
    files: {
      'a*.csv': perAccount('star', '1'),
      'ab.csv': perAccount('matched by the star', '2'),
      'a?.csv': perAccount('question mark', '4'),
      '[ab].csv': perAccount('brackets', '8'),
      '{a,b}.csv': perAccount('braces', '16'),
      '**/x.csv': perAccount('two stars', '32'),
    },
    records: 6,
    billed: '63',
  },
  {
    name: 'names like SQL, paths and options',
    files: {
      "'; drop table read; --.csv": perAccount('SQL', '1'),
      'back\\..\\..\\outside.csv': perAccount('backslashes', '2'),
      '%00.csv': perAccount('percent', '4'),
      'say "cheese".csv': perAccount('quotes', '8'),
      '--config=x.csv': perAccount('option', '16'),
      'BilledCost=0/team=x/bill.csv': perAccount('partition', '32'),
      '${HOME}$(id)`id`.csv': perAccount('shell', '64'),
      '<script>.csv': perAccount('markup', '128'),
      'line\nend.csv': perAccount('line end', '256'),
      '\u2028.csv': perAccount('line separator', '512'),
      '\u001b[31mred.csv': perAccount('colour', '1024'),
    },
    records: 11,
    billed: '2047',
  },
  {
    name: 'files that are no bills',
    files: {
      'bill.csv': perAccount('among others', '8'),
      'bill.csv.part': perAccount('unfinished', '1'),
      'bill.csv~': perAccount('backup', '1'),
      '.bill.csv': perAccount('hidden', '1'),
      'notes.txt': 'no bill',
      'bill.json': '{}',
    },
    records: 1,
    billed: '8',
    warnings: [`bill.json: ${NOT_BILLS}`, `notes.txt: ${NOT_BILLS}`],
  },
  {
    name: 'a manifest that names a file out of the folder',
    files: { 'bill.csv': perAccount('beside a manifest', '8'), 'x/manifest.json': '{"files":["../../../etc/passwd"]}' },
    records: 1,
    billed: '8',
    warnings: ['x/manifest.json names ../../../etc/passwd, which is not there yet'],
  },
  {
    name: 'a manifest that leaves a bill out',
    files: {
      'bill.csv': perAccount('named', '8'),
      'other.csv': perAccount('not named', '9'),
      'manifest.json': '{"files":["bill.csv"]}',
    },
    records: 1,
    billed: '8',
    warnings: ['2026-10: only the files that manifest.json names count; others of this period are ignored'],
    states: { 'other.csv': ['superseded', null] },
  },
];
