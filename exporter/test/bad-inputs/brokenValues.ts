import type { BrokenValue } from './BadInput.js';

const NUMBER = 'is not a decimal number; write digits and one point, such as 1234.50';
const THOUSANDS = 'is not a decimal number; write it without separators of thousands, such as 1234.50';
const DIGITS = 'has more than 14 digits before the point; write at most 14';
const TIME = 'is not a time between 2000 and 2100; write UTC as 2026-11-03T00:00:00Z';
const DAY_OR_MONTH = 'does not tell day from month; write UTC as 2026-11-03T00:00:00Z';
const EMPTY = 'is empty; every charge needs it';
const CURRENCY = 'is not the reporting currency USD; keep bills in other currencies out of this exporter';

/** Values without which a charge means nothing, each written in a way that nobody can be sure of. */
export const brokenValues: readonly BrokenValue[] = [
  { name: 'thousands with a comma', column: 'BilledCost', value: '1,234.50', reason: THOUSANDS },
  { name: 'a comma for the point', column: 'EffectiveCost', value: '12,5', reason: THOUSANDS },
  { name: 'thousands with a blank', column: 'BilledCost', value: '1 000', reason: NUMBER },
  { name: 'thousands with an apostrophe', column: 'BilledCost', value: "1'000.5", reason: NUMBER },
  { name: 'thousands with an underscore', column: 'BilledCost', value: '1_000', reason: NUMBER },
  { name: 'not a number', column: 'BilledCost', value: 'NaN', reason: NUMBER },
  { name: 'infinity', column: 'EffectiveCost', value: 'Infinity', reason: NUMBER },
  { name: 'minus infinity, for short', column: 'EffectiveCost', value: '-inf', reason: NUMBER },
  { name: 'a hexadecimal number', column: 'BilledCost', value: '0x10', reason: NUMBER },
  { name: 'full-width digits', column: 'BilledCost', value: '１２', reason: NUMBER },
  { name: 'Arabic digits', column: 'BilledCost', value: '٣', reason: NUMBER },
  { name: 'a typographic minus', column: 'BilledCost', value: '−5', reason: NUMBER },
  { name: 'two minus signs', column: 'BilledCost', value: '--5', reason: NUMBER },
  { name: 'two points', column: 'BilledCost', value: '1.2.3', reason: NUMBER },
  { name: 'a currency sign', column: 'BilledCost', value: '$5', reason: NUMBER },
  { name: 'a credit in brackets', column: 'BilledCost', value: '(5.00)', reason: NUMBER },
  { name: 'a percentage', column: 'BilledCost', value: '5%', reason: NUMBER },
  { name: 'a word', column: 'BilledCost', value: 'free', reason: NUMBER },
  { name: 'blanks for a cost', column: 'BilledCost', value: '  ', reason: NUMBER },
  { name: 'an exponent without digits', column: 'BilledCost', value: '1e', reason: NUMBER },
  { name: 'SQL for a cost', column: 'BilledCost', value: "0); drop table charges; --'", reason: NUMBER },
  {
    name: 'a text that is longer than what is shown of it',
    column: 'BilledCost',
    value: 'é'.repeat(900),
    shown: 'é'.repeat(200),
    reason: NUMBER,
  },
  { name: '27 digits before the point', column: 'BilledCost', value: '1'.repeat(27), reason: DIGITS },
  { name: '15 digits before the point', column: 'BilledCost', value: '123456789012345.1234567890123', reason: DIGITS },
  { name: 'an exponent beyond any amount', column: 'BilledCost', value: '1e999999999', reason: DIGITS },
  { name: 'no billed cost', column: 'BilledCost', value: '', shown: null, reason: EMPTY },
  { name: 'NULL for an effective cost', column: 'EffectiveCost', value: 'NULL', shown: null, reason: EMPTY },
  { name: 'null for a charge period', column: 'ChargePeriodEnd', value: 'null', shown: null, reason: EMPTY },
  { name: 'no currency', column: 'BillingCurrency', value: '', shown: null, reason: EMPTY },

  { name: 'a day that may be a month', column: 'ChargePeriodStart', value: '4/1/25', reason: DAY_OR_MONTH },
  { name: 'a month that may be a day', column: 'ChargePeriodStart', value: '04/01/2026', reason: DAY_OR_MONTH },
  { name: 'a day first', column: 'ChargePeriodStart', value: '13/01/2026', reason: DAY_OR_MONTH },
  { name: 'a day first, with points', column: 'ChargePeriodEnd', value: '04.10.2026', reason: DAY_OR_MONTH },
  { name: 'a year of two digits', column: 'ChargePeriodStart', value: '26-10-03', reason: DAY_OR_MONTH },
  { name: 'a 13th month', column: 'BillingPeriodStart', value: '2026-13-01', reason: TIME },
  { name: 'a leap day that is none', column: 'ChargePeriodStart', value: '2026-02-29', reason: TIME },
  { name: 'a 25th hour', column: 'ChargePeriodStart', value: '2026-10-03T25:00:00Z', reason: TIME },
  { name: 'a 61st second', column: 'ChargePeriodStart', value: '2026-10-03T00:00:60Z', reason: TIME },
  { name: 'the year 4', column: 'ChargePeriodStart', value: '0004-10-03T00:00:00Z', reason: TIME },
  { name: 'the year 1900', column: 'ChargePeriodStart', value: '1900-01-01', reason: TIME },
  { name: 'the year 3000', column: 'ChargePeriodEnd', value: '3000-01-01', reason: TIME },
  { name: 'the end of time', column: 'ChargePeriodEnd', value: 'infinity', reason: TIME },
  { name: 'seconds since 1970', column: 'ChargePeriodStart', value: '1793836800', reason: TIME },
  { name: 'a date of a spreadsheet', column: 'ChargePeriodStart', value: '46298', reason: TIME },
  { name: 'a date without dashes', column: 'ChargePeriodStart', value: '20261003', reason: TIME },
  { name: 'a month by name', column: 'ChargePeriodStart', value: '3 Oct 2026', reason: TIME },
  { name: 'a word for a time', column: 'ChargePeriodStart', value: 'now', reason: TIME },
  {
    name: 'an end before the start',
    column: 'ChargePeriodEnd',
    value: '2026-10-02T00:00:00Z',
    reason: 'is before ChargePeriodStart; write the exclusive end of the charge period',
  },

  { name: 'another currency', column: 'BillingCurrency', value: 'EUR', reason: CURRENCY },
  { name: 'a sign for the currency', column: 'BillingCurrency', value: 'US$', reason: CURRENCY },
];
