import { expect, test } from 'vitest';
import { buildTree } from './hierarchy';
import { layout } from './layout';
import { nextCell } from './nextCell';

const root = buildTree([
  { path: ['a', 'x'], value: 5 },
  { path: ['a', 'y'], value: 4 },
  { path: ['b', 'z'], value: 3 },
]);
const cells = layout(root, 'icicle', { width: 400, height: 300 }); // a x y b z

test.each([
  { from: 'a', key: 'ArrowDown', to: 'x' },
  { from: 'a', key: 'ArrowRight', to: 'x' },
  { from: 'y', key: 'ArrowLeft', to: 'a' },
  { from: 'b', key: 'ArrowLeft', to: 'y' },
  { from: 'b', key: 'ArrowUp', to: 'y' },
  { from: 'a', key: 'ArrowUp', to: 'a' },
  { from: 'z', key: 'ArrowDown', to: 'z' },
  { from: 'y', key: 'Home', to: 'a' },
  { from: 'a', key: 'End', to: 'z' },
])('$key goes from $from to $to', ({ from, key, to }) => {
  const index = cells.findIndex((cell) => cell.node.name === from);
  expect(cells[nextCell(cells, index, key) ?? -1]?.node.name).toBe(to);
});

test('other keys do not move', () => {
  expect(nextCell(cells, 0, 'a')).toBeNull();
});
