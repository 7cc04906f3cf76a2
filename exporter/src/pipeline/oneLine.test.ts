import { expect, test } from 'vitest';
import { oneLine } from './oneLine.js';

test.each([
  { name: 'what is one line stays', text: 'bill.csv: is empty (0 bytes): export it again — naïve 東京 🗼' },
  { name: 'line ends', text: 'a\nb\r\nc', line: 'a\\u{a}b\\u{d}\\u{a}c' },
  { name: 'line and paragraph separators', text: 'a\u2028b\u2029c', line: 'a\\u{2028}b\\u{2029}c' },
  { name: 'what moves a cursor or colours the text', text: '\u001b[2J\u0007\u009b', line: '\\u{1b}[2J\\u{7}\\u{9b}' },
  { name: 'what turns the direction of writing', text: 'a\u202egnp.csv\u2066', line: 'a\\u{202e}gnp.csv\\u{2066}' },
  { name: 'a text of 1,000 characters stays', text: 'x'.repeat(1_000) },
  { name: 'a longer one is cut at a whole character', text: '🗼'.repeat(1_001), line: `${'🗼'.repeat(1_000)}…` },
])('$name', ({ text, line = text }) => {
  expect(oneLine(text)).toBe(line);
});
