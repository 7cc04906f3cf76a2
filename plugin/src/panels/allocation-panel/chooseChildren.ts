import { foldNodes, type AllocationNode } from './AllocationNode';

export interface Choice {
  /** Drawn at the size of their value. */
  readonly sized: readonly AllocationNode[];
  /** Too small to be seen at their size, and never left out. */
  readonly enlarged: readonly AllocationNode[];
}

interface Space {
  /** Pixels that all of the parent gets: of area or of height. */
  readonly extent: number;
  /** Below this size a child is folded. */
  readonly least: number;
  /** Below this size a label would not fit. */
  readonly leastLabelled: number;
  /** Most children to draw. */
  readonly limit: number;
}

/**
 * Which children of a parent are drawn. Small ones become one folded node; other, unallocated and none never do.
 * What is only credit has no area and is not here.
 */
export function chooseChildren(parent: AllocationNode, space: Space): Choice {
  const size = (node: AllocationNode) => (node.gross > 0 ? (node.gross / parent.gross) * space.extent : 0);
  const rests = parent.children.filter((child) => child.kind === 'rest');
  const others = parent.children
    .filter((child) => child.kind !== 'rest' && (child.gross > 0 || child.credit === 0))
    .sort((a, b) => b.gross - a.gross);
  const fitting = others.filter((child) => size(child) >= space.least).length;
  const room = Math.max(0, space.limit - rests.length);
  const isAll = fitting === others.length && fitting <= room;
  const shown = isAll ? others : others.slice(0, Math.min(fitting, Math.max(0, room - 1)));
  const hidden = others.slice(shown.length);
  const named = hidden.length === 0 ? rests : [...rests, foldNodes(parent, hidden)];
  const isLabelled = (node: AllocationNode) => size(node) >= space.leastLabelled;
  return {
    sized: [...shown, ...named.filter(isLabelled)],
    enlarged: named.filter((node) => !isLabelled(node)),
  };
}
