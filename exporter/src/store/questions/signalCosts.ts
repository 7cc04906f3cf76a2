import type { Day, Instant } from '../../domain/Day.js';
import { addDays, DAY, dayOf, startOf, timestamp } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import { trimDecimal } from '../../domain/Money.js';
import type { Engine } from '../Engine.js';
import { visibleCharges } from '../parts/writeRollup.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';

/** Values of dimensions that cost is limited to: any of the values of each. Empty is everything. */
export type CostScope = Readonly<Record<string, string | readonly string[]>>;

export interface SignalRequest {
  readonly engine: Engine;
  readonly edition: Edition;
  readonly methodology: Methodology;
  /** Dimensions that scopes and trees name. */
  readonly dimensions: readonly string[];
  readonly from: Day;
  readonly sources: readonly {
    readonly source: string;
    /** From here on, a midnight, the source's usage is wanted by the hour; null where it has only days. */
    readonly hoursFrom: Instant | null;
  }[];
}

/** Effective cost of one source on one day, a float: for estimates. */
export interface DayCell {
  readonly source: string;
  readonly day: Day;
  /** Whether it moves with usage: usage that is charged by usage. */
  readonly variable: boolean;
  readonly cost: number;
}

export interface HourCell {
  readonly source: string;
  readonly hour: Instant;
  readonly cost: number;
}

export interface SeriesSpan {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  /** Combinations that are kept apart, those with the dearest days from `since` on; of the others the last value is `other`. */
  readonly most: number;
  readonly since: Day;
}

/** Costs of combinations by day. */
export interface CostSeries {
  /** The first day in the span of which anything is known; its end when nothing is. */
  readonly firstDay: Day;
  readonly series: readonly CombinationCosts[];
}

/** Floats by day. */
export interface CombinationCosts {
  /** One value for each dimension. */
  readonly values: readonly string[];
  /** Usage that moves. */
  readonly variable: Float64Array;
  /** Everything else. */
  readonly fixed: Float64Array;
}

/** Costs that estimates are made from. */
export interface SignalCosts {
  /** By source and day; usage that `hours` has is not in it. */
  days(scope: CostScope, from: Day): Promise<readonly DayCell[]>;
  hours(scope: CostScope): Promise<readonly HourCell[]>;
  /** Exact effective cost of each day in [from, to) that has any, decimal text. */
  spentByDay(scope: CostScope, from: Day, to: Day): Promise<readonly { readonly day: Day; readonly cost: string }[]>;
  /** By combination of dimensions, of all sources, largest first; an empty list while nothing is known. */
  series(dimensions: readonly string[], span: SeriesSpan): Promise<CostSeries>;
  close(): Promise<void>;
}

/**
 * Collects what all estimates of a refresh ask for, once: daily costs by the dimensions that they name, and the hours of
 * recent usage. A charge belongs to the hour that it starts in when it lasts no longer.
 */
export async function openSignalCosts(request: SignalRequest): Promise<SignalCosts> {
  const { engine } = request;
  await collectDays(request);
  await collectHours(request);
  return {
    days: async (scope, from) => {
      const rows = await engine.rows(`
        select x_Source as source, Day::varchar as "day", is_variable, sum(cost)::double as cost
        from signal_days where Day >= ${literal(from)} and ${within(scope)} group by all order by 1, 2, 3`);
      return rows.map((row) => ({
        source: String(row['source']),
        day: String(row['day']),
        variable: row['is_variable'] === true,
        cost: Number(row['cost']),
      }));
    },
    hours: async (scope) => {
      const rows = await engine.rows(`
        select x_Source as source, epoch_ms(x_Hour)::double as hour, sum(cost)::double as cost
        from signal_hours where ${within(scope)} group by all order by 1, 2`);
      return rows.map((row) => ({
        source: String(row['source']),
        hour: Number(row['hour']),
        cost: Number(row['cost']),
      }));
    },
    spentByDay: async (scope, from, to) => {
      const rows = await engine.rows(`
        select Day::varchar as "day", sum(cost)::decimal(38, 12)::varchar as cost
        from ${allCosts(request)}
        where Day >= ${literal(from)} and Day <= ${literal(addDays(to, -1))} and ${within(scope)}
        group by all order by 1`);
      return rows.map((row) => ({ day: String(row['day']), cost: trimDecimal(String(row['cost'])) }));
    },
    series: (dimensions, span) => readSeries(request, dimensions, span),
    close: async () => {
      await engine.run('drop table signal_days');
      await engine.run('drop table signal_hours');
    },
  };
}

