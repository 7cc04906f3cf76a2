import { createTheme } from '@grafana/data';
import { expect, it } from 'vitest';
import { cellOf } from './Cell';
import { changeColour } from './change';
import { fillOf } from './fill';
import { buildTree } from './hierarchy';

const theme = createTheme({ colors: { mode: 'dark' } });
const [, rise, rest] = buildTree([
  { path: ['a'], value: 9, previous: 9 },
  { path: ['b'], value: 8, previous: 4 },
  { path: ['unallocated'], value: 1, previous: 2 },
]).children.map((node, branch) => cellOf(node, { x: 0, y: 0, width: 9, height: 9 }, { branch }));

it('hatches what has no name of its own, with change and without', () => {
  if (rest === undefined || rise === undefined) throw new Error('the sample is too small');
  for (const hasChange of [true, false]) {
    expect(fillOf(rest, { theme, hasChange }).isHatched).toBe(true);
    expect(fillOf(rise, { theme, hasChange }).isHatched).toBe(false);
  }
});

it('colours by change only where change is shown', () => {
  if (rise === undefined) throw new Error('the sample is too small');
  const change = fillOf(rise, { theme, hasChange: true }).background;
  const branch = fillOf(rise, { theme, hasChange: false }).background;
  expect(change).toBe(changeColour(3, theme));
  expect(branch).not.toBe(change);
  expect(branch).toMatch(/^#[0-9a-f]{6}$/i);
});

it('hatches the parts of what nobody owns as well', () => {
  const [team] = buildTree([{ path: ['unallocated', 'Network'], value: 1 }]).children;
  const [network] = team?.children ?? [];
  if (network === undefined) throw new Error('no such node');
  const cell = cellOf(network, { x: 0, y: 0, width: 9, height: 9 });
  expect(fillOf(cell, { theme, hasChange: false })).toMatchObject({
    isHatched: true,
    background: changeColour(0, theme),
  });
});
