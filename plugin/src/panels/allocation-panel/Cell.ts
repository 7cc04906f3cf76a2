import type { AllocationNode } from './AllocationNode';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** One rectangle that is drawn. */
export interface Cell {
  readonly node: AllocationNode;
  readonly box: Rect;
  /** 1 for the children of the focus. */
  readonly depth: number;
  /** Which child of the focus it belongs to. */
  readonly branch: number;
  /** Its children are drawn too. */
  readonly isOpen: boolean;
  /** Drawn larger than its value, because at its own size nobody would see it. */
  readonly isEnlarged: boolean;
  /** Where its bar begins and ends between 0 and 1; null where the rectangle itself is the size. */
  readonly bar: { readonly from: number; readonly to: number } | null;
}

/** Where a cell stands among the cells of its parent. */
export interface SiblingPlace {
  readonly position: number;
  readonly count: number;
}

/** What a browser lays out and a screen reader walks through without waiting. */
export const MOST_CELLS = 400;

export function cellOf(node: AllocationNode, box: Rect, more: Partial<Cell> = {}): Cell {
  return { node, box, depth: 1, branch: 0, isOpen: false, isEnlarged: false, bar: null, ...more };
}
