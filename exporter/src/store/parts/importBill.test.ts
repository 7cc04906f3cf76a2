import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { SourceError } from '../../domain/SourceError.js';
import { formatUnits, parseUnits, trimDecimal } from '../../domain/Money.js';
import { FOCUS_COLUMNS } from '../../normalize/testing/FOCUS_COLUMNS.js';
import { literal } from '../sql.js';
import { importBytes } from '../testing/importBytes.js';
import type { ImportedBytes } from '../testing/importBytes.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';

const GOLDEN = join(import.meta.dirname, '../../../test/golden/normalize');

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

/** The least that a charge needs. */
const LEAST = {
  BilledCost: '1',
  EffectiveCost: '1',
  BillingCurrency: 'USD',
  BillingPeriodStart: '2026-11-01T00:00:00Z',
  ChargePeriodStart: '2026-11-03T00:00:00Z',
  ChargePeriodEnd: '2026-11-04T00:00:00Z',
};

type Fields = Readonly<Record<string, string>>;

function csv(...rows: readonly Fields[]): string {
  const columns = [...new Set([...Object.keys(LEAST), ...rows.flatMap((row) => Object.keys(row))])];
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => {
    const fields: Fields = { ...LEAST, ...row };
    return columns.map((column) => (fields[column] === undefined ? '' : quoted(fields[column]))).join(',');
  });
  return [columns.join(','), ...lines, ''].join('\n');
}

/** A Parquet bill of one charge, of which some columns are SQL of any type. */
async function parquetBill(columns: Fields): Promise<Buffer> {
  const all = { ...Object.fromEntries(Object.entries(LEAST).map(([name, text]) => [name, literal(text)])), ...columns };
  const path = join(store.folder, 'tmp', 'made.parquet');
  const select = Object.entries(all).map(([name, sql]) => `${sql} as "${name}"`);
  await store.engine.run(`copy (select ${select.join(', ')}) to ${literal(path)} (format parquet)`);
  return readFile(path);
}

function only({ parts }: ImportedBytes) {
  const [part, ...others] = Object.values(parts);
  expect(others).toEqual([]);
  return part!;
}

