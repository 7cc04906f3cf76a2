import type { DataFrame, Field } from '@grafana/data';
import { byValue, isRestName, sumsOf, type AllocationNode, type Source } from './AllocationNode';
import { numberFields, readSeries, type LabelledValue } from './readSeries';

/** The name of what lacks a label. */
const NONE = 'none';

/** Why there is nothing to show. */
export type Problem = 'empty' | 'no-number' | 'no-labels' | 'unknown-levels';

export interface Hierarchy {
  readonly root: AllocationNode;
  /** Labels from the outside in. */
  readonly levels: readonly string[];
  /** Every label that could be a level. */
  readonly available: readonly string[];
  /** Levels that were asked for and that no value has. */
  readonly unknown: readonly string[];
  /** The field whose unit formats the values. */
  readonly valueField: Field | null;
  readonly problem: Problem | null;
}

/** One cost of one path; paths that come more than once are summed. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: number;
  /** Absent where there is no previous period. */
  readonly previous?: number;
  readonly sources?: readonly Source[];
}

interface Question {
  readonly levels: readonly string[];
  readonly previousRefId: string;
}

/** The hierarchy that the labels of some frames make. Values of the previous period are matched by their labels. */
export function readHierarchy(frames: readonly DataFrame[], question: Question): Hierarchy {
  const isPrevious = (frame: DataFrame) => question.previousRefId !== '' && frame.refId === question.previousRefId;
  const current = frames.filter((frame) => !isPrevious(frame));
  const series = readSeries(current);
  const before = readSeries(frames.filter(isPrevious));
  const available = orderLevels(series);
  const { levels, unknown } = chooseLevels(question.levels, series, available);
  const hasPrevious = before.length > 0;
  return {
    root: buildTree(
      [
        ...series.map((item) => leafOf(item, levels, hasPrevious)),
        ...before.map((item) => ({ path: pathOf(item, levels), value: 0, previous: item.value })),
      ],
      levels,
    ),
    ...{ levels, available, unknown },
    valueField: current.flatMap(numberFields)[0] ?? null,
    problem: problemOf(current, series, { levels, unknown }),
  };
}

/**
 * All labels that tell values apart, those with fewest values first, so that what is common to many stands outside.
 * A label with one value for everything would be a level that says nothing.
 */
export function orderLevels(series: readonly LabelledValue[]): string[] {
  const seen = new Map<string, Set<string>>();
  for (const { labels } of series) {
    for (const name of Object.keys(labels)) {
      if (name !== '__name__' && !seen.has(name)) seen.set(name, new Set());
    }
  }
  for (const [name, values] of seen) {
    for (const { labels } of series) values.add(labels[name] ?? '');
  }
  const all = [...seen].map(([name, values]) => ({ name, count: values.size }));
  const telling = all.filter((label) => label.count > 1);
  const kept = telling.length > 0 ? telling : all.slice(0, 1);
  return kept.sort((a, b) => a.count - b.count).map((label) => label.name);
}

/** The tree of some leaves. `levels` names its depths, the outermost first. */
export function buildTree(leaves: readonly Leaf[], levels: readonly string[] = []): AllocationNode {
  const root = emptyDraft();
  for (const leaf of leaves) add(root, leaf);
  return finish(root, { path: [], levels, hasPrevious: leaves.some((leaf) => leaf.previous !== undefined) });
}

function chooseLevels(asked: readonly string[], series: readonly LabelledValue[], available: readonly string[]) {
  if (asked.length === 0) return { levels: available, unknown: [] };
  const isKnown = (level: string) => series.some(({ labels }) => labels[level] !== undefined);
  return { levels: asked.filter(isKnown), unknown: asked.filter((level) => !isKnown(level)) };
}

function problemOf(
  frames: readonly DataFrame[],
  series: readonly LabelledValue[],
  { levels, unknown }: Pick<Hierarchy, 'levels' | 'unknown'>,
): Problem | null {
  if (frames.every((frame) => frame.length === 0)) return 'empty';
  if (frames.flatMap(numberFields).length === 0) return 'no-number';
  if (series.length === 0) return 'empty';
  if (levels.length > 0) return null;
  return unknown.length > 0 ? 'unknown-levels' : 'no-labels';
}

function leafOf(item: LabelledValue, levels: readonly string[], hasPrevious: boolean): Leaf {
  const [path, sources] = [pathOf(item, levels), [item.source]];
  return hasPrevious ? { path, sources, value: item.value, previous: 0 } : { path, sources, value: item.value };
}

function pathOf({ labels }: LabelledValue, levels: readonly string[]): string[] {
  return levels.map((level) => labels[level] || NONE);
}

interface Draft {
  readonly children: Map<string, Draft>;
  readonly own: Leaf[];
}

function emptyDraft(): Draft {
  return { children: new Map(), own: [] };
}

function add(root: Draft, leaf: Leaf) {
  let draft = root;
  for (const name of leaf.path) {
    const child = draft.children.get(name) ?? emptyDraft();
    draft.children.set(name, child);
    draft = child;
  }
  draft.own.push(leaf);
}

interface Place {
  readonly path: readonly string[];
  readonly levels: readonly string[];
  readonly hasPrevious: boolean;
}

// There are thousands of nodes: it names every field, because the build makes slow helpers of spread objects.
function finish(draft: Draft, { path, levels, hasPrevious }: Place): AllocationNode {
  const name = path.at(-1) ?? '';
  const children = byValue(
    [...childDrafts(draft)].map(([child, below]) => finish(below, { path: [...path, child], levels, hasPrevious })),
  );
  const sums = children.length === 0 ? ownSums(draft.own, hasPrevious) : sumsOf(children);
  return {
    id: JSON.stringify(path),
    name,
    kind: isRestName(name) ? 'rest' : 'plain',
    level: levels[path.length - 1] ?? null,
    path,
    value: sums.value,
    previous: sums.previous,
    gross: sums.gross,
    credit: sums.credit,
    children,
    sources: children.length === 0 ? draft.own.flatMap((leaf) => leaf.sources ?? []) : [],
  };
}

/** What a parent has beside its children becomes a child, or the parent would not be their sum. */
function childDrafts(draft: Draft): ReadonlyMap<string, Draft> {
  if (draft.own.length === 0 || draft.children.size === 0) return draft.children;
  const none = draft.children.get(NONE) ?? emptyDraft();
  return new Map([...draft.children, [NONE, { ...none, own: [...none.own, ...draft.own] }]]);
}

function ownSums(own: readonly Leaf[], hasPrevious: boolean) {
  const value = own.reduce((total, leaf) => total + leaf.value, 0);
  return {
    value,
    previous: hasPrevious ? own.reduce((total, leaf) => total + (leaf.previous ?? 0), 0) : null,
    gross: Math.max(0, value),
    credit: Math.min(0, value),
  };
}
