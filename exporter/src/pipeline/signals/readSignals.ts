import { setImmediate } from 'node:timers/promises';
import type { Config } from '../../config/schema.js';
import { addDays, DAY, dayOf, startOf } from '../../domain/Day.js';
import type { Day, Instant } from '../../domain/Day.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import type { Prometheus } from '../../prometheus/Prometheus.js';
import { openSignalCosts } from '../../store/questions/signalCosts.js';
import type { SignalCosts } from '../../store/questions/signalCosts.js';
import type { Edition } from '../../store/questions/cells.js';
import type { Engine } from '../../store/Engine.js';
import type { Methodology } from '../../domain/Methodology.js';
import type { SourceStatus } from '../sourceStatuses.js';
import { evaluateBudgets } from './evaluateBudgets.js';
import type { EvaluatedBudgets } from './evaluateBudgets.js';
import { evaluateSlos } from './evaluateSlos.js';
import type { EvaluatedSlos } from './evaluateSlos.js';
import { findCostIncidents } from './findCostIncidents.js';
import type { FoundIncidents } from './findCostIncidents.js';
import { forecastCosts } from './forecastCosts.js';
import type { Forecasts } from './forecastCosts.js';
import type { Memory } from './Memory.js';
import type { SignalRooms } from './SignalRooms.js';

export interface SignalRequest {
  readonly engine: Engine;
  readonly edition: Edition;
  readonly methodology: Methodology;
  readonly config: Config;
  readonly statuses: readonly SourceStatus[];
  readonly memory: Memory;
  readonly prometheus: Prometheus | null;
  readonly asOf: Instant;
}

/** What costs mean: budgets, forecasts, incidents, objectives, and what the ledger must remember of them. */
export interface Signals {
  readonly budgets: EvaluatedBudgets['statuses'];
  readonly slos: EvaluatedSlos['statuses'];
  readonly forecasts: Forecasts['forecasts'];
  readonly scores: Forecasts['scores'];
  readonly incidents: FoundIncidents['incidents'];
  /** Of the last complete day, by scope. */
  readonly expected: FoundIncidents['expected'];
  readonly events: readonly NewEvent[];
}

/** Days of history that estimates are made from. */
const HISTORY = 400;

/** Days of usage by the hour; as long as a plan is learnt. */
const HOURS = 28;

/** Makes every estimate of a refresh from one collection of costs. */
export async function readSignals(request: SignalRequest): Promise<Signals> {
  const { config, methodology, statuses, memory, asOf } = request;
  const costs = await openSignalCosts({
    ...request,
    dimensions: namedDimensions(config, methodology.owner),
    from: historyFrom(config, asOf),
    sources: statuses.map(({ source, hourly }) => ({
      source: source.id,
      hoursFrom: hourly ? startOf(dayOf(asOf - HOURS * DAY)) : null,
    })),
  });
  try {
    const rooms = roomsOf(request, costs);
    const budgets = await evaluateBudgets(rooms, config.budgets, memory);
    const { owner } = methodology;
    const forecasts = await forecastCosts(rooms, { owner, scenarios: config.forecast.scenarios, memory });
    const slos = await evaluateSlos(rooms, { slos: config.slos, memory, owner, prometheus: request.prometheus });
    const incidents = await findCostIncidents(rooms, config, memory);
    return {
      budgets: budgets.statuses,
      slos: slos.statuses,
      forecasts: forecasts.forecasts,
      scores: forecasts.scores,
      incidents: incidents.incidents,
      expected: incidents.expected,
      events: [...budgets.events, ...forecasts.events, ...slos.events, ...incidents.events],
    };
  } finally {
    await costs.close();
  }
}

function roomsOf({ config, statuses, asOf }: SignalRequest, costs: SignalCosts): SignalRooms {
  return {
    costs,
    statuses,
    asOf,
    currency: config.currency,
    from: historyFrom(config, asOf),
    completeUntil: completeUntil(statuses, asOf),
    pause: () => setImmediate(),
  };
}

/** Budgets of years need the weeks before their year. */
function historyFrom({ budgets }: Config, asOf: Instant): Day {
  const years = budgets.some(({ period }) => period === 'year') ? 430 : HISTORY;
  return addDays(dayOf(asOf), -years);
}

/** The day after the last that every source with fresh bills has completely. */
function completeUntil(statuses: readonly SourceStatus[], asOf: Instant): Day {
  const fresh = statuses.flatMap(({ watermark, source }) =>
    watermark === null || asOf - watermark > 1000 * source.maxLagSeconds ? [] : [watermark],
  );
  const known = statuses.flatMap(({ watermark }) => watermark ?? []);
  const all = fresh.length > 0 ? fresh : known;
  return dayOf(Math.min(asOf, ...all));
}

/** Every dimension that a budget, an objective, a scenario or a search for causes names. */
function namedDimensions({ budgets, slos, forecast, anomalies, dimensions }: Config, owner: string | null): string[] {
  const names = [
    ...(owner === null ? [] : [owner]),
    ...budgets.flatMap(({ scope }) => Object.keys(scope)),
    ...slos.flatMap((slo) => ('scope' in slo ? Object.keys(slo.scope) : [])),
    ...forecast.scenarios.flatMap(({ scope }) => Object.keys(scope)),
    ...(anomalies.dimensions ?? [
      'provider',
      'cloud_service',
      'sub_account',
      ...('team' in dimensions ? ['team'] : []),
    ]),
  ];
  return [...new Set(names)];
}
