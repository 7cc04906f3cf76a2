import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { isRestName, type AllocationNode } from './AllocationNode';
import type { Cell } from './Cell';
import { changeColour, changeOf } from './change';

export interface Fill {
  readonly background: string;
  readonly text: string;
  /** Marks what has no name of its own, whatever its colour. */
  readonly isHatched: boolean;
}

interface Painting {
  readonly theme: GrafanaTheme2;
  readonly hasChange: boolean;
}

/** Hues that differ in lightness too; names beside them say what is what. */
const BRANCHES = [
  'blue',
  'light-orange',
  'purple',
  'light-yellow',
  'dark-blue',
  'super-light-purple',
  'dark-orange',
  'light-blue',
];

/** The colour of a cell: its change where there is one, its branch otherwise. */
export function fillOf(cell: Cell, { theme, hasChange }: Painting): Fill {
  const background = backgroundOf(cell, { theme, hasChange });
  return { background, text: textOn(background), isHatched: cell.node.kind === 'credits' || isOfRest(cell.node) };
}

/** Black or white, whichever reads better: at least one has a contrast above 4.5 on any colour. */
export function textOn(background: string): string {
  const contrast = (text: string) => colorManipulator.getContrastRatio(text, background);
  return contrast('#000000') >= contrast('#ffffff') ? '#000000' : '#ffffff';
}

/** What nobody owns, and every part of it. */
function isOfRest(node: AllocationNode): boolean {
  return node.kind !== 'folded' && node.path.some(isRestName);
}

function backgroundOf({ node, branch }: Cell, { theme, hasChange }: Painting): string {
  const grey = changeColour(0, theme);
  const change = hasChange ? changeOf(node.value, node.previous) : null;
  if (change !== null) return changeColour(change.step, theme);
  if (hasChange || node.kind !== 'plain' || isOfRest(node)) return grey;
  return theme.visualization.getColorByName(BRANCHES[branch % BRANCHES.length] ?? 'blue');
}
