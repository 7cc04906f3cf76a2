import { attachEvents } from '../../anomalies/attachEvents.js';
import { MULTIPLES, USUAL_DIMENSIONS } from '../../anomalies/config.js';
import type { DetectionRule } from '../../anomalies/DetectionRule.js';
import { expectDay } from '../../anomalies/expectDay.js';
import { searchIncidents } from '../../anomalies/findIncidents.js';
import { foldIncidents } from '../../anomalies/foldIncidents.js';
import { growTree } from '../../anomalies/growTree.js';
import type { FoundIncident, Incident } from '../../anomalies/Incident.js';
import { incidentEvents } from '../../anomalies/incidentEvents.js';
import type { DeployEvent } from '../../anomalies/parseCloudEvent.js';
import { explainByWindow } from '../../anomalies/PlannedWindow.js';
import { scopeOf } from '../../anomalies/SeriesTree.js';
import type { SeriesTree } from '../../anomalies/SeriesTree.js';
import type { Config } from '../../config/schema.js';
import { addDays, DAY, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import { fitCalendar } from '../../forecast/fitCalendar.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import { scopeText } from '../../publish/families/signalFamilies.js';
import type { Memory } from './Memory.js';
import type { SignalRooms } from './SignalRooms.js';

export interface FoundIncidents {
  /** Those that are active, or not over for long. */
  readonly incidents: readonly (Incident & { readonly deploys: readonly DeployEvent[] })[];
  /** What was expected of the last complete day in all and at the first level, and from where it would be an anomaly. */
  readonly expected: readonly { readonly scope: string; readonly bound: '50' | 'upper'; readonly cost: number }[];
  readonly events: readonly NewEvent[];
}

/** Days that are judged when nothing is known yet, and again at each refresh because bills are restated. */
const FIRST_JUDGED = 60;
const JUDGED_AGAIN = 14;

/** Days of history that a judgement looks at, and those that tell which series matter. */
const HISTORY = 200;
const RECENT = 28;

/** Series that a search for causes keeps apart. */
const MOST_SERIES = 2000;

const SHOWN = 28 * DAY;

/** Judges the last complete days against what the calendar leads to expect, and says what is new since the last time. */
export async function findCostIncidents(
  rooms: SignalRooms,
  { anomalies, dimensions }: Pick<Config, 'anomalies' | 'dimensions'>,
  memory: Memory,
): Promise<FoundIncidents> {
  const names = anomalies.dimensions ?? USUAL_DIMENSIONS.filter((name) => isThere(name, dimensions));
  const end = rooms.completeUntil;
  const known = [...memory.incidents.values()];
  const from = addDays(end, known.length === 0 ? -FIRST_JUDGED : -JUDGED_AGAIN);
  const { firstDay, series } = await rooms.costs.series(names, {
    from: latest(addDays(from, -HISTORY), rooms.from),
    to: end,
    most: MOST_SERIES,
    since: addDays(from, -RECENT),
  });
  const days = Math.round((startOf(end) - startOf(firstDay)) / DAY);

  let found: readonly FoundIncident[] = known;
  let expected: FoundIncidents['expected'] = [];
  const rule = {
    fit: fitCalendar,
    multiple: MULTIPLES[anomalies.sensitivity],
    minimumAmount: anomalies.minimum_amount,
    minimumDays: anomalies.minimum_days,
  };
  if (days > anomalies.minimum_days) {
    await rooms.pause();
    const cells = series.map(({ values, variable, fixed }) => ({ values, costs: sumOfTwo(variable, fixed) }));
    const tree = growTree(names, { firstDay, days }, cells);
    found = await searched(searchIncidents(tree, { ...rule, from }, known), rooms);
    expected = expectedOf(tree, rule);
  }
  const explained = found.map((incident) => explainByWindow(incident, anomalies.windows));
  const events = incidentEvents(known, explained, { from, until: addDays(end, -1) });
  const after = events.reduce(
    (incidents, { type, payload }) => foldIncidents(incidents, { type, payload, at: rooms.asOf }),
    memory.incidents,
  );
  const deploys = [...memory.deploys.values()];
  return {
    incidents: [...after.values()]
      .filter((incident) => startOf(incident.days.at(-1)?.day ?? end) >= rooms.asOf - SHOWN)
      .map((incident) => ({ ...incident, deploys: attachEvents(incident, deploys) })),
    expected,
    events,
  };
}

const MOST_EXPECTED = 10;

/** Of everything and of the largest values of the first dimension. */
function expectedOf(tree: SeriesTree, rule: DetectionRule): FoundIncidents['expected'] {
  const children = tree.root.children.toSorted((a, b) =>
    (a.costs[a.costs.length - 1] ?? 0) < (b.costs[b.costs.length - 1] ?? 0) ? 1 : -1,
  );
  return [tree.root, ...children.slice(0, MOST_EXPECTED)].flatMap((node) => {
    const costs = Array.from(node.costs);
    const last = costs.pop() ?? 0;
    const { expected, tolerance } = expectDay({ firstDay: tree.firstDay, costs, clean: costs }, last, rule);
    const scope = scopeText(scopeOf(tree, node));
    return [
      { scope, bound: '50', cost: expected },
      { scope, bound: 'upper', cost: expected + tolerance },
    ] as const;
  });
}

function isThere(name: string, dimensions: Config['dimensions']): boolean {
  return ['provider', 'cloud_service', 'sub_account'].includes(name) || Object.hasOwn(dimensions, name);
}

async function searched(
  search: ReturnType<typeof searchIncidents>,
  { pause }: SignalRooms,
): Promise<readonly FoundIncident[]> {
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
    await pause();
  }
}

function sumOfTwo(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((cost, day) => cost + (other[day] ?? 0));
}

function latest(a: Day, b: Day): Day {
  return a > b ? a : b;
}
