import { hierarchy, treemap } from 'd3-hierarchy';
import { creditsOf, type AllocationNode } from './AllocationNode';
import { cellOf, MOST_CELLS, type Cell, type Rect, type Size } from './Cell';
import { chooseChildren, type Choice } from './chooseChildren';
import { layoutBars } from './layoutBars';
import { iciclePlan, treemapPlan, type Plan } from './plans';

const CREDITS_HEIGHT = 22;

/** The rectangles of a view, each parent before its children. */
export function layout(focus: AllocationNode, view: 'treemap' | 'icicle' | 'bars', size: Size): Cell[] {
  if (size.width <= 0 || size.height <= 0) return [];
  if (view === 'bars') return layoutBars(focus, size);
  const credits = creditsOf(focus);
  const hasArea = focus.children.some((child) => child.gross > 0 || child.kind === 'rest' || child.credit === 0);
  const strip = credits === null ? 0 : hasArea ? Math.min(CREDITS_HEIGHT, size.height / 4) : size.height;
  const room = { x: 0, y: 0, width: size.width, height: size.height - strip };
  const cells = hasArea ? grow(focus, view === 'treemap' ? treemapPlan(room) : iciclePlan(room, focus)) : [];
  if (credits === null) return cells;
  return [...cells, cellOf(credits, { ...room, y: room.height, height: strip }, { isEnlarged: true })];
}

/** A cell and what opened below it. */
interface Branch {
  readonly cell: Cell;
  readonly children: Branch[];
}

/** Opens the largest parents first, until the space or the number of cells is used up. */
function grow(focus: AllocationNode, plan: Plan): Cell[] {
  const most = MOST_CELLS - 1; // one is for credits
  const top = place(focus, plan.outside, { plan, limit: most, parent: null });
  const waiting = [...top];
  let count = top.length;
  for (let branch = takeLargest(waiting); branch !== undefined; branch = takeLargest(waiting)) {
    const inside = roomBelow(branch.cell, plan, most - count);
    if (inside === null) continue;
    const below = place(branch.cell.node, inside, { plan, limit: most - count, parent: branch.cell });
    if (below.some(({ cell }) => isUnreadable(cell))) continue;
    branch.children.push(...below);
    waiting.push(...below);
    count += below.length;
  }
  return flatten(top);
}

function roomBelow(cell: Cell, plan: Plan, left: number): Rect | null {
  const { children, kind } = cell.node;
  const atLeast = children.filter((child) => child.kind === 'rest').length + 2;
  if (children.length === 0 || kind === 'folded' || atLeast > left) return null;
  return plan.inside(cell);
}

function takeLargest(waiting: Branch[]): Branch | undefined {
  const area = ({ cell }: Branch) => cell.box.width * cell.box.height;
  let largest = 0;
  waiting.forEach((branch, index) => {
    const best = waiting[largest];
    if (best !== undefined && area(branch) > area(best)) largest = index;
  });
  return waiting.splice(largest, 1)[0];
}

interface Placing {
  readonly plan: Plan;
  readonly limit: number;
  readonly parent: Cell | null;
}

/** The children of a node in their room. */
function place(node: AllocationNode, room: Rect, { plan, limit, parent }: Placing): Branch[] {
  const cells = fill(chooseChildren(node, { ...plan, extent: plan.extent(room), limit }), room, plan);
  return cells.map((cell, index) => ({
    cell: { ...cell, depth: (parent?.depth ?? 0) + 1, branch: parent?.branch ?? index },
    children: [],
  }));
}

/**
 * Most children at the size of their value, those enlarged in a line below. A tile may come out so thin that its name,
 * which must be seen, has no room; then it is enlarged too.
 */
function fill({ sized, enlarged }: Choice, room: Rect, plan: Plan): Cell[] {
  const lineHeight =
    enlarged.length === 0 ? 0 : sized.length === 0 ? room.height : plan.enlargedHeight(room, enlarged.length);
  const main = { ...room, height: room.height - lineHeight };
  const line = { ...room, y: room.y + main.height, height: lineHeight };
  const gross = sized.reduce((total, child) => total + child.gross, 0);
  const drawn = tiled(sized, main, (child) => child.gross / gross, plan.tile).map(([child, box]) => cellOf(child, box));
  const thin = drawn.filter(isUnreadable).map((cell) => cell.node);
  if (thin.length > 0 && thin.length < sized.length) {
    const wide = sized.filter((child) => !thin.includes(child));
    return fill({ sized: wide, enlarged: [...enlarged, ...thin] }, room, plan);
  }
  const equal = tiled(enlarged, line, () => 1, plan.tileEnlarged);
  return [...drawn, ...equal.map(([child, box]) => cellOf(child, box, { isEnlarged: true }))];
}

/** Pixels for the first letters of a name. */
const READABLE = { width: 40, height: 12 };

/** Its name must be seen, and there is no room for it. */
function isUnreadable({ node, box }: Cell): boolean {
  return node.kind !== 'plain' && (box.width < READABLE.width || box.height < READABLE.height);
}

function tiled(
  nodes: readonly AllocationNode[],
  room: Rect,
  weight: (node: AllocationNode) => number,
  tile: Plan['tile'],
): Array<[AllocationNode, Rect]> {
  if (nodes.length === 0) return [];
  interface Tree {
    readonly node: AllocationNode | null;
    readonly children?: readonly Tree[];
  }
  const tree: Tree = { node: null, children: nodes.map((node) => ({ node })) };
  const sums = hierarchy(tree, (item) => item.children).sum(({ node }) => (node === null ? 0 : weight(node)));
  sums.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const placed = treemap<Tree>().tile(tile).size([room.width, room.height])(sums);
  return placed.leaves().flatMap(({ data, x0, x1, y0, y1 }) => {
    const box = { x: room.x + x0, y: room.y + y0, width: x1 - x0, height: y1 - y0 };
    return data.node === null ? [] : [[data.node, box] as [AllocationNode, Rect]];
  });
}

function flatten(branches: readonly Branch[]): Cell[] {
  return branches.flatMap(({ cell, children }) => [{ ...cell, isOpen: children.length > 0 }, ...flatten(children)]);
}
