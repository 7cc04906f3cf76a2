import { describe, expect, test } from 'vitest';
import { sampleSource } from '../../testing/sampleSource.js';
import { ageInWords } from './ageInWords.js';
import { changeOf } from './changeOf.js';
import { countInWords } from './countInWords.js';
import { durationInWords } from './durationInWords.js';
import { moneyFormat } from './moneyFormat.js';
import { monthName } from './monthName.js';
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
