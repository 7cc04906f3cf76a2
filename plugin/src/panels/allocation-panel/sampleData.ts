import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';

/** Costs of a small company: two periods, a credit, and what nobody owns. */
const COSTS = [
  { team: 'payments', service: 'Compute', cost: 4200, before: 3900 },
  { team: 'payments', service: 'Database', cost: 2600, before: 2650 },
  { team: 'payments', service: 'Support credit', cost: -300, before: 0 },
  { team: 'search', service: 'Compute', cost: 3100, before: 1900 },
  { team: 'search', service: 'Storage', cost: 900, before: 1200 },
  { team: 'checkout', service: 'Compute', cost: 1500, before: 1500 },
  { team: 'checkout', service: 'other', cost: 12, before: 11 },
  { team: 'unallocated', service: 'Network', cost: 40, before: 60 },
  { team: 'other', service: 'Compute', cost: 25, before: 25 },
] as const;

/** The query letter of the previous period in the samples. */
export const SAMPLE_PREVIOUS = 'B';

/** Time series with labels, as Prometheus answers; the last value of some is missing. */
export function sampleSeries(): DataFrame[] {
  return COSTS.flatMap(({ team, service, cost, before }) => [
    series('A', { team, service, currency: 'USD' }, [cost - 1, cost, null]),
    series(SAMPLE_PREVIOUS, { team, service, currency: 'USD' }, [before]),
  ]);
}

/** The same as a table, as SQL answers. */
export function sampleTable(): DataFrame {
  return toDataFrame({
    refId: 'A',
    fields: [
      { name: 'team', type: FieldType.string, values: COSTS.map(({ team }) => team) },
      { name: 'service', type: FieldType.string, values: COSTS.map(({ service }) => service) },
      { name: 'cost', type: FieldType.number, values: COSTS.map(({ cost }) => cost), config: { unit: 'currencyUSD' } },
    ],
  });
}

/** Many leaves with few large and many small values, and in every team a rest. */
export function manySeries(count: number): DataFrame[] {
  return Array.from({ length: count }, (_, index) => {
    const team = index % 97 === 0 ? 'unallocated' : `team-${index % 40}`;
    const service = index % 53 === 0 ? 'other' : `service-${Math.floor(index / 40)}`;
    return series('A', { team, service }, [100_000 / (index + 1)]);
  });
}

function series(
  refId: string,
  labels: Readonly<Record<string, string>>,
  values: ReadonlyArray<number | null>,
): DataFrame {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, index) => 60_000 * index) },
      { name: 'Value', type: FieldType.number, values: [...values], labels: { ...labels } },
    ],
  });
}
