import { FieldType, toDataFrame } from '@grafana/data';
import { expect, it } from 'vitest';
import { readSeries } from './readSeries';

const time = (values: number[]) => ({ name: 'Time', type: FieldType.time, values });
const cost = (values: Array<number | null>, labels?: Record<string, string>) => ({
  ...{ name: 'cost', type: FieldType.number, values, labels },
});
const text = (name: string, values: Array<string | null>) => ({ name, type: FieldType.string, values });
const read = (...fields: object[]) =>
  readSeries([toDataFrame({ fields })]).map(({ labels, value }) => ({ labels, value }));

it('takes the last value of a time series that is a number', () => {
  expect(read(time([1, 2, 3, 4]), cost([1, 5, null, NaN], { team: 'a' }))).toEqual([
    { labels: { team: 'a' }, value: 5 },
  ]);
});

it('reads every series of a wide frame and leaves out one without any value', () => {
  const fields = [cost([1, 2], { team: 'a' }), cost([null, null], { team: 'b' }), cost([3, 4], { team: 'c' })];
  expect(read(time([1, 2]), ...fields)).toEqual([
    { labels: { team: 'a' }, value: 2 },
    { labels: { team: 'c' }, value: 4 },
  ]);
});

it('reads rows of a table, its labels too, and leaves out rows without a number', () => {
  expect(read(text('team', ['a', null, 'c']), cost([1, 2, null], { currency: 'USD' }))).toEqual([
    { labels: { team: 'a', currency: 'USD' }, value: 1 },
    { labels: { team: '', currency: 'USD' }, value: 2 },
  ]);
});

it('counts the latest time of rows with the same texts, and all rows of that time', () => {
  const rows = read(time([1, 3, 3, 2]), text('team', ['a', 'a', 'a', 'b']), cost([10, 20, 1, 5]));
  expect(rows.map(({ labels, value }) => [labels.team, value])).toEqual([
    ['a', 20],
    ['a', 1],
    ['b', 5],
  ]);
});

it('finds nothing in a table without a number', () => {
  expect(read(text('team', ['a']))).toEqual([]);
});