/** Days and hours together. */
function allCosts(request: SignalRequest): string {
  return `(select Day, is_variable, cost, ${namesOf(request)} from signal_days union all
    select x_Hour::date as Day, true as is_variable, cost, ${namesOf(request)} from signal_hours)`;
}

async function readSeries(
  request: SignalRequest,
  dimensions: readonly string[],
  { from, to, since, most }: SeriesSpan,
): Promise<CostSeries> {
  const { engine } = request;
  const names = ['x_Nothing', ...dimensions.map((name) => identifier(`l_${name}`))];
  const last = names.at(-1) ?? '';
  const folded = names.map((name) => (name === last ? `if(kept, ${name}, 'other') as ${name}` : name));
  const same = (one: string, other: string): string =>
    names.map((name) => `${one}.${name} is not distinct from ${other}.${name}`).join(' and ');
  await engine.run(`create or replace temp table signal_series as
    with costs as (
      select ${names.join(', ')}, Day, is_variable, sum(cost)::double as cost from ${allCosts(request)}
      where Day >= ${literal(from)} and Day < ${literal(to)} group by all
    ), days as (
      select ${names.join(', ')}, abs(sum(cost)) as cost from costs where Day >= ${literal(since)} group by ${names.join(', ')}, Day
    ), dearest as (
      select ${names.join(', ')}, true as kept from days group by all order by max(cost) desc, ${names.join(', ')} limit ${most}
    )
    select ${folded.join(', ')}, Day, is_variable, sum(costs.cost) as cost
    from (select costs.*, coalesce(kept, false) as kept from costs left join dearest on ${same('costs', 'dearest')}) as costs
    group by all`);
  const [first] = await engine.rows(`select min(Day)::varchar as "day" from signal_series`);
  const firstDay = String(first?.['day'] ?? to);
  const days = Math.round((startOf(to) - startOf(firstDay)) / DAY);
  await engine.run(`create or replace temp table signal_names as
    select *, (row_number() over (order by cost desc, ${names.join(', ')}) - 1)::integer as place
    from (select ${names.join(', ')}, sum(cost) as cost from signal_series group by all)`);
  const named = await engine.rows(`select ${names.join(', ')} from signal_names order by place`);
  const series = named.map((row) => ({
    values: dimensions.map((name) => String(row[`l_${name}`])),
    variable: new Float64Array(days),
    fixed: new Float64Array(days),
  }));
  for await (const batch of engine.batches(`
    select place, Day - date ${literal(firstDay)}, is_variable, signal_series.cost
    from signal_series join signal_names on ${same('signal_series', 'signal_names')}`)) {
    for (let row = 0; row < batch.rows; row += 1) {
      const found = series[Number(batch.value(0, row))];
      const costs = batch.value(2, row) === true ? found?.variable : found?.fixed;
      if (costs !== undefined) costs[Number(batch.value(1, row))] = Number(batch.value(3, row));
    }
  }
  await engine.run('drop table signal_series');
  await engine.run('drop table signal_names');
  return { firstDay, series };
}

const IS_VARIABLE = `(coalesce(ChargeCategory, 'Usage') = 'Usage' and coalesce(ChargeFrequency, 'Usage-Based') = 'Usage-Based')`;

