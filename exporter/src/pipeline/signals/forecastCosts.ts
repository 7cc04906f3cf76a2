import { addDays, addMonths, DAY, dayOf, firstDayOf, monthOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import { applyScenarios } from '../../forecast/applyScenarios.js';
import type { Scenario } from '../../forecast/config.js';
import type { DailyCosts } from '../../forecast/DailyCosts.js';
import { forecastDays } from '../../forecast/forecastDays.js';
import { forecastPeriod } from '../../forecast/forecastPeriod.js';
import type { IssuedForecast } from '../../forecast/IssuedForecast.js';
import { scoreForecasts } from '../../forecast/scoreForecasts.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import { dailyCosts, endOf, slice, sum } from './dailyCosts.js';
import { FORECASTS_ISSUED } from './Memory.js';
import type { Memory } from './Memory.js';
import type { SignalRooms } from './SignalRooms.js';

/** Forecast cost of a whole period: what is complete, and the days after. Floats. */
export interface CostForecast {
  /** Empty for the total, else an owner. */
  readonly owner: string | null;
  readonly horizon: 'month' | 'quarter';
  readonly from: Day;
  /** Exclusive. */
  readonly until: Day;
  readonly p10: number | null;
  readonly p50: number;
  readonly p90: number | null;
  /** The first day that is forecast, and the middle of each from there on. */
  readonly firstDay: Day;
  readonly byDay: readonly number[];
}

export interface Forecasts {
  readonly forecasts: readonly CostForecast[];
  readonly scores: ReturnType<typeof scoreForecasts>;
  readonly events: readonly NewEvent[];
}

/** The scope of the total in stored forecasts. */
const TOTAL = '';

const MOST_OWNERS = 50;
/** The name of all owners together that are not among the dearest. */
const FOLDED = 'other';

export interface ForecastRequest {
  /** The dimension of owners; null without one. */
  readonly owner: string | null;
  readonly scenarios: readonly Scenario[];
  readonly memory: Memory;
}

/** The current month and quarter of everything and the month of each owner, with what is planned; stored once a day. */
export async function forecastCosts(
  rooms: SignalRooms,
  { owner, scenarios, memory }: ForecastRequest,
): Promise<Forecasts> {
  const today = dayOf(rooms.asOf);
  const month = { from: firstDayOf(monthOf(today)), until: firstDayOf(addMonths(monthOf(today), 1)) };
  const scopes = await knownCosts(rooms, owner);

  const forecasts: CostForecast[] = [];
  for (const [scope, known] of scopes) {
    if (known.variable.costs.length === 0) continue;
    const planned = scenarios.filter((scenario) => scope === TOTAL || isOf(scenario, owner, scope));
    const periods =
      scope === TOTAL
        ? ([
            ['month', month],
            ['quarter', quarterOf(today)],
          ] as const)
        : ([['month', month]] as const);
    for (const [horizon, period] of periods) {
      await rooms.pause();
      const effect = await effectOf(rooms, planned, period.until);
      forecasts.push(periodForecast({ owner: scope === TOTAL ? null : scope, horizon, ...period }, known, effect));
    }
  }

  const issued = forecasts.filter(({ horizon }) => horizon === 'month').map((made) => issuedForecast(made, today));
  const isStored = memory.forecasts.some(({ issuedOn }) => issuedOn === today);
  const actuals = new Map([...scopes].map(([scope, { variable, fixed }]) => [scope, together(variable, fixed)]));
  return {
    forecasts,
    scores: scoreForecasts(memory.forecasts, actuals).filter(({ scope }) => scope === TOTAL),
    events: isStored || issued.length === 0 ? [] : [{ type: FORECASTS_ISSUED, payload: { forecasts: issued } }],
  };
}

interface KnownCosts {
  readonly variable: DailyCosts;
  readonly fixed: DailyCosts;
}

/** Complete days of everything and of the dearest owners, each from its first day with a cost. */
async function knownCosts(
  { costs, from, completeUntil: to }: SignalRooms,
  owner: string | null,
): Promise<ReadonlyMap<string, KnownCosts>> {
  const names = owner === null ? [] : [owner];
  const { firstDay, series } = await costs.series(names, { from, to, most: MOST_OWNERS, since: from });
  const total: KnownCosts = {
    variable: { firstDay, costs: sumByDay(series.map((one) => one.variable)) },
    fixed: { firstDay, costs: sumByDay(series.map((one) => one.fixed)) },
  };
  const named = series.filter(({ values: [value] }) => value !== undefined && value !== FOLDED);
  const owners = named.map(({ values, ...owned }) => {
    const first = firstKnown(sumByDay([owned.variable, owned.fixed]));
    const since = (days: Float64Array): DailyCosts => ({
      firstDay: addDays(firstDay, first),
      costs: Array.from(days.subarray(first)),
    });
    return [values.join(), { variable: since(owned.variable), fixed: since(owned.fixed) }] as const;
  });
  return new Map([[TOTAL, total], ...owners]);
}

function firstKnown(costs: readonly number[]): number {
  return Math.max(
    0,
    costs.findIndex((cost) => cost !== 0),
  );
}

function sumByDay(series: readonly Float64Array[]): readonly number[] {
  return Array.from({ length: series[0]?.length ?? 0 }, (_, day) => sum(series.map((costs) => costs[day] ?? 0)));
}

function isOf({ scope }: Scenario, owner: string | null, value: string): boolean {
  if (owner === null) return false;
  const named = scope[owner];
  return Object.keys(scope).length === 1 && named !== undefined && [named].flat().includes(value);
}

/** What scenarios add to the days from the first that is forecast: each changes the forecast of its own scope. */
async function effectOf(
  { costs, from, completeUntil, pause }: SignalRooms,
  scenarios: readonly Scenario[],
  until: Day,
): Promise<readonly number[]> {
  const days = Math.max(0, Math.round((Date.parse(until) - Date.parse(completeUntil)) / DAY));
  const effect = new Array<number>(days).fill(0);
  for (const scenario of scenarios) {
    await pause();
    const cells = await costs.days(scenario.scope, from);
    const hours = await costs.hours(scenario.scope);
    const all = [...cells, ...hours.map(({ hour, cost }) => ({ day: dayOf(hour), cost }))];
    const base = { firstDay: completeUntil, costs: forecastDays(dailyCosts(all, from, completeUntil), days) };
    applyScenarios(base, [scenario]).costs.forEach((cost, day) => {
      effect[day] = (effect[day] ?? 0) + cost - (base.costs[day] ?? 0);
    });
  }
  return effect;
}

function periodForecast(
  what: Pick<CostForecast, 'owner' | 'horizon' | 'from' | 'until'>,
  { variable, fixed }: { variable: DailyCosts; fixed: DailyCosts },
  effect: readonly number[],
): CostForecast {
  const rest = forecastPeriod({ variable, fixed, until: what.until });
  const added = sum(effect);
  const complete = sum(slice(variable, what.from, endOf(variable))) + sum(slice(fixed, what.from, endOf(fixed)));
  const whole = (part: number | null): number | null => (part === null ? null : complete + part + added);
  return {
    ...what,
    p10: whole(rest.p10),
    p50: complete + rest.p50 + added,
    p90: whole(rest.p90),
    firstDay: rest.firstDay,
    byDay: rest.byDay.map((cost, day) => cost + (effect[day] ?? 0)),
  };
}

function issuedForecast({ owner, from, until, p10, p50, p90 }: CostForecast, issuedOn: Day): IssuedForecast {
  return { scope: owner ?? TOTAL, issuedOn, from, until, p10, p50, p90 };
}

function together(variable: DailyCosts, fixed: DailyCosts): DailyCosts {
  return { firstDay: variable.firstDay, costs: variable.costs.map((cost, day) => cost + (fixed.costs[day] ?? 0)) };
}

function quarterOf(day: Day): { readonly from: Day; readonly until: Day } {
  const month = monthOf(day);
  const first = addMonths(month, -((Number(month.slice(5)) - 1) % 3));
  return { from: firstDayOf(first), until: firstDayOf(addMonths(first, 3)) };
}
