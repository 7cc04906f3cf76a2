import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { timestamp } from '../domain/Day.js';
import { formatUnits, trimDecimal } from '../domain/Money.js';
import type { ColumnRule } from '../normalize/Mapping.js';
import { projection, RECORD_NUMBER } from './parts/projection.js';
import { identifier, literal } from './sql.js';
import { openTestStore } from './testing/openTestStore.js';
import type { TestStore } from './testing/openTestStore.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

interface Read {
  readonly value: string | null;
  /** Why the row is rejected. */
  readonly reason: string | null;
  /** The text that is kept beside the value. */
  readonly kept: string | null;
}

/** What the text of one column of a bill becomes, row by row. */
async function read(kind: ColumnRule['kind'], texts: readonly (string | null)[]): Promise<Read[]> {
  const rule: ColumnRule = { column: 'X', kind, from: ['X'], ...(kind === 'tags' ? {} : { mandatory: true }) };
  const always: ColumnRule = { column: 'Always', kind: 'money', from: ['Always'], mandatory: true };
  const rows = texts.map((text, index) => `(${text === null ? 'null' : literal(text)}, '1', ${index})`);
  const relation = `select X::varchar as X, Always, n as ${identifier(RECORD_NUMBER)} from (values ${rows.join(', ')}) as input(X, Always, n)`;
  const columns = ['X', 'Always'].map((name) => ({ name, type: 'VARCHAR' }));
  const select = projection({ version: 'test', columns: [rule, always] }, columns, relation, 'USD');
  const found = await store.engine
    .rows(`select X::varchar as "value", x_Reject->>'reason' as reason, x_SourceValues->>'X' as kept
    from (${select}) order by x_Record`);
  return found.map(({ value, reason, kept }) => ({
    value: value === null ? null : String(value),
    reason: reason === null ? null : String(reason),
    kept: kept === null ? null : String(kept),
  }));
}

async function readOne(kind: ColumnRule['kind'], text: string | null): Promise<Read> {
  const [found] = await read(kind, [text]);
  return found!;
}

