import { FieldType, toDataFrame } from '@grafana/data';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AllocationNode } from './AllocationNode';
import { buildTree, orderLevels, readHierarchy } from './hierarchy';
import { sampleSeries, sampleTable, SAMPLE_PREVIOUS } from './sampleData';

const ask = { levels: ['team', 'service'], previousRefId: '' };

describe('from frames to a tree', () => {
  it('makes one level of each label, largest first', () => {
    const { root, levels, problem } = readHierarchy([sampleTable()], ask);
    expect(problem).toBeNull();
    expect(levels).toEqual(['team', 'service']);
    expect(root.children.map((team) => [team.name, team.level, team.value])).toEqual([
      ['payments', 'team', 6500],
      ['search', 'team', 4000],
      ['checkout', 'team', 1512],
      ['unallocated', 'team', 40],
      ['other', 'team', 25],
    ]);
    expect(root.value).toBe(12_077);
    expect(root.children[0]).toMatchObject({ gross: 6800, credit: -300, kind: 'plain' });
    expect(root.children[3]?.kind).toBe('rest');
  });

  it('says the same of time series as of a table', () => {
    const figures = (node: AllocationNode): unknown => [node.name, node.value, node.children.map(figures)];
    const series = readHierarchy(
      sampleSeries().filter((frame) => frame.refId === 'A'),
      ask,
    );
    expect(figures(series.root)).toEqual(figures(readHierarchy([sampleTable()], ask).root));
  });

  it('turns levels around as asked, and sums what they do not tell apart', () => {
    const { root } = readHierarchy([sampleTable()], { ...ask, levels: ['service'] });
    const compute = root.children.find((node) => node.name === 'Compute');
    expect(compute).toMatchObject({ value: 8825, children: [], level: 'service' });
    expect(compute?.sources).toHaveLength(4);
  });

  it('takes a missing or empty label for none', () => {
    const fields = [
      { name: 'team', type: FieldType.string, values: ['a', null, ''] },
      { name: 'cost', type: FieldType.number, values: [1, 2, 4] },
    ];
    const { root } = readHierarchy([toDataFrame({ fields })], { ...ask, levels: ['team'] });
    expect(root.children.map(({ name, kind, value }) => [name, kind, value])).toEqual([
      ['none', 'rest', 6],
      ['a', 'plain', 1],
    ]);
  });

  it('matches the previous period by labels, and keeps what is new and what is gone', () => {
    const frames = [row('A', 'kept', 10), row('A', 'new', 5), row('B', 'kept', 8), row('B', 'gone', 3)];
    const { root } = readHierarchy(frames, { levels: ['team'], previousRefId: 'B' });
    expect(root.children.map(({ name, value, previous }) => [name, value, previous])).toEqual([
      ['kept', 10, 8],
      ['new', 5, 0],
      ['gone', 0, 3],
    ]);
    expect(root).toMatchObject({ value: 15, previous: 11 });
  });

  it('has no previous values without a previous query', () => {
    expect(readHierarchy([row('A', 'a', 1)], { levels: ['team'], previousRefId: 'B' }).root.previous).toBeNull();
  });

  it('keeps the previous query out of the values', () => {
    const { root } = readHierarchy(sampleSeries(), { levels: [], previousRefId: SAMPLE_PREVIOUS });
    expect(root).toMatchObject({ value: 12_077, previous: 11_246 });
  });
});

describe('the order of levels', () => {
  const values = (...labels: Array<Record<string, string>>) =>
    labels.map((item) => ({ labels: item, value: 1, source: { frame: sampleTable(), field: field(), row: 0 } }));

  it('puts labels with fewest values outside and leaves out what says nothing', () => {
    const series = values(
      { __name__: 'x', service: 'a', team: 't', job: 'j' },
      { __name__: 'y', service: 'b', team: 't', job: 'j' },
      { __name__: 'z', service: 'c', team: 'u', job: 'j' },
    );
    expect(orderLevels(series)).toEqual(['team', 'service']);
  });

  it('counts a missing label as a value', () => {
    expect(orderLevels(values({ team: 'a' }, {}))).toEqual(['team']);
  });

  it('keeps one label of a single value', () => {
    expect(orderLevels(values({ team: 'a', job: 'j' }))).toEqual(['team']);
  });
});

describe('why there is nothing to show', () => {
  test.each([
    { name: 'no frames', frames: [], levels: [], problem: 'empty' },
    { name: 'a frame without rows', frames: [toDataFrame({ fields: [] })], levels: [], problem: 'empty' },
    { name: 'no number field', frames: [textOnly()], levels: [], problem: 'no-number' },
    { name: 'only nulls', frames: [row('A', 'a', null)], levels: [], problem: 'empty' },
    { name: 'no labels', frames: [unlabelled()], levels: [], problem: 'no-labels' },
    { name: 'levels that no value has', frames: [row('A', 'a', 1)], levels: ['squad'], problem: 'unknown-levels' },
    { name: 'one known level is enough', frames: [row('A', 'a', 1)], levels: ['squad', 'team'], problem: null },
  ])('$name', ({ frames, levels, problem }) => {
    expect(readHierarchy(frames, { levels, previousRefId: '' }).problem).toBe(problem);
  });

  it('names the levels that are unknown', () => {
    const hierarchy = readHierarchy([row('A', 'a', 1)], { levels: ['squad', 'team'], previousRefId: '' });
    expect(hierarchy).toMatchObject({ unknown: ['squad'], levels: ['team'], available: ['team'] });
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'other', 'unallocated', 'none');
const leaf = fc.record({
  path: fc.array(name, { minLength: 1, maxLength: 3 }),
  value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  previous: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
});

it('shows at every parent the sum of its children, and at the root the sum of all', () => {
  fc.assert(
    fc.property(fc.array(leaf, { maxLength: 60 }), (leaves) => {
      const root = buildTree(leaves);
      expect(root.value).toBeCloseTo(
        leaves.reduce((total, item) => total + item.value, 0),
        4,
      );
      for (const node of all(root).filter((item) => item.children.length > 0)) {
        expect(node.value).toBe(node.children.reduce((total, child) => total + child.value, 0));
        expect(node.previous).toBe(node.children.reduce((total, child) => total + (child.previous ?? 0), 0));
        expect(node.gross + node.credit).toBeCloseTo(node.value, 4);
      }
    }),
  );
});

it('names every node once', () => {
  fc.assert(
    fc.property(fc.array(leaf, { maxLength: 60 }), (leaves) => {
      const ids = all(buildTree(leaves)).map((node) => node.id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

it('gives a parent that has costs of its own a child for them', () => {
  const root = buildTree([
    { path: ['a'], value: 1 },
    { path: ['a', 'b'], value: 2 },
  ]);
  expect(root.children[0]?.children.map((child) => [child.name, child.value])).toEqual([
    ['b', 2],
    ['none', 1],
  ]);
});

function all(node: AllocationNode): AllocationNode[] {
  return [node, ...node.children.flatMap(all)];
}

function row(refId: string, team: string, value: number | null) {
  const fields = [{ name: 'cost', type: FieldType.number, values: [value], labels: { team } }];
  return toDataFrame({ refId, fields });
}

function textOnly() {
  return toDataFrame({ fields: [{ name: 'team', type: FieldType.string, values: ['a'] }] });
}

function unlabelled() {
  return toDataFrame({ fields: [{ name: 'cost', type: FieldType.number, values: [1] }] });
}

function field() {
  const [first] = sampleTable().fields;
  if (first === undefined) throw new Error('the sample has no field');
  return first;
}
