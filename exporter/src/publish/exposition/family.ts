import type { METRICS, MetricLabel, MetricName } from '@outlay/contract/metrics';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  /** Exact decimal text where it is money; a number elsewhere, +Infinity included. */
  readonly value: string | number;
}

export interface Family {
  readonly name: MetricName;
  readonly samples: readonly Sample[];
}

/** Names of the catalogue that stand on `/metrics`; the others are history. */
export type PublishedName = {
  [Name in MetricName]: (typeof METRICS)[Name]['plane'] extends 'metrics' ? Name : never;
}[MetricName];

/** A sample of one metric: every fixed label of the catalogue, and dimensions only where the metric has them. */
export interface SampleOf<Name extends PublishedName> {
  readonly labels: FixedLabels<Name> & Dimensions<Name>;
  readonly value: Sample['value'];
}

type FixedLabels<Name extends PublishedName> = Readonly<Record<MetricLabel<Name>, string>>;

type Dimensions<Name extends PublishedName> = (typeof METRICS)[Name]['dimensions'] extends true
  ? Readonly<Record<string, string>>
  : [MetricLabel<Name>] extends [never]
    ? Readonly<Record<string, never>>
    : unknown;

/** One family of the exposition. A label that the catalogue fixes and a sample lacks does not compile. */
export function family<Name extends PublishedName>(name: Name, samples: readonly SampleOf<Name>[]): Family {
  return { name, samples };
}
