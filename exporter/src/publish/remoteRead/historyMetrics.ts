import type { METRICS, MetricName } from '@outlay/contract/metrics';
import type { HistoryQuestion } from '../CostQuestions.js';

type Plane<Name extends MetricName> = (typeof METRICS)[Name]['plane'];

/** Names of the catalogue that are answered through remote_read. */
export type HistoryMetricName = { [Name in MetricName]: Plane<Name> extends 'history' ? Name : never }[MetricName];

/** What each of these series asks the store. A history series of the catalogue that is missing here does not compile. */
export const HISTORY_METRICS: Readonly<
  Record<HistoryMetricName, Pick<HistoryQuestion, 'basis' | 'resolution' | 'resources'>>
> = {
  finops_cost_daily: { basis: 'effective', resolution: 'day' },
  finops_billed_cost_daily: { basis: 'billed', resolution: 'day' },
  finops_list_cost_daily: { basis: 'list', resolution: 'day' },
  finops_contracted_cost_daily: { basis: 'contracted', resolution: 'day' },
  finops_cost_hourly: { basis: 'effective', resolution: 'hour' },
  finops_billed_cost_hourly: { basis: 'billed', resolution: 'hour' },
  finops_list_cost_hourly: { basis: 'list', resolution: 'hour' },
  finops_contracted_cost_hourly: { basis: 'contracted', resolution: 'hour' },
  finops_resource_cost_daily: { basis: 'effective', resolution: 'day', resources: true },
};
