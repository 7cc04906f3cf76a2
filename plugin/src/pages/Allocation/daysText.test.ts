import { expect, test } from 'vitest';
import { daysText } from './daysText';

test.each([
  { from: '2026-11-19', to: '2026-11-21', text: 'Nov 19, 2026 – Nov 20, 2026' },
  { from: '2026-11-30', to: '2026-12-01', text: 'Nov 30, 2026' },
])('the days from $from until before $to are $text', ({ text, ...span }) => {
  expect(daysText(span)).toBe(text);
});
