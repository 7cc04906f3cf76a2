import type { Buckets } from './Buckets.js';
import type { PrometheusFailure } from './Prometheus.js';
import type { LabelledUsage, UsageAnswer } from './usagePerBucket.js';

/** The units of one scope of costs, or why they are not known. */
export type Usage = { readonly ok: true; readonly buckets: Buckets } | PrometheusFailure;

export interface UsageScope {
  /** The values of each dimension that belong to the scope; everything when it names none. */
  readonly scope: Readonly<Record<string, readonly string[]>>;
  /** The dimension that a label of the answer stands for; a label with the name of a dimension needs no entry. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Takes from an answer what belongs to a scope: the only series, or those whose labels match, added up. */
export function usageOfScope(answer: UsageAnswer, { scope, labels }: UsageScope): Usage {
  if (!answer.ok) return answer;
  const [only, ...others] = answer.usage;
  if (only === undefined) return { ok: false, reason: 'the query answers with nothing; check the name of its metric' };
  const named = answer.usage.map((usage) => ({ ...usage, values: valuesIn(scope, labels, usage) }));
  if (others.length === 0 && Object.keys(named[0]?.values ?? {}).length === 0)
    return { ok: true, buckets: only.buckets };
  if (named.some(({ values }) => Object.keys(values).length === 0)) {
    return {
      ok: false,
      reason: `the query answers with ${named.length} series, and no label says which belong to the scope; sum them in the query`,
    };
  }
  const matching = named.filter(({ values }) => isWithin(values, scope));
  const missing = missingValue(scope, named, matching);
  return missing === null ? { ok: true, buckets: addUp(only.buckets, matching) } : { ok: false, reason: missing };
}

type Values = Readonly<Record<string, string>>;

/** The dimensions of the scope that the labels of a series name, and their values. */
function valuesIn(scope: UsageScope['scope'], renamed: UsageScope['labels'], { labels }: LabelledUsage): Values {
  return Object.fromEntries(
    Object.entries(labels)
      .map(([label, value]) => [Object.hasOwn(renamed, label) ? (renamed[label] ?? label) : label, value] as const)
      .filter(([dimension]) => Object.hasOwn(scope, dimension)),
  );
}

function isWithin(values: Values, scope: UsageScope['scope']): boolean {
  return Object.entries(values).every(([dimension, value]) => scope[dimension]?.includes(value) === true);
}

interface Named {
  readonly values: Values;
}

/** A part of the scope that has no series would be counted as nothing. */
function missingValue(scope: UsageScope['scope'], all: readonly Named[], matching: readonly Named[]): string | null {
  for (const [dimension, wanted] of Object.entries(scope)) {
    if (!all.some(({ values }) => dimension in values)) continue;
    const absent = wanted.find((value) => !matching.some(({ values }) => values[dimension] === value));
    if (absent !== undefined) return `the query answers with no series of ${dimension} "${absent}"`;
  }
  return null;
}

/** Where one part is not known, the sum is not. */
function addUp({ bucket, first, values }: Buckets, parts: readonly LabelledUsage[]): Buckets {
  const sum = (index: number): number | null =>
    parts.reduce<number | null>((total, { buckets }) => {
      const value = buckets.values[index] ?? null;
      return total === null || value === null ? null : total + value;
    }, 0);
  return { bucket, first, values: values.map((_, index) => sum(index)) };
}
