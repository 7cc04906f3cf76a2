import { usageOf } from '../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../allocate/MeasuredUsage.js';
import { timestamp } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { renderExposition } from '../publish/exposition/renderExposition.js';
import { isOwner } from '../domain/Attribution.js';
import type { NewEvent } from '../ledger/Ledger.js';
import { isPageWorthy } from '../anomalies/isPageWorthy.js';
import { addMonths, DAY, dayOf, firstDayOf, monthOf, addDays } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { askCoverage } from '../store/questions/askTags.js';
import { allocationFamilies } from '../publish/families/allocationFamilies.js';
import type { AllocationFigures } from '../publish/families/allocationFamilies.js';
import { rateFamilies } from '../publish/families/rateFamilies.js';
import { scopeText, signalFamilies } from '../publish/families/signalFamilies.js';
import type { SignalFigures } from '../publish/families/signalFamilies.js';
import type { SignalViews } from '../publish/Snapshot.js';
import { allocateCosts, coverage, estimatedCost } from './answerAllocation.js';
import { measureUsage } from './measureUsage.js';
import { METHODOLOGY_APPLIED } from './signals/Memory.js';
import { readSignals } from './signals/readSignals.js';
import type { Signals } from './signals/readSignals.js';
import { signalViews } from './signals/signalViews.js';
import { costFamilies } from '../publish/families/costFamilies.js';
import { exporterFamilies } from '../publish/families/exporterFamilies.js';
import type { Bar, Overview, PeriodChange, Snapshot } from '../publish/Snapshot.js';
import type { Manifest } from '../store/Manifest.js';
import { askKnowledge } from '../store/questions/askKnowledge.js';
import { askRates } from '../store/questions/askRates.js';
import type { Edition } from '../store/questions/cells.js';
import { costFigures, SERIES_PER_CELL } from '../store/questions/costFigures.js';
import type { CostFigures } from '../store/questions/costFigures.js';
import type { ChangedPeriod, PeriodDifference } from '../store/writeRevision.js';
import type { SourceReading } from './readSource.js';
import type { Moment, Rooms } from './Rooms.js';
import { sourceFamilies } from './sourceFamilies.js';
import { sourceStatuses } from './sourceStatuses.js';
import type { SourceStatus } from './sourceStatuses.js';
import { storeSnapshot } from './storedSnapshot.js';

export interface SnapshotRequest {
  readonly rooms: Rooms;
  readonly moment: Moment;
  readonly edition: Edition;
  readonly readings: readonly SourceReading[];
  readonly changed: readonly ChangedPeriod[];
  readonly differences: readonly PeriodDifference[];
}

export interface MadeSnapshot {
  readonly snapshot: Snapshot;
  readonly stored: Manifest['snapshot'];
  readonly unfolded: CostFigures['unfolded'];
  /** What the ledger must remember of the estimates. */
  readonly events: readonly NewEvent[];
  /** What is known less well than it should be, one sentence each. */
  readonly warnings: readonly string[];
}