describe('money', () => {
  test.each([
    { name: 'a plain decimal', text: '12.5', value: '12.5' },
    { name: 'a whole number', text: '42', value: '42' },
    { name: 'a credit', text: '-0.000000000001', value: '-0.000000000001' },
    { name: 'twelve decimals', text: '0.123456789012', value: '0.123456789012' },
    { name: 'a plus', text: '+1.5', value: '1.5' },
    { name: 'no digit before the point', text: '.5', value: '0.5' },
    { name: 'no digit behind the point', text: '5.', value: '5' },
    { name: 'blanks around', text: ' 1.5 ', value: '1.5' },
    { name: 'zeros before', text: '0001.50', value: '1.5' },
    { name: 'minus nothing', text: '-0.00', value: '0' },
    {
      name: 'fourteen digits before the point',
      text: '99999999999999.999999999999',
      value: '99999999999999.999999999999',
    },
    { name: 'a small float in scientific notation', text: '1.5e-07', value: '0.00000015' },
    { name: 'a large E', text: '-2.5E-3', value: '-0.0025' },
    { name: 'a positive exponent', text: '1.25e+3', value: '1250' },
    { name: 'nothing in scientific notation', text: '0E-10', value: '0' },
    { name: 'a point far right', text: '1e13', value: '10000000000000' },
    { name: 'many digits and an exponent', text: '123456.789e-3', value: '123.456789' },
  ])('$name: $text', async ({ text, value }) => {
    const { value: found, ...rest } = await readOne('money', text);
    expect(trimDecimal(found ?? 'null')).toBe(value);
    expect(rest).toEqual({ reason: null, kept: null });
  });

  test.each([
    { name: 'half a unit goes up', text: '0.0000000000005', value: '0.000000000001' },
    { name: 'half a unit of a credit goes down', text: '-0.0000000000005', value: '-0.000000000001' },
    { name: 'less than half goes to nothing', text: '0.00000000000049999', value: '0' },
    { name: 'what is beyond any decimal is nothing', text: '1e-90', value: '0' },
    { name: 'an exponent of nine digits is nothing', text: '7e-999999999', value: '0' },
    { name: 'more digits than a float has', text: '1.23456789012345678901234567890', value: '1.234567890123' },
    { name: 'nines carry over', text: '0.9999999999999', value: '1' },
    { name: 'scientific notation rounds once', text: '4.999999999999E-13', value: '0' },
    { name: 'scientific notation at the half', text: '5E-13', value: '0.000000000001' },
    { name: 'long digits with a longer exponent', text: `${'9'.repeat(70)}e-68`, value: '100' },
  ])('$name and keeps its text: $text', async ({ text, value }) => {
    const { value: found, ...rest } = await readOne('money', text);
    expect(trimDecimal(found ?? 'null')).toBe(value);
    expect(rest).toEqual({ reason: null, kept: text });
  });

  const NO_NUMBER = 'is not a decimal number; write digits and one point, such as 1234.50';
  const SEPARATED = 'is not a decimal number; write it without separators of thousands, such as 1234.50';
  const TOO_LARGE = 'has more than 14 digits before the point; write at most 14';

  test.each([
    ...['1_000', 'NaN', 'nan', 'inf', 'Infinity', '-inf', '1.2.3', '--1', '1-', '-', '+', '.', 'e5', '1e', '1e5.5'],
    ...['0x10', '$5', '5 USD', '1 000', '१२', '５', '1.5f', '(5)', 'true', '5%', '1e1234567890'],
  ])('%j is no amount', async (text) => {
    expect(await readOne('money', text)).toEqual({ value: null, reason: NO_NUMBER, kept: text });
  });

  test.each([
    { text: '1,234.50', reason: SEPARATED },
    { text: '1.234,50', reason: SEPARATED },
    { text: '100000000000000', reason: TOO_LARGE },
    { text: '1e14', reason: TOO_LARGE },
    { text: '1e60', reason: TOO_LARGE },
    { text: '1e999', reason: TOO_LARGE },
    { text: '-123456789012345.5', reason: TOO_LARGE },
    { text: '99999999999999.9999999999995', reason: TOO_LARGE },
  ])('$text is rejected, and says why', async ({ text, reason }) => {
    expect(await readOne('money', text)).toEqual({ value: null, reason, kept: text });
  });

  it('must be there', async () => {
    expect(await readOne('money', null)).toEqual({
      value: null,
      reason: 'is empty; every charge needs it',
      kept: null,
    });
  });

  it('is exactly what the text says, rounded half away from zero, in every notation', async () => {
    const digits = (minLength: number, maxLength: number) =>
      fc.stringMatching(new RegExp(`^\\d{${minLength},${maxLength}}$`));
    const anyText = fc
      .tuple(
        fc.constantFrom('', '-', '+'),
        fc.oneof(digits(1, 7), digits(1, 14), digits(0, 30)),
        fc.option(fc.oneof(digits(0, 12), digits(11, 14), digits(0, 30))),
        fc.option(
          fc.tuple(
            fc.constantFrom('e', 'E'),
            fc.constantFrom('', '+', '-'),
            fc.oneof(fc.nat(9), fc.nat(13), fc.nat(90)),
          ),
          { freq: 2 },
        ),
      )
      .filter(([, whole, fraction]) => whole !== '' || (fraction ?? '') !== '')
      .map(([sign, whole, fraction, exponent]) =>
        [sign, whole, fraction === null ? '' : `.${fraction}`, exponent?.join('') ?? ''].join(''),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 200 }), async (texts) => {
        const found = await read('money', texts);
        const expected = texts.map(exactly);
        expect(found.map(({ value }) => (value === null ? null : trimDecimal(value)))).toEqual(
          expected.map(({ value }) => value),
        );
        expect(found.map(({ kept }) => kept)).toEqual(
          texts.map((text, index) => (expected[index]?.isKept ? text : null)),
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

/** The amount that a text means, by integers alone, and whether its text must be kept. */
function exactly(text: string): { readonly value: string | null; readonly isKept: boolean } {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = BigInt(whole + fraction);
  const shift = Number(exponent) - fraction.length + 12;
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  const scaled = digits * 10n ** BigInt(Math.max(0, shift));
  const units = (2n * scaled + divisor) / (2n * divisor);
  if (units >= 10n ** 26n) return { value: null, isKept: true };
  return { value: formatUnits(sign === '-' ? -units : units), isKept: scaled % divisor !== 0n };
}

describe('times', () => {
  test.each([
    { name: 'UTC', text: '2026-11-03T05:06:07Z', time: '2026-11-03T05:06:07Z' },
    { name: 'a blank instead of a T', text: '2026-11-03 05:06:07', time: '2026-11-03T05:06:07Z' },
    { name: 'an offset is taken off', text: '2026-11-03T00:30:00+02:00', time: '2026-11-02T22:30:00Z' },
    { name: 'an offset without minutes', text: '2026-11-03 00:00:00+02', time: '2026-11-02T22:00:00Z' },
    { name: 'an offset without a colon', text: '2026-11-03T00:00:00-0330', time: '2026-11-03T03:30:00Z' },
    { name: 'no seconds, UTC', text: '2026-11-03T05:00Z', time: '2026-11-03T05:00:00Z' },
    { name: 'no seconds, an offset', text: '2026-11-03T05:00-08:00', time: '2026-11-03T13:00:00Z' },
    { name: 'no seconds, nothing', text: '2026-11-03 05:00', time: '2026-11-03T05:00:00Z' },
    { name: 'small letters', text: '2026-11-03t05:00:00z', time: '2026-11-03T05:00:00Z' },
    { name: 'blanks around', text: ' 2026-11-03T05:00:00Z ', time: '2026-11-03T05:00:00Z' },
    { name: 'a day is its midnight', text: '2026-11-03', time: '2026-11-03T00:00:00Z' },
    { name: 'a fraction of a second', text: '2026-11-03T05:06:07.250Z', time: '2026-11-03T05:06:07.250Z' },
    { name: 'a year early', text: '2000-01-01T00:00:00Z', time: '2000-01-01T00:00:00Z' },
    { name: 'a year late', text: '2099-12-31T23:59:59Z', time: '2099-12-31T23:59:59Z' },
    { name: 'a year before slashes', text: '2026/11/03', time: '2026-11-03T00:00:00Z' },
    { name: 'a leap day', text: '2028-02-29', time: '2028-02-29T00:00:00Z' },
  ])('$name: $text', async ({ text, time }) => {
    const { value, reason } = await readOne('time', text);
    expect(reason).toBeNull();
    expect(timestamp(Date.parse(`${value!.replace(' ', 'T')}Z`))).toBe(time);
  });

  const AMBIGUOUS = 'does not tell day from month; write UTC as 2026-11-03T00:00:00Z';
  const NO_TIME = 'is not a time between 2000 and 2100; write UTC as 2026-11-03T00:00:00Z';

  test.each([
    '4/1/25',
    '04/01/2025',
    '1/4/2025',
    '31/12/2025',
    '12-31-2025',
    '01.02.2025',
    '3-4-25',
    '03/04/2025 00:00',
  ])('%s does not tell day from month', async (text) => {
    expect(await readOne('time', text)).toMatchObject({ value: null, reason: AMBIGUOUS });
  });

  test.each([
    ...['2026-13-01', '2026-02-29', '2026-11-31', '2026-11-03T25:00:00Z', '2026-11', '20261103', '1762128000', 'now'],
    ...['infinity', '-infinity', 'epoch', '1999-12-31T23:59:59Z', '2100-01-01', '0004-01-25'],
    ...['Nov 3, 2026', '3 November 2026', 'x'],
  ])('%s is no time of a bill', async (text) => {
    expect(await readOne('time', text)).toMatchObject({ value: null, reason: NO_TIME });
  });

  it('are the instant that the text names, with and without offset and seconds', async () => {
    const anyMoment = fc.tuple(
      fc.integer({ min: Date.parse('2000-01-02') / 1000, max: Date.parse('2099-12-30') / 1000 }),
      fc.constantFrom('T', ' ', 't'),
      fc.boolean(),
      fc.option(fc.integer({ min: -14 * 60, max: 14 * 60 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyMoment, { minLength: 1, maxLength: 100 }), async (moments) => {
        const written = moments.map(([seconds, separator, hasSeconds, offset]) => {
          const instant = (hasSeconds ? seconds : seconds - (seconds % 60)) * 1000;
          const local = new Date(instant + (offset ?? 0) * 60_000).toISOString();
          const text = `${local.slice(0, 10)}${separator}${local.slice(11, hasSeconds ? 19 : 16)}`;
          return { instant, text: `${text}${offset === null ? '' : offsetText(offset)}` };
        });
        const found = await read(
          'time',
          written.map(({ text }) => text),
        );
        expect(found.map(({ value }) => Date.parse(`${value!.replace(' ', 'T')}Z`))).toEqual(
          written.map(({ instant }) => instant),
        );
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}

describe('tags', () => {
  test.each([
    { name: 'a JSON object stays as it is', text: '{"team": "payments"}', value: '{"team": "payments"}' },
    { name: 'an empty object', text: '{}', value: '{}' },
    {
      name: 'JSON without braces gets them',
      text: '"team": "payments","env": "prod"',
      value: '{"team": "payments","env": "prod"}',
    },
    {
      name: 'quotes and line ends in values',
      text: '{"a": "say \\"hi\\"\\nthere"}',
      value: '{"a": "say \\"hi\\"\\nthere"}',
    },
    { name: 'null is no tags', text: 'null', value: null },
    { name: 'nothing is no tags', text: null, value: null },
  ])('$name', async ({ text, value }) => {
    expect(await readOne('tags', text)).toEqual({ value, reason: null, kept: null });
  });

  test.each([
    '["team"]',
    '42',
    '"team"',
    'true',
    '{"team": }',
    'team=payments',
    '{team: payments}',
    '{"a": 1',
    '{"a":1}}',
  ])('%s cannot be read: the row stays, its text too', async (text) => {
    expect(await readOne('tags', text)).toEqual({ value: null, reason: null, kept: text });
  });
});
