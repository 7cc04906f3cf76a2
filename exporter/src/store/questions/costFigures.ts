import type { Day, Instant, Month } from '../../domain/Day.js';
import { addDays, addMonths, dayOf, DAY, firstDayOf, monthOf, startOf, timestamp } from '../../domain/Day.js';
import { UNALLOCATED } from '../../domain/Attribution.js';
import type { Cause } from '../../domain/Attribution.js';
import type { Methodology } from '../../domain/Methodology.js';
import type { Engine, Row } from '../Engine.js';
import { visibleCharges } from '../parts/writeRollup.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue, missingCause } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';

export const WINDOWS = { '6h': DAY / 4, '1d': DAY, '3d': 3 * DAY, '7d': 7 * DAY, '28d': 28 * DAY } as const;
export type Window = keyof typeof WINDOWS;

/** What one source's charges allow windows to end at. */
export interface SourceWindow {
  readonly source: string;
  /** A midnight when the source has only days. */
  readonly watermark: Instant;
  readonly hourly: boolean;
}

export interface FiguresRequest {
  readonly engine: Engine;
  readonly edition: Edition;
  readonly methodology: Methodology;
  readonly labels: readonly string[];
  readonly asOf: Instant;
  readonly windows: readonly SourceWindow[];
  readonly top: number;
  readonly maxSeries: number;
  /** Values that were published under their own name before. */
  readonly unfolded: Readonly<Record<string, readonly string[]>>;
}

/** One combination of label values. Costs are exact decimals. */
export interface CostCell {
  readonly labels: Readonly<Record<string, string>>;
  readonly monthToDate: {
    readonly effective: string;
    readonly billed: string;
    readonly list: string;
    readonly contracted: string;
  };
  readonly previousMonthToDate: string;
  readonly previousMonth: string;
  /** Null where no source with such charges has the window. */
  readonly windows: Readonly<Record<Window, string | null>>;
}

export interface DayCost {
  readonly day: Day;
  readonly provider: string;
  readonly team: string;
  readonly cost: string;
}

export interface UnallocatedCost {
  readonly provider: string;
  readonly cause: Cause;
  readonly windows: CostCell['windows'];
}

export interface CostFigures {
  readonly cells: readonly CostCell[];
  readonly days: readonly DayCost[];
  readonly subAccounts: readonly {
    readonly provider: string;
    readonly sub_account: string;
    readonly sub_account_name: string;
  }[];
  /** Cost without an owner, by what is missing. */
  readonly unallocated: readonly UnallocatedCost[];
  readonly unfolded: Readonly<Record<string, readonly string[]>>;
  /** Combinations that were folded to stay below the ceiling. */
  readonly foldedCells: number;
}

/** Series that one combination has on /metrics. */
export const SERIES_PER_CELL = 6 + Object.keys(WINDOWS).length;

/** Names that keep their meaning whatever their rank. */
const NEVER_FOLDED = ['none', 'unallocated', 'other'];

/** The quantities of /metrics, event time as known now: exact, folded to the top values, below the ceiling. */
export async function costFigures(request: FiguresRequest): Promise<CostFigures> {
  const { engine } = request;
  await collectRecent(request);
  await collectWindows(request);
  const unfolded = await chooseValues(request);
  const foldedCells = await foldCells(request, unfolded);
  const figures = {
    cells: await readCells(request),
    days: await readDays(request),
    subAccounts: await readSubAccounts(request),
    unallocated: await readUnallocated(request),
    unfolded,
    foldedCells,
  };
  for (const table of ['recent', 'windows', 'combinations']) await engine.run(`drop table ${table}`);
  return figures;
}

function columnsOf({ labels }: FiguresRequest): string[] {
  return [...new Set([...labels, 'provider', 'team'])].map((label) => identifier(`l_${label}`));
}

function labelValues({ labels, methodology: { dimensions } }: FiguresRequest): string {
  return [...new Set([...labels, 'provider', 'team'])]
    .map((label) => {
      const value = label === 'team' && !('team' in dimensions) ? `'none'` : dimensionValue(label, dimensions);
      return `${value} as ${identifier(`l_${label}`)}`;
    })
    .join(', ');
}

