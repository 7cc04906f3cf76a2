import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AllocationNode } from './AllocationNode';
import { MOST_CELLS, type Cell, type Rect } from './Cell';
import { buildTree, readHierarchy } from './hierarchy';
import { layout } from './layout';
import { manySeries } from './sampleData';

const SIZE = { width: 800, height: 500 };
const AREAS = ['treemap', 'icicle'] as const;
const VIEWS = [...AREAS, 'bars'] as const;
const leavesOf = (costs: Readonly<Record<string, number>>) =>
  buildTree(Object.entries(costs).map(([name, value]) => ({ path: name.split('/'), value })));
const names = (cells: readonly Cell[]) => cells.map(({ node }) => `${node.kind} ${node.name}`);

const anyTree = fc
  .array(
    fc.record({
      path: fc.tuple(
        fc.constantFrom('a', 'b', 'c', 'd', 'unallocated', 'other'),
        fc.constantFrom('x', 'y', 'z', 'w', 'none'),
        fc.constantFrom('1', '2', '3'),
      ),
      value: fc.oneof(
        { weight: 5, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
        { weight: 1, arbitrary: fc.double({ min: -1e5, max: 0, noNaN: true }) },
      ),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((leaves) => buildTree(leaves));
const anySize = fc.record({ width: fc.integer({ min: 40, max: 1600 }), height: fc.integer({ min: 40, max: 1000 }) });

describe.each(AREAS)('%s', (view) => {
  it('keeps every rectangle in the view and inside its parent', () => {
    fc.assert(
      fc.property(anyTree, anySize, (root, size) => {
        const cells = layout(root, view, size);
        for (const cell of cells) {
          expectInside(cell.box, { x: 0, y: 0, ...size });
          const parent = parentOf(cells, cell);
          if (parent === undefined) continue;
          const room = view === 'treemap' ? parent.box : { ...parent.box, x: cell.box.x, width: cell.box.width };
          expectInside(cell.box, room);
          if (view === 'icicle') expect(cell.box.x).toBeCloseTo(parent.box.x + parent.box.width, 5);
        }
      }),
    );
  });

  it('gives siblings area by value, unless enlarged', () => {
    fc.assert(
      fc.property(anyTree, anySize, (root, size) => {
        const cells = layout(root, view, size);
        for (const family of families(cells)) {
          const sized = family.filter((cell) => !cell.isEnlarged);
          const area = sum(sized.map(areaOf));
          const gross = sum(sized.map((cell) => cell.node.gross));
          for (const cell of sized) expect(areaOf(cell) / area).toBeCloseTo(cell.node.gross / gross, 5);
        }
      }),
    );
  });

  it('draws no two siblings over one another', () => {
    fc.assert(
      fc.property(anyTree, anySize, (root, size) => {
        for (const family of families(layout(root, view, size))) {
          family.forEach((a, index) => {
            for (const b of family.slice(index + 1)) expect(overlap(a.box, b.box)).toBeLessThan(1e-3);
          });
        }
      }),
    );
  });

  it('accounts for every cost: siblings and credits sum to their parent', () => {
    fc.assert(
      fc.property(anyTree, anySize, (root, size) => {
        const cells = layout(root, view, size);
        const top = cells.filter((cell) => cell.depth === 1 && cell.node.kind !== 'credits');
        expect(sum(top.map((cell) => cell.node.gross))).toBeCloseTo(root.gross, 4);
        const credits = cells.find((cell) => cell.node.kind === 'credits')?.node.value ?? 0;
        expect(root.gross + credits).toBeCloseTo(root.value, 4);
      }),
    );
  });

  it('draws what has no name of its own wherever its siblings are drawn, large enough to see', () => {
    fc.assert(
      fc.property(anyTree, anySize, (root, size) => {
        const cells = layout(root, view, size);
        const opened = cells.filter((cell) => cell.isOpen).map((cell) => cell.node);
        for (const node of [root, ...opened]) {
          const least = node === root ? { width: 3, height: 3 } : { width: 40, height: 12 };
          for (const rest of node.children.filter((child) => child.kind === 'rest')) {
            const cell = cells.find((drawn) => drawn.node.id === rest.id);
            expect(cell).toBeDefined();
            expect(cell?.box.width).toBeGreaterThanOrEqual(least.width);
            expect(cell?.box.height).toBeGreaterThanOrEqual(least.height);
          }
        }
      }),
    );
  });

  it('enlarges a rest that would be too small and folds the small leaves', () => {
    const small = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`tiny-${index}`, 0.001]));
    const cells = layout(leavesOf({ big: 1000, ...small, unallocated: 0.0001, other: 0 }), view, SIZE);
    expect(names(cells)).toEqual(expect.arrayContaining(['plain big', 'rest unallocated', 'rest other', 'folded 30']));
    expect(cells).toHaveLength(4);
    expect(cells.filter((cell) => cell.isEnlarged)).toHaveLength(3);
    expect(cells.find((cell) => cell.node.kind === 'folded')?.node.value).toBeCloseTo(0.03, 9);
  });

  it('shows credits in a strip with their sum and leaves the parents their own', () => {
    const root = leavesOf({ 'a/x': 100, 'a/credit': -30, 'b/y': 50, 'b/refund': -5 });
    const cells = layout(root, view, SIZE);
    expect(cells.at(-1)).toMatchObject({ node: { kind: 'credits', value: -35 }, isEnlarged: true });
    expect(cells.find((cell) => cell.node.name === 'a')?.node.value).toBe(70);
    expect(cells.map((cell) => cell.node.name)).not.toContain('refund');
  });

  it('gives the whole view to credits where there is nothing else', () => {
    expect(layout(leavesOf({ a: -3, b: -4 }), view, SIZE)).toMatchObject([
      { node: { kind: 'credits', value: -7 }, box: { x: 0, y: 0, ...SIZE } },
    ]);
  });

  it('puts each parent before its children', () => {
    const cells = layout(leavesOf({ 'a/x': 5, 'a/y': 3, 'b/z': 4 }), view, SIZE);
    expect(cells.map((cell) => [cell.node.name, cell.depth, cell.branch, cell.isOpen])).toEqual([
      ['a', 1, 0, true],
      ['x', 2, 0, false],
      ['y', 2, 0, false],
      ['b', 1, 1, true],
      ['z', 2, 1, false],
    ]);
  });
});

describe.each(VIEWS)('%s of 5,000 leaves', (view) => {
  const { root } = readHierarchy(manySeries(5000), { levels: ['team', 'service'], previousRefId: '' });

  test.each([SIZE, { width: 390, height: 260 }, { width: 3000, height: 2000 }])('at $width × $height', (size) => {
    const cells = layout(root, view, size);
    expect(cells.length).toBeGreaterThan(1);
    expect(cells.length).toBeLessThanOrEqual(MOST_CELLS);
    expect(cells.map((cell) => cell.node.name)).toContain('unallocated');
    expect(sum(cells.filter((cell) => cell.depth === 1).map((cell) => cell.node.value))).toBeCloseTo(root.value, 4);
  });

  it('holds when they are all of one level', () => {
    const flat = readHierarchy(manySeries(5000), { levels: ['service'], previousRefId: '' }).root;
    const leaves = flat.children.length;
    const cells = layout(flat, view, SIZE);
    expect(leaves).toBeGreaterThan(100);
    expect(cells.length).toBeLessThanOrEqual(MOST_CELLS);
    expect(names(cells)).toContain('rest other');
  });
});

it('never draws more than its most cells, however equal 5,000 leaves are', () => {
  const equal = buildTree(Array.from({ length: 5000 }, (_, index) => ({ path: [`leaf-${index}`], value: 1 })));
  for (const view of VIEWS) {
    const cells = layout(equal, view, { width: 3000, height: 20_000 });
    expect(cells.length).toBeLessThanOrEqual(MOST_CELLS);
    expect(cells.filter((cell) => cell.node.kind === 'folded')).toHaveLength(1);
  }
});

it('draws nothing where there is no space', () => {
  expect(layout(leavesOf({ a: 1 }), 'treemap', { width: 0, height: 100 })).toEqual([]);
  expect(layout(leavesOf({ a: 1 }), 'bars', { width: 100, height: -5 })).toEqual([]);
});

describe('bars', () => {
  it('rank by value, and credits reach left of zero', () => {
    const cells = layout(leavesOf({ a: 30, b: 60, credit: -20 }), 'bars', SIZE);
    expect(cells.map((cell) => [cell.node.name, cell.bar])).toEqual([
      ['b', { from: 0.25, to: 1 }],
      ['a', { from: 0.25, to: 0.625 }],
      ['credit', { from: 0, to: 0.25 }],
    ]);
  });

  it('fold what counts least, never a rest nor a large credit', () => {
    const costs = { a: 50, b: 40, c: 3, d: 2, e: 1, credit: -45, unallocated: 0.1 };
    const cells = layout(leavesOf(costs), 'bars', { width: 400, height: 5 * 28 });
    expect(names(cells)).toEqual(['plain a', 'plain b', 'rest unallocated', 'plain credit', 'folded 3']);
    expect(cells.at(-1)?.node.value).toBe(6);
  });

  it('shrink rows rather than leave out a rest', () => {
    const cells = layout(leavesOf({ a: 5, b: 4, other: 1, none: 1, unallocated: 1 }), 'bars', {
      width: 300,
      height: 40,
    });
    expect(names(cells)).toEqual(['rest none', 'rest other', 'rest unallocated', 'folded 2']);
    expect(sum(cells.map((cell) => cell.box.height))).toBeCloseTo(40, 9);
  });
});

function parentOf(cells: readonly Cell[], cell: Cell): Cell | undefined {
  const before = cells.slice(0, cells.indexOf(cell));
  return cell.depth === 1 ? undefined : before.reverse().find((other) => other.depth === cell.depth - 1);
}

function families(cells: readonly Cell[]): Cell[][] {
  const byParent = new Map<AllocationNode | undefined, Cell[]>();
  for (const cell of cells) {
    const parent = parentOf(cells, cell)?.node;
    byParent.set(parent, [...(byParent.get(parent) ?? []), cell]);
  }
  return [...byParent.values()];
}

function expectInside(inner: Rect, outer: Rect) {
  const slack = 1e-6;
  expect(inner.x).toBeGreaterThanOrEqual(outer.x - slack);
  expect(inner.y).toBeGreaterThanOrEqual(outer.y - slack);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width + slack);
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height + slack);
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function areaOf({ box }: Cell): number {
  return box.width * box.height;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
