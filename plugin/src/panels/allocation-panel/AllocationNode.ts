import type { DataFrame, Field } from '@grafana/data';

/** Where a value was read, for its data links. */
export interface Source {
  readonly frame: DataFrame;
  readonly field: Field;
  readonly row: number;
}

/** `rest` is what has no name of its own (other, unallocated, none); `folded` and `credits` are made for a view. */
export type NodeKind = 'plain' | 'rest' | 'folded' | 'credits';

export interface AllocationNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** The label that names it; null for the root and for nodes made for a view. */
  readonly level: string | null;
  /** Names from below the root down to it; that of its parent where it was made for a view. */
  readonly path: readonly string[];
  /** The sum of its children. */
  readonly value: number;
  /** The same for the previous period; null when there is none. */
  readonly previous: number | null;
  /** What its leaves above zero sum to: its area, since area cannot be negative. */
  readonly gross: number;
  /** What its leaves below zero sum to. */
  readonly credit: number;
  /** Largest value first. */
  readonly children: readonly AllocationNode[];
  readonly sources: readonly Source[];
}

const REST_NAMES = ['other', 'unallocated', 'none'];

/** Names of cost that belongs to nobody in particular, which no view may hide. */
export function isRestName(name: string): boolean {
  return REST_NAMES.includes(name.toLowerCase());
}

/** Sums of what stands below a node; what a parent shows is never anything else. */
export function sumsOf(
  nodes: readonly AllocationNode[],
): Pick<AllocationNode, 'value' | 'previous' | 'gross' | 'credit'> {
  const sum = (part: (node: AllocationNode) => number) => nodes.reduce((total, node) => total + part(node), 0);
  return {
    value: sum((node) => node.value),
    previous: nodes.some((node) => node.previous !== null) ? sum((node) => node.previous ?? 0) : null,
    gross: sum((node) => node.gross),
    credit: sum((node) => node.credit),
  };
}

/** One node for all children of a parent that have no room; it opens like any other. */
export function foldNodes(parent: AllocationNode, hidden: readonly AllocationNode[]): AllocationNode {
  return {
    ...{ id: `${parent.id} folded`, name: String(hidden.length), kind: 'folded', level: null, path: parent.path },
    ...sumsOf(hidden),
    ...{ children: byValue(hidden), sources: [] },
  };
}

/** All credits below a node as one, since a credit has no area; null when there are none. */
export function creditsOf(parent: AllocationNode): AllocationNode | null {
  if (parent.credit >= 0) return null;
  return {
    ...{ id: `${parent.id} credits`, name: 'credits', kind: 'credits', level: null, path: parent.path },
    ...{ value: parent.credit, previous: null, gross: 0, credit: parent.credit, children: [], sources: [] },
  };
}

export function byValue(nodes: readonly AllocationNode[]): AllocationNode[] {
  return [...nodes].sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
}
