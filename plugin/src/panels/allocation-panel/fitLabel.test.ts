import { expect, test } from 'vitest';
import { fitLabel } from './fitLabel';
import { buildTree } from './hierarchy';

const { children } = buildTree([
  { path: ['team'], value: 2 },
  { path: ['unallocated'], value: 1 },
]);

test.each([
  { name: 'a large one has all, below one another', index: 0, width: 200, height: 90, fit: 'name value change' },
  {
    name: 'an open one has all in one line',
    index: 0,
    width: 200,
    height: 90,
    isOpen: true,
    fit: 'name value change in one line',
  },
  { name: 'a low one has what fits beside', index: 0, width: 120, height: 20, fit: 'name value in one line' },
  { name: 'a narrow one has what fits below', index: 0, width: 60, height: 45, fit: 'name value' },
  { name: 'a tiny one has nothing', index: 0, width: 20, height: 10, fit: ' in one line' },
  { name: 'what nobody owns has its name even where tiny', index: 1, width: 20, height: 10, fit: 'name in one line' },
])('$name', ({ index, width, height, isOpen = false, fit }) => {
  const node = children[index];
  if (node === undefined) throw new Error('no such node');
  const { hasName, hasValue, hasChange, isOneLine } = fitLabel({ node, box: { x: 0, y: 0, width, height }, isOpen });
  const words = [hasName && 'name', hasValue && 'value', hasChange && 'change'].filter(Boolean).join(' ');
  expect(words + (isOneLine ? ' in one line' : '')).toBe(fit);
});
