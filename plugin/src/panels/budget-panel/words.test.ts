import { beforeEach, describe, expect, test } from 'vitest';
import type { BudgetRow, WindowPace } from './BudgetRow';
import { NOW, rowOf, runsOutAt } from './sampleData';
import {
  amountOf,
  compactAmount,
  consumedWords,
  instant,
  leftWords,
  paceWords,
  sentenceOf,
  span,
  staleWords,
  statusWord,
  tickWords,
  windowEnd,
  windowGap,
  windowWords,
} from './words';

beforeEach(() => {
  document.documentElement.lang = 'en-US';
});

const pace = (changes: Partial<WindowPace> = {}): WindowPace => ({
  ...{ window: '1d', aDay: 5200, allowedADay: 1300, burnRate: 4, exhaustion: Infinity, overspendRatio: 0.1 },
  ...changes,
});

const sentences: { name: string; row: BudgetRow; says: string; now?: number }[] = [
  {
    name: 'running out',
    row: runsOutAt('2026-11-24T02:00:00Z'),
    says: 'runs out in 31 h, on Nov 24, 02:00 UTC at the pace of the last day; $4,100 over',
  },
  {
    name: 'running out within the hour',
    row: runsOutAt('2026-11-22T19:20:00Z', { amount: null }),
    says: 'runs out in less than an hour, on Nov 22, 19:20 UTC at the pace of the last day',
  },
  {
    name: 'that should be gone',
    row: runsOutAt('2026-11-22T16:00:00Z'),
    says: 'ran out 3 h ago, on Nov 22, 16:00 UTC, if the pace of the last day went on; bills do not show it yet; $4,100 over',
  },
  {
    name: 'that lasts',
    row: rowOf(),
    says: 'lasts until the end of the period at the pace of the last day; $840 to spare',
  },
  {
    name: 'that lasted',
    row: rowOf(),
    now: Date.parse('2026-12-02'),
    says: 'lasted until the end of the period; $840 to spare',
  },
  {
    name: 'over its amount',
    row: rowOf({ spent: 43_200 }),
    says: 'exhausted: $1,200 over, with 8 days of the period to go',
  },
  {
    name: 'over its amount at the end',
    row: rowOf({ spent: 43_200 }),
    now: Date.parse('2026-12-01'),
    says: 'exhausted: $1,200 over at the end of the period',
  },
  {
    name: 'spent to the cent',
    row: rowOf({ spent: 42_000 }),
    says: 'exhausted: all of it is spent, with 8 days of the period to go',
  },
  {
    name: 'of which only the share is known, and no period',
    row: rowOf({ amount: null, spent: null, consumedRatio: 1.1, end: null }),
    says: 'exhausted: all of it is spent',
  },
  {
    name: 'without a plan',
    row: rowOf({ planRatio: null, windows: [], consumedRatio: 0.4 }),
    says: '40% is spent; it has no plan, so there is no moment when it runs out',
  },
  {
    name: 'without a pace',
    row: rowOf({ windows: [], consumedRatio: 0.4 }),
    says: '40% is spent where the plan has 70%; the pace is not known',
  },
  {
    name: 'of which nothing is known',
    row: rowOf({ amount: null, spent: null, consumedRatio: null }),
    says: 'the amount or what is spent of it is not known',
  },
];

test.each(sentences)('a budget $name', ({ row, says, now = NOW }) => {
  expect(sentenceOf(row, now)).toBe(says);
});

test('names and dates are not escaped: React does that', () => {
  expect(windowWords('2h / <b>')).toBe('the last 2h / <b>');
  document.documentElement.lang = 'ja-JP';
  expect(sentenceOf(runsOutAt('2026-11-24T02:00:00Z'), NOW)).not.toContain('&');
});

test('a window that has no words of its own is named', () => {
  expect(windowWords('7d')).toBe('the last 7 days');
  expect(windowWords('14d')).toBe('the last 14d');
});

test('a moment says its year only when it is another', () => {
  expect(instant(Date.parse('2026-11-24T02:00:00Z'), NOW)).toBe('Nov 24, 02:00 UTC');
  expect(instant(Date.parse('2027-01-04T00:00:00Z'), NOW)).toBe('Jan 4, 2027, 00:00 UTC');
});

