import { bridged } from './bridged.js';
import type { Matchers } from './selectorOf.js';

/** PromQL that gives each result the owner of its budget or SLO, and drops those that the matchers exclude. */
export function withOwner(of: 'budget' | 'slo', expr: string, matchers: Matchers = {}): string {
  return `(\n${indented(expr)}\n)\n* on (${of}) group_left (owner) ${ownersOf(of, matchers)}`;
}

/**
 * Every budget or SLO with its owner, value 1.
 * `topk` keeps one owner where a change of owner shows two for a while, which would fail the whole rule.
 */
export function ownersOf(of: 'budget' | 'slo', matchers: Matchers = {}): string {
  return `topk by (${of}) (1, ${bridged('max', `finops_${of}_info`, [of, 'owner'], matchers)})`;
}

function indented(expr: string): string {
  return expr.replaceAll(/^/gm, '  ');
}
