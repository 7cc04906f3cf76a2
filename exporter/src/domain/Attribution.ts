/** Where a condition looks: a FOCUS column, a tag by its key, or a dimension as tags and columns alone make it. */
export type Field = { readonly column: string } | { readonly tag: string } | { readonly dimension: string };

/** A claim about a charge. Texts are compared without regard to case and to blanks around them; `like` knows `*`. */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly field: Field; readonly is: readonly string[] }
  | { readonly field: Field; readonly like: string }
  | { readonly field: Field; readonly matches: string }
  | { readonly field: Field; readonly isMissing: true };

/** What a rule gives: a text, or what a catalog says of the value of a field, by lower-case key. */
export type GivenValue =
  { readonly text: string } | { readonly lookup: Field; readonly entries: Readonly<Record<string, string>> };

/** One rule as one dimension sees it. The first that matches, and whose look-up finds something, wins. */
export interface RuleCase {
  readonly rule: string;
  readonly when: Predicate;
  readonly gives: GivenValue;
}

/** A cost that many use, taken from those to whom it was charged and split among owners. */
export interface Pool {
  readonly name: string;
  readonly when: Predicate;
  readonly split: PoolSplit;
  /** Owners and pools that get a share; empty means every owner with cost of its own. */
  readonly among: readonly string[];
}

export type PoolSplit =
  | { readonly kind: 'even' | 'proportional' }
  /** Weights by target, as decimals that sum to 1. */
  | { readonly kind: 'fixed'; readonly shares: Readonly<Record<string, string>> }
  /** Units of a PromQL query over the same day, by owner. */
  | { readonly kind: 'usage'; readonly query: string };

/** Why a charge has no owner. */
export const CAUSES = ['no_tag', 'unknown_value', 'no_rule'] as const;
export type Cause = (typeof CAUSES)[number];

/** The name of an owner that is none. */
export const UNALLOCATED = 'unallocated';

/** Whether an owner is one. */
export function isOwner(owner: string): boolean {
  return owner !== UNALLOCATED;
}

/** The form of a tag key in which spellings are the same: `Cost-Center`, `cost_center` and `CostCenter`. */
export function normalKey(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The form of a value in which spellings are the same. */
export function normalValue(value: string): string {
  return value.trim().toLowerCase().replace(/\s+/g, ' ');
}
