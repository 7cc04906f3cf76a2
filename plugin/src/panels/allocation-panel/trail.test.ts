import { expect, it } from 'vitest';
import { foldNodes } from './AllocationNode';
import { buildTree } from './hierarchy';
import { focusOf, followTrail, trailTo } from './trail';

const tree = (extra = 0) =>
  buildTree([
    { path: ['a', 'x', '1'], value: 5 + extra },
    { path: ['a', 'y', '1'], value: 3 },
    { path: ['b', 'x', '1'], value: 2 },
    { path: ['c', 'x', '1'], value: 1 },
  ]);

it('goes through every parent to a node drawn deep below', () => {
  const root = tree();
  const deep = root.children[0]?.children[0];
  if (deep === undefined) throw new Error('no such node');
  expect(trailTo([root], deep).map((node) => node.name)).toEqual(['', 'a', 'x']);
});

it('opens a folded node under its parent', () => {
  const root = tree();
  const folded = foldNodes(root, root.children.slice(1));
  const trail = trailTo([root], folded);
  expect(focusOf(trail)).toBe(folded);
  const [b] = folded.children;
  expect(b === undefined ? [] : trailTo(trail, b).map((node) => node.name)).toEqual(['', '2', 'b']);
});

it('shows new values at the same place', () => {
  const root = tree();
  const [a] = root.children;
  if (a === undefined) throw new Error('no such node');
  const trail = followTrail(tree(10), trailTo([root], a));
  expect(trail.map((node) => [node.name, node.value])).toEqual([
    ['', 21],
    ['a', 18],
  ]);
});

it('goes back as far as names are still there', () => {
  const root = tree();
  const deep = root.children[0]?.children[0];
  if (deep === undefined) throw new Error('no such node');
  const newer = buildTree([{ path: ['a', 'z', '1'], value: 1 }]);
  expect(followTrail(newer, trailTo([root], deep)).map((node) => node.name)).toEqual(['', 'a']);
});

it('folds the same names again when values are new, and lets go when none is left', () => {
  const root = tree();
  const trail = trailTo([root], foldNodes(root, root.children.slice(1)));
  expect(focusOf(followTrail(tree(10), trail))).toMatchObject({ kind: 'folded', value: 3 });
  expect(followTrail(buildTree([{ path: ['new'], value: 1 }]), trail)).toHaveLength(1);
});
