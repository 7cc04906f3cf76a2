import type { Day, Instant } from '../../domain/Day.js';
import { addDays, dayOf, timestamp } from '../../domain/Day.js';
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

/** Costs that estimates are made from. */
export interface SignalCosts {
  /** By source and day; usage that `hours` has is not in it. */
  days(scope: CostScope, from: Day): Promise<readonly DayCell[]>;
  hours(scope: CostScope): Promise<readonly HourCell[]>;
  /** Exact effective cost of the days in [from, to). */
  spent(scope: CostScope, from: Day, to: Day): Promise<string>;
  /** Floats by day and combination of dimensions, of all sources; only usage that moves where `variableOnly`. */
  combinations(
    dimensions: readonly string[],
    from: Day,
  ): Promise<
    readonly {
      readonly day: Day;
      readonly values: readonly string[];
      readonly variable: boolean;
      readonly cost: number;
    }[]
  >;
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
    spent: async (scope, from, to) => {
      const [row] = await engine.rows(`
        select coalesce(sum(cost), 0)::decimal(38, 12)::varchar as cost
        from (select Day, cost, ${namesOf(request)} from signal_days union all by name
          select x_Hour::date as Day, cost, ${namesOf(request)} from signal_hours)
        where Day >= ${literal(from)} and Day <= ${literal(addDays(to, -1))} and ${within(scope)}`);
      return trimDecimal(String(row?.['cost'] ?? '0'));
    },
    combinations: async (dimensions, from) => {
      const names = dimensions.map((name) => identifier(`l_${name}`));
      const rows = await engine.rows(`
        select Day::varchar as "day", is_variable, ${[...names, 'sum(cost)::double as cost'].join(', ')}
        from (select Day, is_variable, cost, ${namesOf(request)} from signal_days union all by name
          select x_Hour::date as Day, true as is_variable, cost, ${namesOf(request)} from signal_hours)
        where Day >= ${literal(from)} group by all order by all`);
      return rows.map((row) => ({
        day: String(row['day']),
        values: dimensions.map((name) => String(row[`l_${name}`])),
        variable: row['is_variable'] === true,
        cost: Number(row['cost']),
      }));
    },
    close: async () => {
      await engine.run('drop table signal_days');
      await engine.run('drop table signal_hours');
    },
  };
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