test.each([
  [1_000, 'less than an hour'],
  [-2 * 3_600_000, '2 h'],
  [31 * 3_600_000, '31 h'],
  [80 * 3_600_000, '3 days'],
])('%i ms are %s', (milliseconds, says) => {
  expect(span(milliseconds)).toBe(says);
});

test('amounts have their currency, or none', () => {
  expect([amountOf(4100, 'USD'), amountOf(4100, ''), amountOf(4100, 'credits')]).toEqual([
    '$4,100',
    '4,100',
    '4,100 credits',
  ]);
  expect([compactAmount(12_400, 'EUR'), compactAmount(12_400, '')]).toEqual(['€12.4K', '12.4K']);
});

test('every status has a word of its own', () => {
  const states = ['exhausted', 'stale', 'runsOut', 'overPlan', 'onPlan', 'unplanned', 'unknown'] as const;
  expect(states.map(statusWord)).toEqual([
    'exhausted',
    'stale',
    'runs out',
    'over plan',
    'on plan',
    'no plan',
    'not known',
  ]);
});

test.each([
  [runsOutAt('2026-11-24T02:00:00Z'), '31 h left'],
  [runsOutAt('2026-11-22T16:00:00Z'), 'due 3 h ago'],
  [rowOf(), 'lasts the period'],
  [rowOf({ windows: [] }), 'not known'],
  [rowOf({ spent: 50_000 }), 'none left'],
])('hours left, case %#', (row, says) => {
  expect(leftWords(row, NOW)).toBe(says);
});

test.each([
  [rowOf({ consumedRatio: 0.54 }), '54% of $42,000, plan 70%'],
  [rowOf({ consumedRatio: 0.54, planRatio: null }), '54% of $42,000'],
  [rowOf({ consumedRatio: 0.54, planRatio: null, amount: null }), '54% of the budget'],
  [rowOf({ consumedRatio: null }), 'not known'],
])('what is consumed, case %#', (row, says) => {
  expect(consumedWords(row)).toBe(says);
});

describe('stale bills', () => {
  test('are not spoken of while they are fresh', () => {
    expect(staleWords(rowOf(), NOW)).toBeNull();
  });

  test('say their age and the limit', () => {
    expect(staleWords(rowOf({ watermark: Date.parse('2026-11-19T19:00:00Z') }), NOW)).toBe(
      'Bills are complete up to Nov 19, 19:00 UTC, 3 days ago. More than 2 days is too old to judge the pace by.',
    );
  });

  test('name the sources when these are known', () => {
    const row = rowOf({ staleSources: ['aws', 'r&d'], maxLag: null, watermark: null });
    expect(staleWords(row, NOW)).toBe('Nothing new from aws and r&d.');
  });
});

test.each([
  [pace(), '$5,200 a day'],
  [pace({ aDay: null }), '400% of what is planned'],
  [pace({ aDay: null, burnRate: Infinity }), 'spend where none was planned'],
  [pace({ aDay: null, burnRate: null }), 'not known'],
  [pace({ aDay: null, burnRate: -Infinity }), 'not known'],
])('a pace is money a day where it can be, case %#', (given, says) => {
  expect(paceWords(given, 'USD')).toBe(says);
});

test.each([
  [pace(), rowOf(), 'lasts'],
  [pace({ exhaustion: Date.parse('2026-11-25T12:00:00Z') }), rowOf(), 'Nov 25, 12:00 UTC'],
  [pace({ exhaustion: Date.parse('2026-12-25T12:00:00Z') }), rowOf(), 'lasts'],
  [pace({ exhaustion: null }), rowOf(), 'not known'],
  [pace(), rowOf({ spent: 50_000 }), 'exhausted'],
])('when a window runs out, case %#', (given, row, says) => {
  expect(windowEnd(given, row, NOW)).toBe(says);
});

test.each([
  [pace(), rowOf(), '$4,200 over'],
  [pace({ overspendRatio: -0.5 }), rowOf(), '$21,000 to spare'],
  [pace(), rowOf({ amount: null }), '10% over'],
  [pace({ overspendRatio: -0.5 }), rowOf({ amount: null }), '50% to spare'],
  [pace({ overspendRatio: null }), rowOf(), 'not known'],
])('what a window ends with, case %#', (given, row, says) => {
  expect(windowGap(given, row)).toBe(says);
});

test('ticks are days, or months of long periods', () => {
  const time = Date.parse('2026-11-08');
  expect([tickWords(time, false), tickWords(time, true)]).toEqual(['Nov 8', 'Nov 26']);
});