function months({ asOf }: FiguresRequest): { readonly month: Month; readonly previous: Month; readonly today: Day } {
  const today = dayOf(asOf);
  const month = monthOf(today);
  return { month, previous: addMonths(month, -1), today };
}

/** Daily costs by label since the previous month began, or for 35 days, whichever is longer. */
async function collectRecent(request: FiguresRequest): Promise<void> {
  const { month, previous, today } = months(request);
  const first = [firstDayOf(previous), addDays(today, -34)].toSorted()[0] ?? today;
  await request.engine.run(`create or replace temp table recent as
    select Day, ${labelValues(request)}, SubAccountId, SubAccountName, ServiceProviderName,
      sum(EffectiveCost) as effective, sum(BilledCost) as billed, sum(ListCost) as list, sum(ContractedCost) as contracted
    from ${cells(request.edition, liveParts(request.edition.manifest))}
    where Day >= ${literal(first)} and Day < ${literal(firstDayOf(addMonths(month, 1)))} group by all`);
}

async function collectWindows(request: FiguresRequest): Promise<void> {
  const columns = columnsOf(request);
  const none = [...[...columns, CAUSE].map((column) => `null::varchar as ${column}`), ...windowColumns(() => 'null')];
  const sums = WINDOW_NAMES.map((name) => `sum(${windowColumn(name)})::decimal(38, 12) as ${windowColumn(name)}`);
  const selects = request.windows.flatMap((window) => windowSelect(request, window));
  await request.engine.run(`create or replace temp table windows as
    select ${[...columns, CAUSE, ...sums].join(', ')}
    from (${[`select ${none.join(', ')} where false`, ...selects].join(' union all by name ')}) group by all`);
}

const WINDOW_NAMES = Object.keys(WINDOWS) as readonly Window[];
const LONGEST_WINDOW = Math.max(...Object.values(WINDOWS));

function windowColumn(name: Window): string {
  return identifier(`w_${name}`);
}

function windowColumns(cost: (name: Window) => string): string[] {
  return WINDOW_NAMES.map((name) => `${cost(name)}::decimal(38, 12) as ${windowColumn(name)}`);
}

/**
 * All windows of one source in one pass: over its rollups when it has only days, else over its charges. Of a source with
 * hours a charge longer than an hour is dated to the start of its day, so its windows end where the day began.
 */
function windowSelect(request: FiguresRequest, { source, watermark, hourly }: SourceWindow): string[] {
  const { edition } = request;
  const midnight = startOf(dayOf(watermark));
  const from = midnight - LONGEST_WINDOW;
  const parts = liveParts(edition.manifest, source).flatMap((id) => {
    const part = edition.manifest.parts[id];
    return part === undefined || Date.parse(part.lastStart) < from ? [] : [{ id, part }];
  });
  if (parts.length === 0) return [];
  const relation = hourly
    ? parts
        .map(({ part }) => `select * from (${visibleCharges(edition.folder, part, edition.visibility)})`)
        .join(' union all by name ')
    : `select *, Day::timestamp as x_Start, Day::timestamp + interval 1 day as x_End from ${cells(
        edition,
        parts.map(({ id }) => id),
      )}`;
  const within = (length: number): string =>
    `case when x_End - x_Start > interval 1 hour then ${span(midnight, length)} else ${span(watermark, length)} end`;
  const costs = windowColumns((name) =>
    WINDOWS[name] % DAY === 0
      ? `coalesce(sum(EffectiveCost) filter (${within(WINDOWS[name])}), 0)`
      : hourly
        ? `coalesce(sum(EffectiveCost) filter (${span(watermark, WINDOWS[name])} and x_End - x_Start <= interval 1 hour), 0)`
        : 'null',
  );
  return [
    `select ${[labelValues(request), causeValue(request), ...costs].join(', ')} from (${relation})
      where x_Start >= ${sqlTime(from)} and x_Start < ${sqlTime(watermark)} group by all`,
  ];
}

/** Whether a charge starts in the time that ends at a moment. */
function span(end: Instant, length: number): string {
  return `(x_Start >= ${sqlTime(end - length)} and x_Start < ${sqlTime(end)})`;
}