describe('FOCUS bills', () => {
  test.each(Object.keys(FOCUS_COLUMNS))('version %s gives these charges', async (version) => {
    const folder = join(GOLDEN, `focus-${version}`);
    const { bill, charges } = await importBytes(store, await readFile(join(folder, 'bill.csv')));
    expect(bill).toMatchObject({ format: `FOCUS ${version} csv`, records: 4, rejected: 0, shortRecords: 0 });
    await expect(`${JSON.stringify(charges, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'charges.json'));
  });

  it('give the same charges as Parquet as they give as CSV', async () => {
    const bytes = await readFile(join(GOLDEN, 'focus-1.2', 'bill.csv'));
    const asCsv = await importBytes(store, bytes);
    const path = join(store.folder, 'tmp', 'made.parquet');
    const [whole, made] = [Object.values(asCsv.parts)[0]!.file, literal(path)];
    await store.engine.run(`copy (
      select * exclude (x_BillingPeriod, x_Record, x_Reject, x_SourceValues) replace (BilledCost::double as BilledCost,
        ChargePeriodStart::timestamptz as ChargePeriodStart, BillingPeriodStart::date as BillingPeriodStart)
      from read_parquet(${literal(join(store.folder, whole))}) order by x_Record
    ) to ${made} (format parquet)`);
    const asParquet = await importBytes(store, await readFile(path), 'bill.parquet');
    expect(asParquet.charges).toEqual(asCsv.charges);
    expect(only(asParquet).costs).toEqual(only(asCsv).costs);
  });
});

describe('Parquet types', () => {
  test.each([
    { name: 'money as DECIMAL', column: 'BilledCost', sql: `12.3456::decimal(20, 10)`, value: '12.345600000000' },
    {
      name: 'money as a wide DECIMAL',
      column: 'BilledCost',
      sql: `'-0.000000000001'::decimal(38, 18)`,
      value: '-0.000000000001',
    },
    { name: 'money as DOUBLE', column: 'BilledCost', sql: `0.1::double`, value: '0.100000000000' },
    { name: 'money as a tiny DOUBLE', column: 'BilledCost', sql: `1.5e-7::double`, value: '0.000000150000' },
    { name: 'money as FLOAT', column: 'BilledCost', sql: `0.25::float`, value: '0.250000000000' },
    { name: 'money as an integer', column: 'BilledCost', sql: `7::bigint`, value: '7.000000000000' },
    { name: 'money as text', column: 'BilledCost', sql: `'1e2'`, value: '100.000000000000' },
    {
      name: 'a time without zone',
      column: 'ChargePeriodStart',
      sql: `timestamp '2026-11-03 05:00'`,
      value: '2026-11-03 05:00:00',
    },
    {
      name: 'a time in nanoseconds',
      column: 'ChargePeriodStart',
      sql: `timestamp_ns '2026-11-03 05:00'`,
      value: '2026-11-03 05:00:00',
    },
    {
      name: 'a time with zone',
      column: 'ChargePeriodStart',
      sql: `timestamptz '2026-11-03 05:00:00+02'`,
      value: '2026-11-03 03:00:00',
    },
    { name: 'a day', column: 'ChargePeriodStart', sql: `date '2026-11-03'`, value: '2026-11-03 00:00:00' },
    {
      name: 'a time as text',
      column: 'ChargePeriodStart',
      sql: `'2026-11-03T05:00-01:00'`,
      value: '2026-11-03 06:00:00',
    },
    {
      name: 'tags as a map',
      column: 'Tags',
      sql: `map {'team': 'payments', 'a"b': ''}`,
      value: '{"team":"payments","a\\"b":""}',
    },
    {
      name: 'tags as pairs',
      column: 'Tags',
      sql: `[{'key': 'team', 'value': 'payments'}]`,
      value: '{"team":"payments"}',
    },
    { name: 'tags as text', column: 'Tags', sql: `'{"team": "payments"}'`, value: '{"team": "payments"}' },
    { name: 'tags as a struct', column: 'Tags', sql: `{'team': 'payments'}`, value: '{"team":"payments"}' },
    { name: 'text as text that says null', column: 'ServiceName', sql: `'NULL'`, value: 'NULL' },
  ])('$name', async ({ column, sql, value }) => {
    const { charges, rejects } = await importBytes(store, await parquetBill({ [column]: sql }), 'bill.parquet');
    expect(rejects).toEqual([]);
    expect(charges[0]?.[column]).toBe(value);
  });

  test.each([
    {
      column: 'BilledCost',
      sql: 'true',
      message: 'column BilledCost has type BOOLEAN: write it as DECIMAL, DOUBLE or text',
    },
    {
      column: 'ChargePeriodStart',
      sql: '20261103',
      message: 'column ChargePeriodStart has type INTEGER: write it as TIMESTAMP or text',
    },
    { column: 'BillingCurrency', sql: '840', message: 'column BillingCurrency has type INTEGER: write it as text' },
  ])('$column of a type that cannot hold it makes the bill unreadable', async ({ column, sql, message }) => {
    const bytes = await parquetBill({ [column]: sql });
    await expect(importBytes(store, bytes, 'bill.parquet')).rejects.toEqual(new SourceError(message));
  });
});

describe('what is known of a part', () => {
  it('is what its charges cost in each base, and how many have no cost in one', async () => {
    const imported = await importBytes(
      store,
      csv(
        { BilledCost: '1.1', EffectiveCost: '0.1', ListCost: '2', ContractedCost: '1.5' },
        { BilledCost: '-0.1', EffectiveCost: '0.2', ListCost: '', ContractedCost: 'n/a' },
        { BilledCost: '0', EffectiveCost: '0.000000000001', ListCost: 'NULL', ContractedCost: '1' },
      ),
    );
    expect(only(imported)).toMatchObject({
      period: '2026-11',
      rows: 3,
      costs: {
        billed: '1.000000000000',
        effective: '0.300000000001',
        list: '2.000000000000',
        contracted: '2.500000000000',
      },
      missing: { list: 2, contracted: 1 },
    });
  });

  test.each([
    {
      name: 'the latest usage, not a later purchase',
      rows: [
        { ChargeCategory: 'Usage', ChargePeriodStart: '2026-11-02T00:00:00Z' },
        { ChargeCategory: 'Usage', ChargePeriodStart: '2026-11-03T00:00:00Z' },
        {
          ChargeCategory: 'Purchase',
          ChargePeriodStart: '2026-11-20T00:00:00Z',
          ChargePeriodEnd: '2026-11-21T00:00:00Z',
        },
      ],
      known: { lastEvent: '2026-11-03T00:00:00Z', lastStart: '2026-11-20T00:00:00Z', hourly: false },
    },
    {
      name: 'the latest charge where nothing is usage',
      rows: [{ ChargeCategory: 'Tax' }, { ChargeCategory: 'Purchase', ChargePeriodStart: '2026-11-02T00:00:00Z' }],
      known: { lastEvent: '2026-11-03T00:00:00Z', lastStart: '2026-11-03T00:00:00Z', hourly: false },
    },
    {
      name: 'that usage comes by the hour',
      rows: [
        { ChargeCategory: 'Usage', ChargePeriodStart: '2026-11-03T05:00:00Z', ChargePeriodEnd: '2026-11-03T06:00:00Z' },
        { ChargeCategory: 'Usage' },
      ],
      known: { lastEvent: '2026-11-03T05:00:00Z', lastStart: '2026-11-03T05:00:00Z', hourly: true },
    },
    {
      name: 'that a purchase of an hour is no hourly usage',
      rows: [
        {
          ChargeCategory: 'Purchase',
          ChargePeriodStart: '2026-11-03T05:00:00Z',
          ChargePeriodEnd: '2026-11-03T06:00:00Z',
        },
        { ChargeCategory: 'Usage' },
      ],
      known: { lastEvent: '2026-11-03T00:00:00Z', lastStart: '2026-11-03T05:00:00Z', hourly: false },
    },
  ])('is $name', async ({ rows, known }) => {
    expect(only(await importBytes(store, csv(...rows)))).toMatchObject(known);
  });

  it('is one part for each billing period, named after it', async () => {
    const { bill, parts } = await importBytes(
      store,
      csv(
        { BillingPeriodStart: '2026-12-01', BilledCost: '4' },
        { BillingPeriodStart: '2026-11-01', BilledCost: '1' },
        { BillingPeriodStart: '2026-12-01', BilledCost: '8' },
        { BillingPeriodStart: '2026-10-01', BilledCost: '2' },
      ),
    );
    expect(Object.values(parts).map(({ period, rows, costs }) => [period, rows, trimDecimal(costs.billed)])).toEqual([
      ['2026-10', 1, '2'],
      ['2026-11', 1, '1'],
      ['2026-12', 2, '12'],
    ]);
    expect(bill.parts).toEqual(Object.keys(parts));
    expect(bill.parts.every((part) => /^[0-9a-f]{64}-focus-1-USD-2026-1[0-2]$/.test(part))).toBe(true);
  });

  it('is nothing where the bill has no records', async () => {
    const { bill, parts } = await importBytes(store, csv());
    expect(parts).toEqual({});
    expect(bill).toMatchObject({ records: 0, rejected: 0, rejects: null, parts: [] });
  });

  it('are all columns of the bill, each under one name', async () => {
    const { parts } = await importBytes(
      store,
      csv({ ProviderName: 'AWS', x_Cost_Center: '7', x_Record: '1', Region: 'eu' }),
    );
    const [part] = Object.values(parts);
    expect(part?.columns).toEqual(
      expect.arrayContaining(['ServiceProviderName', 'x_Cost_Center', 'x_Source_x_Record', 'RegionId']),
    );
    expect(part?.columns).not.toEqual(expect.arrayContaining(['ProviderName']));
  });
});

describe('rounding', () => {
  test.each([
    { name: 'nothing is rounded', texts: ['1.5', '2'], rounded: 0, difference: '0' },
    { name: 'up by half a unit', texts: ['0.0000000000005'], rounded: 1, difference: '0.0000000000005' },
    { name: 'down', texts: ['0.0000000000014'], rounded: 1, difference: '-0.0000000000004' },
    { name: 'a credit away from nothing', texts: ['-0.0000000000005'], rounded: 1, difference: '-0.0000000000005' },
    { name: 'both ways', texts: ['0.0000000000016', '-0.0000000000016'], rounded: 2, difference: '0' },
    {
      name: 'beside large amounts',
      texts: ['99999999999999', '12345678901234.0000000000004'],
      rounded: 1,
      difference: '-0.0000000000004',
    },
    { name: 'far behind the point', texts: ['1e-20'], rounded: 1, difference: '-0.00000000000000000001' },
  ])('$name: the difference is $difference', async ({ texts, rounded, difference }) => {
    const { bill } = await importBytes(store, csv(...texts.map((BilledCost) => ({ BilledCost }))));
    expect(bill).toMatchObject({ roundedValues: rounded, roundingDifference: difference });
  });

  it('is counted for every cost of a charge, and not for rejected ones', async () => {
    const tiny = '0.0000000000005';
    const { bill } = await importBytes(
      store,
      csv(
        { BilledCost: tiny, EffectiveCost: tiny, ListCost: tiny, ContractedCost: tiny },
        { BilledCost: tiny, EffectiveCost: 'no number' },
      ),
    );
    expect(bill).toMatchObject({ roundedValues: 4, roundingDifference: '0.000000000002', rejected: 1 });
  });
});

describe('rejects', () => {
  it('say where and why, and keep the row', async () => {
    const text = csv({ ResourceName: 'a\nb' }, { BilledCost: '1,234.50', ResourceName: 'here' });
    const { bill, charges, rejects } = await importBytes(store, text);
    expect(bill).toMatchObject({ records: 2, rejected: 1 });
    expect(charges).toHaveLength(1);
    expect(rejects).toMatchObject([
      {
        record: '2',
        line: '4',
        column: 'BilledCost',
        value: '1,234.50',
        reason: 'is not a decimal number; write it without separators of thousands, such as 1234.50',
      },
    ]);
    expect(JSON.parse(String(rejects[0]?.['row']))).toMatchObject({ BilledCost: '1,234.50', ResourceName: 'here' });
  });

  test.each([
    { name: 'another currency', fields: { BillingCurrency: 'EUR' }, column: 'BillingCurrency' },
    { name: 'no currency', fields: { BillingCurrency: '' }, column: 'BillingCurrency' },
    { name: 'no cost', fields: { EffectiveCost: 'NULL' }, column: 'EffectiveCost' },
    { name: 'a day that may be a month', fields: { ChargePeriodStart: '4/1/25' }, column: 'ChargePeriodStart' },
    { name: 'an end before the start', fields: { ChargePeriodEnd: '2026-11-02' }, column: 'ChargePeriodEnd' },
    { name: 'no billing period', fields: { BillingPeriodStart: '' }, column: 'BillingPeriodStart' },
  ])('are charges with $name', async ({ fields, column }) => {
    const { charges, rejects } = await importBytes(store, csv(fields));
    expect(charges).toEqual([]);
    expect(rejects).toMatchObject([{ column, record: '1', line: '2' }]);
  });

  test.each([
    { name: 'a currency in small letters', fields: { BillingCurrency: ' usd ' } },
    { name: 'a list cost that is no number', fields: { ListCost: 'n/a' } },
    { name: 'tags that are no object', fields: { Tags: 'team=payments' } },
    { name: 'no provider, no service, no region', fields: { ServiceName: '', ProviderName: 'null', RegionId: 'NULL' } },
    { name: 'a credit', fields: { BilledCost: '-5', ChargeCategory: 'Credit' } },
    { name: 'an end at the start', fields: { ChargePeriodEnd: '2026-11-03T00:00:00Z' } },
  ])('are no charges with $name', async ({ fields }) => {
    const { charges, rejects } = await importBytes(store, csv(fields));
    expect(rejects).toEqual([]);
    expect(charges).toHaveLength(1);
  });

  it('and charges are all records, and the charges cost what they say, whatever the bill holds', async () => {
    const anyCost = fc.oneof(
      { weight: 8, arbitrary: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((units) => formatUnits(units)) },
      fc.constantFrom('', 'NULL', '1,5', 'x'),
    );
    const anyRow = fc.record({
      BilledCost: anyCost,
      EffectiveCost: anyCost,
      ListCost: anyCost,
      BillingPeriodStart: fc.constantFrom('2026-10-01', '2026-11-01', '2026-12-01T00:00:00Z', '11/1/2026'),
      ChargePeriodStart: fc.constantFrom('2026-11-03', '2026-11-05', '3/11/26'),
      BillingCurrency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
      ResourceName: fc.constantFrom('a', 'b\nc', '"'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 40 }), async (rows) => {
        const good = rows.filter(
          (row) =>
            [row.BilledCost, row.EffectiveCost].every(isAmount) &&
            row.BillingCurrency === 'USD' &&
            row.BillingPeriodStart.startsWith('2026') &&
            row.ChargePeriodStart === '2026-11-03',
        );
        const { bill, parts, charges, rejects } = await importBytes(store, csv(...rows));
        expect(bill.records).toBe(rows.length);
        expect(charges).toHaveLength(good.length);
        expect(rejects).toHaveLength(rows.length - good.length);
        expect(bill.rejected).toBe(rejects.length);
        const sumOf = (base: 'billed' | 'effective' | 'list'): bigint =>
          Object.values(parts).reduce((sum, { costs }) => sum + parseUnits(costs[base]), 0n);
        expect(sumOf('billed')).toBe(total(good.map(({ BilledCost }) => BilledCost)));
        expect(sumOf('effective')).toBe(total(good.map(({ EffectiveCost }) => EffectiveCost)));
        expect(sumOf('list')).toBe(total(good.map(({ ListCost }) => ListCost).filter(isAmount)));
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

function isAmount(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function total(texts: readonly string[]): bigint {
  return texts.reduce((sum, text) => sum + parseUnits(text), 0n);
}
