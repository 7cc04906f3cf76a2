import { dayOf, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import type { HistoryQuestion, LabelMatcher } from '../CostQuestions.js';
import type { ReadQuery } from './decodeReadRequest.js';
import { EARLIEST_SAMPLE, LATEST_SAMPLE } from './encodeTimeSeries.js';
import { HISTORY_METRICS } from './historyMetrics.js';
import type { HistoryMetricName } from './historyMetrics.js';
import { matches } from './matches.js';
import { Refusal } from './Refusal.js';

/** What the answered series are made of: the dimensions of the served data and the reporting currency. */
export interface Served {
  readonly dimensions: readonly string[];
  readonly currency: string;
}

/** A question for the store, and the labels that every series of its answer gets. */
export interface PlannedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly question: HistoryQuestion;
}

const RESOURCE_LABELS = ['resource_id', 'resource_name'];

/**
 * Which questions answer a query, in order of their metric names; none when no series of ours can match.
 *
 * `asof` and `by` are instructions, and come back as labels so that their matchers hold. A matcher on a dimension
 * outside `by` still filters charges. An equality on a label that is not ours is ignored, because Prometheus adds its
 * external labels to queries; any other matcher on such a label meets the empty value.
 * Refuses with 400 what has no answer, in words that say what to write.
 */
export function planQuery(query: ReadQuery, served: Served): readonly PlannedSeries[] {
  const asof = virtualValue(query.matchers, 'asof');
  const by = virtualValue(query.matchers, 'by');
  const asked = {
    from: Math.max(query.from, EARLIEST_SAMPLE),
    to: Math.min(query.to, LATEST_SAMPLE),
    ...(asof !== '' && { asOf: publicationDay(asof) }),
    ...(by !== '' && { by: dimensionNames(by, served.dimensions) }),
  };
  if (asked.from > asked.to) return [];

  const labels = {
    origin: 'finops',
    currency: served.currency,
    ...(asof !== '' && { asof }),
    ...(by !== '' && { by }),
  };
  const names = metricNames(query.matchers);
  return names.flatMap((name) => {
    const matchers = matchersForStore(query.matchers, { ...labels, __name__: name }, storeLabels(name, served));
    if (matchers === 'none match') return [];
    if (HISTORY_METRICS[name].resources === true && !narrowsResources(matchers)) return tooManyResources(names);
    const deciding = matchers.filter((matcher) => !matchesEverything(matcher));
    return {
      labels: { ...labels, __name__: name },
      question: { ...HISTORY_METRICS[name], ...asked, matchers: deciding },
    };
  });
}

/** The value of an instruction; empty when it is not given. */
function virtualValue(matchers: readonly LabelMatcher[], label: 'asof' | 'by'): string {
  const given = matchers.filter((matcher) => matcher.label === label);
  if (given.some(({ operator }) => operator !== '=')) {
    throw new Refusal(400, `${label} is an instruction and takes only =; write ${EXAMPLES[label]}`);
  }
  const values = new Set(given.map(({ value }) => value));
  if (values.size > 1) throw new Refusal(400, `${label} is given twice; write it once, such as ${EXAMPLES[label]}`);
  const [value = ''] = values;
  return value;
}

const EXAMPLES = { asof: 'asof="2026-11-03"', by: 'by="team,provider"' };

function publicationDay(asof: string): Day {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asof) && !Number.isNaN(startOf(asof)) && dayOf(startOf(asof)) === asof;
  if (!isDay) throw new Refusal(400, `asof=${quoted(asof)} is not a day; write a UTC day such as ${EXAMPLES.asof}`);
  return asof;
}

function dimensionNames(by: string, dimensions: readonly string[]): readonly string[] {
  const names = [...new Set(by.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !dimensions.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(
      400,
      `by=${quoted(by)} names ${quoted(unknown)}, which is not a dimension; the dimensions are ${dimensions.join(', ')}`,
    );
  }
  return names;
}

function metricNames(matchers: readonly LabelMatcher[]): readonly HistoryMetricName[] {
  const onName = matchers.filter(({ label }) => label === '__name__');
  const names = Object.keys(HISTORY_METRICS) as HistoryMetricName[];
  return names.filter((name) => onName.every((matcher) => matches(matcher, name))).toSorted();
}

function storeLabels(name: HistoryMetricName, { dimensions }: Served): ReadonlySet<string> {
  return new Set(HISTORY_METRICS[name].resources === true ? [...dimensions, ...RESOURCE_LABELS] : dimensions);
}

/** The matchers that only the store can evaluate, if all the others hold. */
function matchersForStore(
  matchers: readonly LabelMatcher[],
  labels: Readonly<Record<string, string>>,
  storeLabels: ReadonlySet<string>,
): readonly LabelMatcher[] | 'none match' {
  const ours = matchers.filter(({ label }) => !storeLabels.has(label));
  if (!ours.every((matcher) => holds(matcher, labels))) return 'none match';
  return matchers.filter(({ label }) => storeLabels.has(label));
}

function holds(matcher: LabelMatcher, labels: Readonly<Record<string, string>>): boolean {
  if (Object.hasOwn(labels, matcher.label)) return matches(matcher, labels[matcher.label] ?? '');
  const mayBeExternal = matcher.operator === '=' && !RESOURCE_LABELS.includes(matcher.label);
  return mayBeExternal || matches(matcher, '');
}

/** Only patterns of which that is plain: what Grafana writes for "All", and what people write who mean it. */
function matchesEverything({ operator, value }: LabelMatcher): boolean {
  return operator === '=~' && ALL_VALUES.includes(value);
}

const ALL_VALUES = ['.*', '(.*)', '^.*$', '.*|', '|.*', '.+|', '|.+'];

function narrowsResources(matchers: readonly LabelMatcher[]): boolean {
  return matchers.some(
    ({ label, operator, value }) =>
      ['team', 'sub_account'].includes(label) && (operator === '=' || operator === '=~') && value !== '',
  );
}

/** A query for several metrics gets those that can be answered. */
function tooManyResources(names: readonly HistoryMetricName[]): [] {
  if (names.length > 1) return [];
  throw new Refusal(
    400,
    'finops_resource_cost_daily needs a matcher on team or sub_account; write for example ' +
      'finops_resource_cost_daily{origin="finops", team="payments"}',
  );
}

function quoted(value: string): string {
  return JSON.stringify(value.slice(0, 100));
}