const CAUSE = 'x_Cause';

/** Why a charge has no owner; null where it has one, or where no dimension is the owner. */
function causeValue({ methodology: { owner, dimensions } }: FiguresRequest): string {
  if (owner === null) return `null::varchar as ${CAUSE}`;
  const isMissing = `${dimensionValue(owner, dimensions)} = ${literal(UNALLOCATED)}`;
  return `case when ${isMissing} then ${missingCause(owner, dimensions)} end as ${CAUSE}`;
}

function sqlTime(instant: Instant): string {
  return `timestamp ${literal(timestamp(instant).replace('T', ' ').replace('Z', ''))}`;
}

/** For each label the values that keep their name: the top ones, and those that had it and are still near the top. */
async function chooseValues(request: FiguresRequest): Promise<Record<string, readonly string[]>> {
  const { engine, labels, top, unfolded } = request;
  const chosen: Record<string, readonly string[]> = {};
  for (const label of labels) {
    const rows = await engine.rows(`
      select ${identifier(`l_${label}`)} as "value" from recent
      where ${identifier(`l_${label}`)} not in (${NEVER_FOLDED.map(literal).join(', ')})
      group by 1 order by ${rankCost(request)} desc, 1 limit ${2 * top}`);
    const kept = new Set(unfolded[label] ?? []);
    chosen[label] = rows.map((row) => String(row['value'])).filter((value, rank) => rank < top || kept.has(value));
  }
  return chosen;
}

/** |effective cost| of the last 35 UTC days. */
function rankCost(request: FiguresRequest): string {
  return `abs(coalesce(sum(effective) filter (Day > ${literal(addDays(dayOf(request.asOf), -35))}), 0))`;
}

/** Maps every combination of label values to the one it is published under. Returns how many the ceiling folded. */
async function foldCells(
  request: FiguresRequest,
  unfolded: Readonly<Record<string, readonly string[]>>,
): Promise<number> {
  const { engine, labels, maxSeries } = request;
  const folded = labels.map((label) => {
    const column = identifier(`l_${label}`);
    if (label === 'provider') return `${column} as ${identifier(`f_${label}`)}`;
    const values = [...NEVER_FOLDED, ...(unfolded[label] ?? [])].map(literal).join(', ');
    return `case when ${column} in (${values}) then ${column} else 'other' end as ${identifier(`f_${label}`)}`;
  });
  const names = labels.map((label) => identifier(`f_${label}`));
  const limit = Math.max(1, Math.floor(maxSeries / SERIES_PER_CELL));
  await engine.run(`create or replace temp table combinations as
    with known as (select ${columnsOf(request).join(', ')}, ${rankCost(request)} as rank_cost from recent group by all
      union all by name select ${columnsOf(request).join(', ')}, 0 as rank_cost from windows
      anti join recent using (${columnsOf(request).join(', ')}) group by all),
    folded as (select *, ${folded.join(', ')} from known),
    ranked as (select ${names.join(', ')}, ${overTheCeiling(names, limit)} as is_over from folded group by ${names.join(', ')})
    select folded.*, is_over, ${labels
      .map(
        (label) =>
          `case when is_over and ${literal(label)} <> 'provider' then 'other' else ranked.${identifier(`f_${label}`)} end as ${identifier(`g_${label}`)}`,
      )
      .join(', ')}
    from folded join ranked using (${names.join(', ')})`);
  const [row] = await engine.rows(
    `select count(distinct (${names.join(', ')}))::double as cells from combinations where is_over`,
  );
  return Number(row?.['cells'] ?? 0);
}

/** Whether a cell is one of the smallest that do not fit; the rest of each provider needs a cell too. */
function overTheCeiling(names: readonly string[], limit: number): string {
  const provider = names.find((name) => name === identifier('f_provider'));
  const rests = provider === undefined ? '1' : `(select count(distinct ${provider}) from folded)`;
  return `count(*) over () > ${limit} and row_number() over (order by sum(rank_cost) desc, ${names.join(', ')}) > ${limit} - ${rests}`;
}

