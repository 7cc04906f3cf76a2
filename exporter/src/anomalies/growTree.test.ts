import { describe, expect, it, test } from 'vitest';
import { growTree } from './growTree.js';
import { contains, nodeOf, scopeOf } from './SeriesTree.js';

const tree = growTree(['provider', 'team'], { firstDay: '2026-11-01', days: 3 }, [
  { values: ['aws', 'search'], costs: [1, 2, 3] },
  { values: ['aws', 'payments'], costs: [10, 20] },
  { values: ['gcp', 'payments'], costs: [100, 200, 300] },
  { values: ['aws', 'search'], costs: [0.5, 0, 0] },
]);

describe('a tree of costs', () => {
  test.each([
    { scope: {}, costs: [111.5, 222, 303] },
    { scope: { provider: 'aws' }, costs: [11.5, 22, 3] },
    { scope: { provider: 'aws', team: 'search' }, costs: [1.5, 2, 3] },
    { scope: { provider: 'aws', team: 'payments' }, costs: [10, 20, 0] },
  ])('sums the costs of $scope', ({ scope, costs }) => {
    const node = nodeOf(tree, scope);
    expect(Array.from(node?.costs ?? [])).toEqual(costs);
    expect(node && scopeOf(tree, node)).toEqual(scope);
  });

  test.each([
    { name: 'a value that there is not', scope: { provider: 'oci' } },
    { name: 'a dimension that there is not', scope: { region: 'eu' } },
    { name: 'a path that leaves one out', scope: { team: 'payments' } },
    { name: 'a path that is too deep', scope: { provider: 'aws', team: 'search', region: 'eu' } },
  ])('has no node for $name', ({ scope }) => {
    expect(nodeOf(tree, scope)).toBeUndefined();
  });

  it('has its children in the order of their names', () => {
    expect(tree.root.children.map(({ values }) => values.join('/'))).toEqual(['aws', 'gcp']);
  });

  it('knows what lies below what', () => {
    const [aws, gcp] = tree.root.children;
    const search = nodeOf(tree, { provider: 'aws', team: 'search' });
    expect([tree.root, aws!, search!].map((outer) => contains(outer, search!))).toEqual([true, true, true]);
    expect(contains(gcp!, search!)).toBe(false);
    expect(contains(search!, aws!)).toBe(false);
  });

  it('of no costs is a total of zeros', () => {
    expect(Array.from(growTree([], { firstDay: '2026-11-01', days: 2 }, []).root.costs)).toEqual([0, 0]);
  });
});
