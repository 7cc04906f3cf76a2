import { timestamp } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { renderExposition } from '../publish/exposition/renderExposition.js';
import { costFamilies } from '../publish/families/costFamilies.js';
import { exporterFamilies } from '../publish/families/exporterFamilies.js';
import type { Bar, Overview, PeriodChange, Snapshot } from '../publish/Snapshot.js';
import type { Manifest } from '../store/Manifest.js';
import { askKnowledge } from '../store/questions/askKnowledge.js';
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

  const costs = costFamilies(figures, config.currency);
  const series = costs.reduce((sum, { samples }) => sum + samples.length, 0);
  const dropped = figures.foldedCells * SERIES_PER_CELL;
  const { series: _, ...exposition } = await renderExposition([
    ...costs,
    ...sourceFamilies(statuses, config.currency, asOf),
    ...exporterFamilies(now, { series, dropped }),
  ]);
  const snapshot = { ...exposition, publishedAt: now, overview: overviewOf(request, statuses, figures) };
  return { snapshot, stored: await storeSnapshot(store.folder, snapshot), unfolded: figures.unfolded };
}

function overviewOf(
  { rooms, moment, edition, changed, differences }: SnapshotRequest,
  statuses: readonly SourceStatus[],
  figures: CostFigures,
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