async function readCells(request: FiguresRequest): Promise<CostCell[]> {
  const { engine, labels } = request;
  const { month, previous, today } = months(request);
  const published = labels.map((label) => identifier(`g_${label}`)).join(', ');
  const on = columnsOf(request).join(', ');
  const isMonth = `strftime(Day, '%Y-%m') = ${literal(month)}`;
  const isPrevious = `strftime(Day, '%Y-%m') = ${literal(previous)}`;
  const sum = (cost: string, when: string): string => `coalesce(sum(${cost}) filter (${when}), 0)::decimal(38, 12)`;
  const rows = await engine.rows(`
    with monthly as (
      select ${published}, ${sum('effective', isMonth)} as effective, ${sum('billed', isMonth)} as billed, ${sum('list', isMonth)} as list,
        ${sum('contracted', isMonth)} as contracted,
        ${sum('effective', `${isPrevious} and day(Day) <= ${Number(today.slice(8))}`)} as previous_to_date, ${sum('effective', isPrevious)} as previous
      from recent join combinations using (${on}) group by all
    ), windowed as (
      select ${published}, ${windowColumns((name) => `sum(${windowColumn(name)})`).join(', ')}
      from windows join combinations using (${on}) group by all
    )
    select * from monthly full join windowed using (${published}) order by ${published}`);
  return rows.map((row) => cellOf(row, labels));
}

function cellOf(row: Row, labels: readonly string[]): CostCell {
  const cost = (name: string): string => String(row[name] ?? '0');
  return {
    labels: Object.fromEntries(labels.map((label) => [label, String(row[`g_${label}`])])),
    monthToDate: {
      effective: cost('effective'),
      billed: cost('billed'),
      list: cost('list'),
      contracted: cost('contracted'),
    },
    previousMonthToDate: cost('previous_to_date'),
    previousMonth: cost('previous'),
    windows: windowsOf(row),
  };
}

function windowsOf(row: Row): CostCell['windows'] {
  return Object.fromEntries(
    WINDOW_NAMES.map((name) => [name, row[`w_${name}`] == null ? null : String(row[`w_${name}`])]),
  ) as Record<Window, string | null>;
}

async function readUnallocated({ engine }: FiguresRequest): Promise<UnallocatedCost[]> {
  const rows = await engine.rows(`
    select l_provider as provider, ${CAUSE} as cause, ${windowColumns((name) => `sum(${windowColumn(name)})`).join(', ')}
    from windows where ${CAUSE} is not null group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({
    provider: String(row['provider']),
    cause: String(row['cause']) as Cause,
    windows: windowsOf(row),
  }));
}

async function readDays(request: FiguresRequest): Promise<DayCost[]> {
  const first = addDays(dayOf(request.asOf), -34);
  const rows = await request.engine.rows(`
    with largest as (select l_team from recent where l_team not in (${NEVER_FOLDED.map(literal).join(', ')})
      group by 1 order by ${rankCost(request)} desc, 1 limit 10)
    select Day::varchar as "day", l_provider as provider,
      case when l_team in (${NEVER_FOLDED.map(literal).join(', ')}) or l_team in (from largest) then l_team else 'other' end as team,
      sum(effective)::decimal(38, 12)::varchar as cost
    from recent where Day >= ${literal(first)} and Day <= ${literal(dayOf(request.asOf))} group by 1, 2, 3 order by 1, 2, 3`);
  return rows.map((row) => ({
    day: String(row['day']),
    provider: String(row['provider']),
    team: String(row['team']),
    cost: String(row['cost']),
  }));
}

async function readSubAccounts({ engine, labels }: FiguresRequest): Promise<CostFigures['subAccounts']> {
  if (!labels.includes('sub_account')) return [];
  const rows = await engine.rows(`
    select l_provider as provider, l_sub_account as sub_account, max(SubAccountName) as sub_account_name
    from recent semi join (from combinations where g_sub_account = l_sub_account) as named using (l_provider, l_sub_account)
    where SubAccountName is not null group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({
    provider: String(row['provider']),
    sub_account: String(row['sub_account']),
    sub_account_name: String(row['sub_account_name']),
  }));
}
