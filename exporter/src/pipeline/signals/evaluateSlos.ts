import { DAY, dayOf, HOUR, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import { UNALLOCATED } from '../../domain/Attribution.js';
import type { IssuedForecast } from '../../forecast/IssuedForecast.js';
import { scoreForecasts } from '../../forecast/scoreForecasts.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import type { Buckets } from '../../prometheus/Buckets.js';
import type { Prometheus } from '../../prometheus/Prometheus.js';
import { usageOfScope } from '../../prometheus/usageOfScope.js';
import type { Usage } from '../../prometheus/usageOfScope.js';
import { usagePerBucket } from '../../prometheus/usagePerBucket.js';
import type { UsageAnswer } from '../../prometheus/usagePerBucket.js';
import { breachEvents } from '../../slos/breaches/breachEvents.js';
import { complianceOf } from '../../slos/breaches/complianceOf.js';
import type { CostKnowledge } from '../../slos/CostKnowledge.js';
import { evaluateCoverage } from '../../slos/evaluateCoverage.js';
import { evaluateForecastAccuracy } from '../../slos/evaluateForecastAccuracy.js';
import { evaluateRatio } from '../../slos/evaluateRatio.js';
import { evaluateTelemetryRatio } from '../../slos/evaluateTelemetryRatio.js';
import { questionsOf } from '../../slos/questionsOf.js';
import { unknownStatus } from '../../slos/stateOf.js';
import type { Slo } from '../../slos/Slo.js';
import type { SloStatus } from '../../slos/SloStatus.js';
import { evaluateUnitCost } from '../../slos/unitCost/evaluateUnitCost.js';
import type { CostScope, HourCell } from '../../store/questions/signalCosts.js';
import { dailyCosts } from './dailyCosts.js';
import type { Memory } from './Memory.js';
import type { SignalRooms } from './SignalRooms.js';

export interface EvaluatedSlos {
  readonly statuses: readonly (SloStatus & { readonly breaches: number })[];
  readonly events: readonly NewEvent[];
}

export interface SloRequest {
  readonly slos: readonly Slo[];
  readonly memory: Memory;
  /** The dimension of owners; null without one. */
  readonly owner: string | null;
  /** Null where none is configured. */
  readonly prometheus: Prometheus | null;
}

/** Days that objectives look back, and the day before them for the first hours of a unit cost. */
const LOOK_BACK = 30 * DAY;

/** How every objective stands. A Prometheus that does not answer makes those that ask it unknown, and nothing else. */
export async function evaluateSlos(rooms: SignalRooms, request: SloRequest): Promise<EvaluatedSlos> {
  const statuses: SloStatus[] = [];
  for (const slo of request.slos) {
    await rooms.pause();
    statuses.push(await evaluate(rooms, request, slo));
  }
  const events = breachEvents(request.memory.breaches, statuses, rooms.asOf);
  return {
    statuses: statuses.map((status) => ({
      ...status,
      breaches: complianceOf(request.memory.breaches, status.slo, rooms.asOf).breaches,
    })),
    events,
  };
}

async function evaluate(rooms: SignalRooms, request: SloRequest, slo: Slo): Promise<SloStatus> {
  const knowledge = knowledgeOf(rooms);
  const usage = (name: string): Promise<Usage> => usageFor(rooms, request, slo, name, knowledge);
  switch (slo.kind) {
    case 'unit_cost':
      return evaluateUnitCost(
        slo,
        { cost: await costBuckets(rooms, slo.scope), units: await usage('units'), currency: rooms.currency },
        knowledge,
      );
    case 'coverage': {
      if (request.owner === null) return unknownStatus(slo, 'no dimension is the owner; name one as allocation.owner');
      const unallocated = { ...slo.scope, [request.owner]: [UNALLOCATED] };
      return evaluateCoverage(
        slo,
        { unallocated: await costBuckets(rooms, unallocated), cost: await costBuckets(rooms, slo.scope) },
        knowledge,
      );
    }
    case 'telemetry_ratio':
      return evaluateTelemetryRatio(
        slo,
        { observability: await costBuckets(rooms, slo.scope), cost: await costBuckets(rooms, {}) },
        knowledge,
      );
    case 'forecast_accuracy':
      return evaluateForecastAccuracy(slo, await forecastInputs(rooms, request.memory, slo.leadDays), knowledge);
    case 'ratio':
      return evaluateRatio(
        slo,
        'badRatio' in slo.events
          ? { badRatio: await usage('badRatio') }
          : { bad: await usage('bad'), total: await usage('total') },
        rooms.asOf,
      );
  }
}

function knowledgeOf({ statuses, asOf, completeUntil }: SignalRooms): CostKnowledge {
  const stale = statuses.filter(
    ({ watermark, source }) => watermark !== null && asOf - watermark > 1000 * source.maxLagSeconds,
  );
  return { watermark: Math.min(asOf, startOf(completeUntil)), staleSources: stale.map(({ source }) => source.id) };
}

async function usageFor(
  rooms: SignalRooms,
  { prometheus }: SloRequest,
  slo: Slo,
  name: string,
  { watermark }: CostKnowledge,
): Promise<Usage> {
  const question = questionsOf(slo, watermark, rooms.asOf).find((asked) => asked.name === name);
  if (question === undefined || !('labels' in slo)) throw new Error(`objective ${slo.id} asks no ${name}`);
  if (prometheus === null) return { ok: false, reason: 'no Prometheus is configured' };
  const answer: UsageAnswer = await usagePerBucket(prometheus, question);
  return usageOfScope(answer, slo);
}

/** Effective cost by day; where every source has only hours, by hour. */
async function costBuckets({ costs, asOf, completeUntil }: SignalRooms, scope: CostScope): Promise<Buckets> {
  const from = dayOf(asOf - LOOK_BACK);
  const days = await costs.days(scope, from);
  const hours = await costs.hours(scope);
  if (days.length > 0 || hours.length === 0) {
    const all = [...days, ...hours.map(dayOfHour)];
    return { bucket: DAY, first: startOf(from), values: dailyCosts(all, from, completeUntil).costs };
  }
  const first = startOf(from);
  const values = new Array<number>(Math.max(0, (startOf(completeUntil) - first) / HOUR)).fill(0);
  for (const { hour, cost } of hours) {
    const index = (hour - first) / HOUR;
    if (index >= 0 && index < values.length) values[index] = (values[index] ?? 0) + cost;
  }
  return { bucket: HOUR, first, values };
}

function dayOfHour({ hour, cost }: HourCell): { readonly day: Day; readonly cost: number } {
  return { day: dayOf(hour), cost };
}

async function forecastInputs({ costs, from, completeUntil }: SignalRooms, memory: Memory, leadDays: number) {
  const days = [...(await costs.days({}, from)), ...(await costs.hours({})).map(dayOfHour)];
  const actual = new Map([['', dailyCosts(days, from, completeUntil)]]);
  return {
    issued: memory.forecasts.filter(({ scope }) => scope === ''),
    score: (issued: readonly IssuedForecast[]) =>
      scoreForecasts(issued, actual).find((score) => score.scope === '' && score.leadDays === leadDays) ?? null,
  };
}