/** Asks the store for every figure of a manifest, renders them, and puts the result beside the manifest to be published. */
export async function makeSnapshot(request: SnapshotRequest): Promise<MadeSnapshot> {
  const { rooms, moment, edition } = request;
  const { config, store, methodology } = rooms;
  const { asOf, now } = moment;
  const knowledge = await askKnowledge(store.engine, edition, asOf);
  const statuses = sourceStatuses({
    configs: config.sources,
    manifest: edition.manifest,
    readings: request.readings,
    knowledge,
    now: asOf,
  });
  const figures = await costFigures({
    engine: store.engine,
    edition,
    methodology,
    labels: config.publish.labels,
    asOf,
    windows: statuses.flatMap(({ source, watermark, hourly }) =>
      watermark === null ? [] : [{ source: source.id, watermark, hourly }],
    ),
    top: config.publish.top,
    maxSeries: config.publish.max_series,
    unfolded: edition.manifest.unfolded,
  });

  const month = monthOf(dayOf(asOf));
  const rates = await askRates(store.engine, edition, methodology, {
    ...{ from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) },
    ...{ observability: config.publish.observability, top: config.publish.top },
  });

  const { measured, ...usage } = await measureUsage({ ...rooms, measured: rooms.memory.usage, asOf });
  const signals = await readSignals({ ...rooms, engine: store.engine, edition, statuses, asOf });
  const views = signalViews(signals, config.budgets, asOf);

  const costs = [
    ...costFamilies(figures, config.currency),
    ...rateFamilies({ rates, savingsTarget: config.publish.savings_target_ratio ?? null }, config.currency),
    ...allocationFamilies(await allocationFigures(request, figures, measured), config.currency),
    ...signalFamilies(signalFigures(request, signals, views)),
  ];
  const series = costs.reduce((sum, { samples }) => sum + samples.length, 0);
  const dropped = figures.foldedCells * SERIES_PER_CELL;
  const { series: _, ...exposition } = await renderExposition([
    ...costs,
    ...sourceFamilies(statuses, config.currency, asOf),
    ...exporterFamilies(now, { series, dropped }),
  ]);
  const snapshot = { ...exposition, publishedAt: now, overview: overviewOf(request, statuses, figures, views) };
  return {
    snapshot,
    stored: await storeSnapshot(store.folder, snapshot),
    unfolded: figures.unfolded,
    events: [...methodologyEvents(rooms), ...usage.events, ...signals.events],
    warnings: usage.warnings,
  };
}

/** Rules that were not applied before, whole, so that a later change can be compared with them. */
function methodologyEvents({ memory, methodology }: Rooms): NewEvent[] {
  const isApplied = memory.methodology?.version === methodology.version;
  return isApplied ? [] : [{ type: METHODOLOGY_APPLIED, payload: { methodology } }];
}

/** Whose the month to date is, and how well the last 35 days are tagged. */
async function allocationFigures(
  { rooms: { store, methodology }, moment: { asOf }, edition }: SnapshotRequest,
  { unallocated }: CostFigures,
  measured: MeasuredUsage,
): Promise<AllocationFigures> {
  const today = dayOf(asOf);
  const month = monthOf(today);
  const usage = usageOf(measured, methodology.pools);
  const rooms = { engine: store.engine, edition, methodology, usage };
  const span = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)), basis: 'effective' as const };
  const { borne } = await allocateCosts(rooms, span);
  const sums = new Map<string, Map<string | null, bigint>>();
  for (const { owner, pool, cost } of borne) {
    const pools = sums.get(owner) ?? new Map<string | null, bigint>();
    sums.set(owner, pools.set(pool, (pools.get(pool) ?? 0n) + cost));
  }
  const whole = borne.reduce((all, { cost }) => all + cost, 0n);
  const owned = borne.reduce((all, { owner, cost }) => (isOwner(owner) ? all + cost : all), 0n);
  const tagged = await askCoverage(store.engine, edition, { from: addDays(today, -34), to: addDays(today, 1) });
  return {
    methodology: methodology.version,
    borne: [...sums].flatMap(([owner, pools]) => [...pools].map(([pool, cost]) => ({ owner, pool, cost }))),
    estimated: methodology.pools.flatMap((pool) =>
      pool.split.kind === 'usage' ? [{ pool: pool.name, cost: estimatedCost(pool, borne, usage) }] : [],
    ),
    allocatedRatio: whole === 0n ? null : Number((owned * 1_000_000_000n) / whole) / 1e9,
    unallocated,
    coverage: tagged.map((cost) => ({ key: cost.key, ratio: coverage(cost) })),
  };
}

const EVENTS_SHOWN = 7 * DAY;

