import { describe, expect, test } from 'vitest';
import { sampleSource } from '../../testing/sampleSource.js';
import { ageInWords } from './ageInWords.js';
import { changeOf } from './changeOf.js';
import { countInWords } from './countInWords.js';
import { dayElement } from './dayElement.js';
import { durationInWords } from './durationInWords.js';
import { moneyFormat } from './moneyFormat.js';
import { monthName } from './monthName.js';
import { runOutInWords } from './runOutInWords.js';
import { sourceHealth } from './sourceHealth.js';
import { timeElement } from './timeElement.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-22T14:24:00Z');

describe('durationInWords', () => {
  test.each([
    { milliseconds: 59 * SECOND, words: '0 minutes' },
    { milliseconds: MINUTE, words: '1 minute' },
    { milliseconds: 2 * HOUR - 1, words: '119 minutes' },
    { milliseconds: 2 * HOUR, words: '2 hours' },
    { milliseconds: 2 * DAY - 1, words: '47 hours' },
    { milliseconds: 2 * DAY, words: '2 days' },
  ])('$milliseconds ms are $words', ({ milliseconds, words }) => {
    expect(durationInWords(milliseconds)).toBe(words);
  });
});

describe('ageInWords', () => {
  test.each([
    { age: 0, words: 'just now' },
    { age: -5 * MINUTE, words: 'just now' },
    { age: 7 * MINUTE + SECOND, words: '7 minutes ago' },
  ])('$age ms ago is $words', ({ age, words }) => {
    expect(ageInWords(now - age, now)).toBe(words);
  });
});

describe('moneyFormat', () => {
  test.each([
    {
      amount: '12345678901234567.895',
      currency: 'USD',
      exact: '$12,345,678,901,234,567.90',
      signed: '+$12,345,678,901,234,567.90',
    },
    { amount: '-1689.23', currency: 'EUR', exact: '−€1,689.23', signed: '−€1,689.23' },
    { amount: '1500', currency: 'JPY', exact: '¥1,500', signed: '+¥1,500' },
    { amount: '0', currency: 'USD', exact: '$0.00', signed: '$0.00' },
  ])('$amount $currency reads $exact', ({ amount, currency, exact, signed }) => {
    expect(moneyFormat(currency).exact(amount)).toBe(exact);
    expect(moneyFormat(currency).signed(amount)).toBe(signed);
  });
});

test.each([
  { amount: 1121.5, currency: 'USD', words: '$1,122' },
  { amount: 99.994, currency: 'USD', words: '$99.99' },
  { amount: -450.2, currency: 'EUR', words: '−€450' },
  { amount: 12.6, currency: 'JPY', words: '¥13' },
])('an estimate of $amount $currency reads $words', ({ amount, currency, words }) => {
  expect(moneyFormat(currency).estimate(amount)).toBe(words);
});

describe('runOutInWords', () => {
  const known = { isExhausted: false, windows: [] };
  test.each([
    { hoursLeft: 0.2, words: 'runs out in 1 hour' },
    { hoursLeft: 57.5, words: 'runs out in 58 hours' },
    { hoursLeft: 95.4, words: 'runs out in 95 hours' },
    { hoursLeft: 96, words: 'runs out in 4 days' },
    { hoursLeft: -3, words: 'should have run out by now' },
  ])('with $hoursLeft hours left it $words', ({ hoursLeft, words }) => {
    expect(runOutInWords({ ...known, hoursLeft }, now, now).words).toBe(words);
  });

  test('nears while the figures stay', () => {
    expect(runOutInWords({ ...known, hoursLeft: 31 }, now - 6 * HOUR, now)).toEqual({
      words: 'runs out in 25 hours',
      moment: now + 25 * HOUR,
    });
  });

  test('tells no moment when there is none', () => {
    expect(runOutInWords({ ...known, hoursLeft: null }, now, now).moment).toBeNull();
    expect(runOutInWords({ ...known, isExhausted: true, hoursLeft: 0 }, now, now).moment).toBeNull();
  });
});

describe('changeOf', () => {
  test.each([
    { amount: '128430.17', before: '118432.07', difference: '9998.1', percent: '+8.4%' },
    { amount: '90', before: '100', difference: '-10', percent: '−10%' },
    { amount: '100', before: '100', difference: '0', percent: '0%' },
    { amount: '5', before: '0', difference: '5', percent: null },
    { amount: '-50', before: '-100', difference: '50', percent: '+50%' },
    { amount: '0.000000000003', before: '0.000000000002', difference: '0.000000000001', percent: '+50%' },
  ])('from $before to $amount is $percent', ({ amount, before, difference, percent }) => {
    expect(changeOf(amount, before)).toEqual({ difference, percent });
  });
});

describe('sourceHealth', () => {
  const watermark = '2026-11-21T14:24:00Z';
  test.each([
    { name: 'fresh to the second', source: { watermark, maxLagSeconds: 86_400 }, health: 'healthy' },
    { name: 'a second too old', source: { watermark, maxLagSeconds: 86_399 }, health: 'late' },
    { name: 'a source without usage charges', source: { watermark: null }, health: 'healthy' },
    { name: 'a source without charges', source: { rows: 0, watermark: null }, health: 'empty' },
    {
      name: 'a source that was not read, however old',
      source: { up: false, rows: 0, maxLagSeconds: 0 },
      health: 'failing',
    },
  ])('$name is $health', ({ source, health }) => {
    expect(sourceHealth(sampleSource(source), now)).toBe(health);
  });
});

test('a month has its English name', () => {
  expect(monthName('2026-11')).toBe('November 2026');
  expect(monthName('unknown')).toBe('unknown');
});

test('one thing is singular', () => {
  expect(countInWords(1, 'charge')).toBe('1 charge');
  expect(countInWords(884_210, 'charge')).toBe('884,210 charges');
});

test('a time is in UTC, with the exact one beside it', () => {
  expect(timeElement(now).text).toBe('<time datetime="2026-11-22T14:24:00Z">22 Nov 2026, 14:24 UTC</time>');
});

test('a day has no time', () => {
  expect(dayElement('2026-11-02').text).toBe('<time datetime="2026-11-02">2 Nov 2026</time>');
});
