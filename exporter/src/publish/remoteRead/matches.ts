import type { LabelMatcher } from '../CostQuestions.js';
import { Refusal } from './Refusal.js';

/**
 * Whether a label value of ours satisfies a matcher, with PromQL's rules: a pattern matches the whole value.
 * For short values that we choose ourselves: patterns on dimensions go to the store, whose engine is RE2.
 */
export function matches(matcher: LabelMatcher, value: string): boolean {
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return wholeValue(matcher).test(value);
    case '!~':
      return !wholeValue(matcher).test(value);
  }
}

// JavaScript's engine backtracks: a repeated group such as (.|.|.)+ takes it days even on a name of 30 characters.
// Groups are therefore not repeated, and within these bounds a pattern takes at most some ten thousand steps.
const MAX_CHARACTERS = 300;
const MAX_REPETITIONS_AND_GROUPS = 3;
const MAX_ALTERNATIVES = 20;
const PLAIN_SYNTAX = /^(?:[\w:|.*+?(^$-]|\)(?![*+])|\[[\w-]+\]|\\[^\w\s])*$/;

function wholeValue({ label, value: pattern }: LabelMatcher): RegExp {
  const isBounded =
    pattern.length <= MAX_CHARACTERS &&
    PLAIN_SYNTAX.test(pattern) &&
    count(pattern.replaceAll('(?:', '('), /[*+?(]/g) <= MAX_REPETITIONS_AND_GROUPS &&
    count(pattern, /\|/g) < MAX_ALTERNATIVES;
  if (!isBounded) throw unreadable(label, pattern);
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch (cause) {
    throw unreadable(label, pattern, cause);
  }
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function unreadable(label: string, pattern: string, cause?: unknown): Refusal {
  return new Refusal(
    400,
    `cannot match ${label} against ${JSON.stringify(pattern.slice(0, 100))}; ` +
      `write at most ${MAX_CHARACTERS} characters with names, . [a-z] ^ $, at most ${MAX_ALTERNATIVES} alternatives a|b ` +
      `and at most ${MAX_REPETITIONS_AND_GROUPS} of * + ? and groups (a|b), which * and + must not follow`,
    { cause },
  );
}
