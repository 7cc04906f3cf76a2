import type { Instant } from '../../domain/Day.js';
import { DAY } from '../../domain/Day.js';
import type { SourceSpend } from './ScopeSpend.js';

/** Spend between two moments. Between the ends of a bucket it grows evenly. */
export type SpendCurve = (from: Instant, to: Instant) => number;

/** Buckets older than this count as complete, which spares asking. */
const CORRECTED = 7 * DAY;

/** A bucket of which less is known is not blown up further than twofold. */
const LEAST_COMPLETENESS = 0.5;

/** Spend of sources, with recent buckets divided by the share of them that is usually known by now. An estimate. */
export function spendCurve(sources: readonly SourceSpend[], asOf: Instant): SpendCurve {
  const sums = sources.map((source) => runningSum(source, asOf));
  return (from, to) => sums.reduce((spend, sum) => spend + sum(to) - sum(from), 0);
}

/** Spend of a source before a moment. */
function runningSum({ bucket, first, variable, completeness }: SourceSpend, asOf: Instant): (to: Instant) => number {
  const sums = new Float64Array(variable.length + 1);
  variable.forEach((cost, index) => {
    const age = asOf - (first + (index + 1) * bucket);
    const known = age < CORRECTED ? Math.max(LEAST_COMPLETENESS, completeness(age)) : 1;
    sums[index + 1] = (sums[index] ?? 0) + cost / known;
  });
  return (to) => {
    const position = Math.min(variable.length, Math.max(0, (to - first) / bucket));
    const whole = Math.floor(position);
    const before = sums[whole] ?? 0;
    return before + (position - whole) * ((sums[whole + 1] ?? before) - before);
  };
}