function labels({ dimensions, methodology }: SignalRequest): string {
  return [
    'null as x_Nothing',
    ...dimensions.map((name) => `${dimensionValue(name, methodology.dimensions)} as ${identifier(`l_${name}`)}`),
  ].join(', ');
}

function namesOf({ dimensions }: SignalRequest): string {
  return ['x_Nothing', ...dimensions.map((name) => identifier(`l_${name}`))].join(', ');
}

/** Days from rollups; where a source has hours, from those of its charges that `collectHours` leaves. */
async function collectDays(request: SignalRequest): Promise<void> {
  const { edition, from } = request;
  const selects = request.sources.flatMap(({ source, hoursFrom }) => {
    const parts = liveParts(edition.manifest, source);
    const daily = `select ${literal(source)} as x_Source, Day, ${IS_VARIABLE} as is_variable, ${labels(request)}, EffectiveCost as cost
      from ${cells(edition, parts)} where Day >= ${literal(from)}`;
    if (hoursFrom === null) return [daily];
    const charges = chargesSince(request, source, hoursFrom);
    return [
      `${daily} and Day < ${literal(dayOf(hoursFrom))}`,
      ...charges.map(
        (
          relation,
        ) => `select ${literal(source)} as x_Source, x_Start::date as Day, ${IS_VARIABLE} as is_variable, ${labels(request)}, EffectiveCost as cost
          from (${relation}) where not (${IS_HOURLY} and ${IS_VARIABLE})`,
      ),
    ];
  });
  const none = `select null::varchar as x_Source, null::date as Day, true as is_variable, ${emptyLabels(request)}, 0::decimal(38, 12) as cost where false`;
  await request.engine.run(`create or replace temp table signal_days as
    select x_Source, Day, is_variable, ${namesOf(request)}, sum(cost)::decimal(38, 12) as cost
    from (${[none, ...selects].join(' union all by name ')}) group by all`);
}

const IS_HOURLY = 'x_End - x_Start <= interval 1 hour';

async function collectHours(request: SignalRequest): Promise<void> {
  const selects = request.sources.flatMap(({ source, hoursFrom }) =>
    hoursFrom === null
      ? []
      : chargesSince(request, source, hoursFrom).map(
          (
            relation,
          ) => `select ${literal(source)} as x_Source, date_trunc('hour', x_Start) as x_Hour, ${labels(request)}, EffectiveCost as cost
            from (${relation}) where ${IS_HOURLY} and ${IS_VARIABLE}`,
        ),
  );
  const none = `select null::varchar as x_Source, null::timestamp as x_Hour, ${emptyLabels(request)}, 0::decimal(38, 12) as cost where false`;
  await request.engine.run(`create or replace temp table signal_hours as
    select x_Source, x_Hour, ${namesOf(request)}, sum(cost)::decimal(38, 12) as cost
    from (${[none, ...selects].join(' union all by name ')}) group by all`);
}

function emptyLabels({ dimensions }: SignalRequest): string {
  return ['null as x_Nothing', ...dimensions.map((name) => `null::varchar as ${identifier(`l_${name}`)}`)].join(', ');
}

function chargesSince({ edition }: SignalRequest, source: string, from: Instant): string[] {
  return liveParts(edition.manifest, source).flatMap((id) => {
    const part = edition.manifest.parts[id];
    if (part === undefined || Date.parse(part.lastStart) < from) return [];
    return `select * from (${visibleCharges(edition.folder, part, edition.visibility)})
      where x_Start >= timestamp ${literal(timestamp(from).replace('T', ' ').replace('Z', ''))}`;
  });
}

function within(scope: CostScope): string {
  const conditions = Object.entries(scope).map(([name, values]) => {
    const list = typeof values === 'string' ? [values] : values;
    return `${identifier(`l_${name}`)} in (${list.map(literal).join(', ')})`;
  });
  return ['true', ...conditions].join(' and ');
}
