import { distance } from 'fastest-levenshtein';
import { parseUnits } from '../domain/Money.js';
import type { ValueCost } from '../store/questions/askTags.js';

export interface Alias {
  readonly dimension: string;
  readonly value: string;
  /** The value that was probably meant. */
  readonly probably: string;
  /** Exact decimal: what carries the value. */
  readonly cost: string;
}

/** Values that were probably meant cost far more than their misspellings. */
const TIMES_MORE = 10n;

const MOST_ALIASES = 50;

/** Words that say what kind of thing a value names, as in `web-team`. */
const FILLERS = ['team', 'squad', 'group', 'dept', 'department', 'the'];

/**
 * Values of a dimension that look like a misspelling of one that costs ten times more, or like another name for one that
 * costs more; the dearest first.
 */
export function proposeAliases(values: readonly ValueCost[]): Alias[] {
  return values
    .flatMap((candidate) => {
      const dearer = values.filter(
        (other) =>
          other.dimension === candidate.dimension &&
          ((costsMore(other, candidate, 1n) && bareName(candidate.value) === bareName(other.value)) ||
            (costsMore(other, candidate, TIMES_MORE) && isNear(candidate.value, other.value))),
      );
      const [dearest] = dearer.toSorted(byCost);
      return dearest === undefined ? [] : [{ ...candidate, probably: dearest.value }];
    })
    .toSorted(byCost)
    .slice(0, MOST_ALIASES);
}

function byCost(a: { readonly cost: string }, b: { readonly cost: string }): number {
  return parseUnits(a.cost) < parseUnits(b.cost) ? 1 : -1;
}

function costsMore(one: ValueCost, other: ValueCost, times: bigint): boolean {
  return parseUnits(one.cost) > times * parseUnits(other.cost);
}

/** A value without marks and fillers; one of fillers alone is what it is. */
function bareName(value: string): string {
  const words = value.split(/[\s_.-]+/);
  const bare = words.filter((word) => !FILLERS.includes(word));
  return (bare.length === 0 ? words : bare).join('');
}

/** The same letters with other marks between them, or one typing error in five letters. Numbers tell values apart. */
function isNear(value: string, other: string): boolean {
  if (value.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  const [a, b] = [value, other].map((text) => text.replace(/[\s_.-]+/g, ''));
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const longest = Math.max(a.length, b.length);
  return (
    Math.abs(a.length - b.length) <= longest / 5 &&
    distance(a, b) <= Math.max(1, Math.floor(longest / 5)) &&
    longest >= 4
  );
}