function signalFigures({ rooms, moment }: SnapshotRequest, signals: Signals, views: SignalViews): SignalFigures {
  const { memory, config } = rooms;
  const recent = [...memory.deploys.values()].filter(({ time }) => isRecent(time, moment.asOf));
  return {
    ...views,
    currency: config.currency,
    ownerDimension: rooms.methodology.owner,
    pageOverspend: Object.fromEntries(signals.budgets.map(({ id, pageOverspendRatio }) => [id, pageOverspendRatio])),
    staleAt: Object.fromEntries(signals.budgets.map(({ id, staleAt }) => [id, staleAt])),
    pageWorthy: Object.fromEntries(
      signals.incidents.map((incident) => [incident.id, isPageWorthy(incident, monthlyBudget(incident.scope, rooms))]),
    ),
    events: recent.map(({ id, kind, scope }) => ({ id, kind, scope: scopeText(scope) })),
    expected: signals.expected,
  };
}

function isRecent(time: Instant, asOf: Instant): boolean {
  return time <= asOf && time >= asOf - EVENTS_SHOWN;
}

/** The smallest monthly budget that holds a scope: what an incident there would eat up first. */
function monthlyBudget(scope: Readonly<Record<string, string>>, { config }: Rooms): number | null {
  const amounts = config.budgets.flatMap((budget) =>
    budget.period === 'month' &&
    Object.entries(budget.scope).every(([name, values]) => [values].flat().includes(scope[name] ?? ''))
      ? Number(budget.amount)
      : [],
  );
  return amounts.length === 0 ? null : Math.min(...amounts);
}

function overviewOf(
  { rooms, moment, edition, changed, differences }: SnapshotRequest,
  statuses: readonly SourceStatus[],
  figures: CostFigures,
  signals: SignalViews,
): Overview {
  const { cells } = figures;
  return {
    asOf: timestamp(moment.asOf),
    publishedAt: timestamp(moment.now),
    currency: rooms.config.currency,
    sources: statuses.map(({ source }) => source),
    monthToDate: {
      cost: sum(cells.map(({ monthToDate }) => monthToDate.effective)),
      previousCost: sum(cells.map(({ previousMonthToDate }) => previousMonthToDate)),
      byProvider: bars(figures, 'provider'),
      byTeam: bars(figures, 'team'),
    },
    changes: changed.map((change) => changeOf(change, edition.manifest, differences)),
    signals,
  };
}

function bars({ cells }: CostFigures, label: string): Bar[] {
  const groups = new Map<string, { cost: bigint; previous: bigint }>();
  for (const { labels, monthToDate, previousMonthToDate } of cells) {
    const value = labels[label];
    if (value === undefined) return [];
    const held = groups.get(value) ?? { cost: 0n, previous: 0n };
    groups.set(value, {
      cost: held.cost + parseUnits(monthToDate.effective),
      previous: held.previous + parseUnits(previousMonthToDate),
    });
  }
  return [...groups]
    .toSorted(([, a], [, b]) => (a.cost < b.cost ? 1 : a.cost > b.cost ? -1 : 0))
    .map(([value, { cost, previous }]) => ({ value, cost: formatUnits(cost), previousCost: formatUnits(previous) }));
}

function changeOf(
  { source, period, before, after }: ChangedPeriod,
  manifest: Manifest,
  differences: readonly PeriodDifference[],
): PeriodChange {
  const costOf = (parts: readonly string[]): string =>
    sum(parts.flatMap((part) => manifest.parts[part]?.costs.effective ?? []));
  const isMoved = differences.some((difference) => difference.source === source && difference.period === period);
  return {
    source,
    period,
    revision: manifest.sources[source]?.periods[period]?.revision ?? 0,
    kind: after.length === 0 ? 'withdrawn' : before.length === 0 ? 'new' : 'restated',
    before: costOf(before),
    after: isMoved ? costOf(after) : costOf(before),
  };
}

function sum(costs: readonly string[]): string {
  return formatUnits(costs.reduce((total, cost) => total + parseUnits(cost), 0n));
}
