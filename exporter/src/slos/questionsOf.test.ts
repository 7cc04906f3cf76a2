import { expect, test } from 'vitest';
import { hourlyQuery } from '../prometheus/config.js';
import { slosConfig } from './config.js';
import { questionsOf } from './questionsOf.js';

const WATERMARK = Date.parse('2026-11-20T05:30:00Z');
const NOW = Date.parse('2026-11-22T17:45:00Z');

test.each([
  {
    name: 'a unit cost asks for the units up to the watermark of its costs',
    slo: { kind: 'unit_cost', units: 'sum(a)', unit: 'order', target: '1' },
    questions: [{ name: 'units', query: 'sum(a)', from: '2026-10-22T00:00:00Z', to: '2026-11-20T05:00:00Z' }],
  },
  {
    name: 'a ratio of counts asks for both up to now',
    slo: { kind: 'ratio', objective: 0.9, bad: 'sum(b)', total: 'sum(t)' },
    questions: [
      { name: 'bad', query: 'sum(b)', from: '2026-10-24T00:00:00Z', to: '2026-11-22T17:00:00Z' },
      { name: 'total', query: 'sum(t)', from: '2026-10-24T00:00:00Z', to: '2026-11-22T17:00:00Z' },
    ],
  },
  {
    name: 'a ratio asks for itself',
    slo: { kind: 'ratio', objective: 0.9, bad_ratio: 'avg(r)' },
    questions: [{ name: 'badRatio', query: 'avg(r)', from: '2026-10-24T00:00:00Z', to: '2026-11-22T17:00:00Z' }],
  },
  { name: 'coverage asks nobody', slo: { kind: 'coverage' }, questions: [] },
])('$name', ({ slo, questions }) => {
  const [parsed] = slosConfig(hourlyQuery).parse([{ id: 'a', owner: 'b', ...slo }]);
  expect(questionsOf(parsed!, WATERMARK, NOW)).toEqual(
    questions.map(({ from, to, ...question }) => ({ ...question, from: Date.parse(from), to: Date.parse(to) })),
  );
});
