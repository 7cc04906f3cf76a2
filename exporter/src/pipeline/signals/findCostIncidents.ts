import { attachEvents } from '../../anomalies/attachEvents.js';
import { MULTIPLES, USUAL_DIMENSIONS } from '../../anomalies/config.js';
import type { DetectionRule } from '../../anomalies/DetectionRule.js';
import { expectDay } from '../../anomalies/expectDay.js';
import { findIncidents } from '../../anomalies/findIncidents.js';
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

/** Days of history that a judgement looks at. */
const HISTORY = 200;

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
  const historyFrom = latest(addDays(from, -HISTORY), rooms.from);
  const cells = cellsOf(await rooms.costs.combinations(names, historyFrom), historyFrom, end);
  const days = daysBetween(cells.firstDay, end);

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
    const tree = growTree(names, { firstDay: cells.firstDay, days }, cells.list);
    found = findIncidents(tree, { ...rule, from }, known);
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

/** Cells by combination, from the first day of which anything is known. */
function cellsOf(rows: Awaited<ReturnType<SignalRooms['costs']['combinations']>>, from: Day, end: Day) {
  const firstDay = rows.reduce((least, { day }) => (day < least ? day : least), end);
  const start = latest(from, firstDay);
  const days = daysBetween(start, end);
  const byValues = new Map<string, { values: readonly string[]; costs: Float64Array }>();
  for (const { day, values, cost } of rows) {
    const index = daysBetween(start, day);
    if (index < 0 || index >= days) continue;
    const key = JSON.stringify(values);
    const cell = byValues.get(key) ?? { values, costs: new Float64Array(days) };
    cell.costs[index] = (cell.costs[index] ?? 0) + cost;
    byValues.set(key, cell);
  }
  return { firstDay: start, list: [...byValues.values()] };
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to) - startOf(from)) / DAY);
}

function latest(a: Day, b: Day): Day {
  return a > b ? a : b;
}
