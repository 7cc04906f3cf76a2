import { treemapDice, treemapSlice, treemapSquarify } from 'd3-hierarchy';
import type { AllocationNode } from './AllocationNode';
import type { Cell, Rect } from './Cell';

type Tile = typeof treemapSlice;

/** How one view spends its space. */
export interface Plan {
  /** Where the children of the focus go. */
  readonly outside: Rect;
  /** Where the children of a cell go; null where there is no room. */
  readonly inside: (cell: Cell) => Rect | null;
  /** The measure of a rectangle that stands for cost. */
  readonly extent: (room: Rect) => number;
  readonly least: number;
  readonly leastLabelled: number;
  readonly tile: Tile;
  readonly tileEnlarged: Tile;
  readonly enlargedHeight: (room: Rect, count: number) => number;
}

/** Height of one line of small text. */
const LINE = 18;
const HEADER = 20;
const PADDING = 2;
const NARROWEST_COLUMN = 90;

/** Rectangles in rectangles, under a line with the name of the parent. */
export function treemapPlan(room: Rect): Plan {
  return {
    outside: room,
    inside: ({ box }) => (box.width < 70 || box.height < 52 ? null : belowHeader(box)),
    extent: ({ width, height }) => width * height,
    least: 36,
    leastLabelled: 44 * LINE,
    tile: treemapSquarify,
    tileEnlarged: treemapDice,
    enlargedHeight: ({ height }) => Math.min(LINE, height / 3),
  };
}

/** Columns from left to right, each child beside its parent. */
export function iciclePlan(room: Rect, focus: AllocationNode): Plan {
  const columns = Math.max(1, Math.min(depthOf(focus), Math.floor(room.width / NARROWEST_COLUMN)));
  const width = room.width / columns;
  return {
    outside: { ...room, width },
    inside: ({ box, depth }) => (depth >= columns || box.height < 12 ? null : { ...box, x: room.x + depth * width }),
    extent: ({ height }) => height,
    least: 4,
    leastLabelled: 14,
    tile: treemapSlice,
    tileEnlarged: treemapSlice,
    enlargedHeight: ({ height }, count) => Math.min(LINE * count, height / 2),
  };
}

function belowHeader({ x, y, width, height }: Rect): Rect {
  return { x: x + PADDING, y: y + HEADER, width: width - 2 * PADDING, height: height - HEADER - PADDING };
}

function depthOf(node: AllocationNode): number {
  return node.children.reduce((deepest, child) => Math.max(deepest, 1 + depthOf(child)), 0);
}
