import { FieldType } from '@grafana/data';
import { expect, test } from 'vitest';
import { annotationsFrom } from './annotationsFrom';

const frame = (columns: Readonly<Record<string, unknown[]>>) => ({
  length: Math.max(...Object.values(columns).map((values) => values.length)),
  fields: Object.entries(columns).map(([name, values]) => ({ name, values, type: FieldType.other, config: {} })),
});

test('annotations are moments or stretches with a text', () => {
  const frames = [
    frame({ time: [5, 7], timeEnd: [5, 9], title: ['Deploy', null], text: ['v2', 'load test'], budget: ['', 'a'] }),
  ];
  expect(annotationsFrom(frames)).toEqual([
    { time: 5, timeEnd: null, text: 'Deploy: v2', budget: null },
    { time: 7, timeEnd: 9, text: 'load test', budget: 'a' },
  ]);
});

test('what has no time is left out, what has no text stays', () => {
  expect(annotationsFrom([frame({ time: [NaN, null, '3', 4] }), frame({ text: ['x'] })])).toEqual([
    { time: 4, timeEnd: null, text: '', budget: null },
  ]);
});
