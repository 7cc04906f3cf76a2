import { byValue, foldNodes, type AllocationNode } from './AllocationNode';
import { cellOf, MOST_CELLS, type Cell, type Size } from './Cell';

const ROW_HEIGHT = 28;

/** One row for each child, the largest first; those that count least share the last row. Credits reach left of zero. */
export function layoutBars(focus: AllocationNode, size: Size): Cell[] {
  const nodes = rowsThatFit(focus, Math.min(MOST_CELLS, Math.max(1, Math.floor(size.height / ROW_HEIGHT))));
  const low = Math.min(0, ...nodes.map((node) => node.value));
  const high = Math.max(0, ...nodes.map((node) => node.value));
  const at = (value: number) => (high > low ? (value - low) / (high - low) : 0);
  const height = Math.min(ROW_HEIGHT, size.height / Math.max(1, nodes.length));
  return nodes.map((node, index) =>
    cellOf(
      node,
      { x: 0, y: index * height, width: size.width, height },
      { branch: index, bar: { from: at(Math.min(0, node.value)), to: at(Math.max(0, node.value)) } },
    ),
  );
}

function rowsThatFit(focus: AllocationNode, rows: number): AllocationNode[] {
  if (focus.children.length <= rows) return [...focus.children];
  const rests = focus.children.filter((child) => child.kind === 'rest');
  const others = focus.children
    .filter((child) => child.kind !== 'rest')
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = Math.max(0, rows - rests.length - 1);
  const hidden = others.slice(shown);
  const named = byValue([...others.slice(0, shown), ...rests]);
  return hidden.length === 0 ? named : [...named, foldNodes(focus, hidden)];
}
