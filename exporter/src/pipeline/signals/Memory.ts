import { foldUsage } from '../../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../../allocate/MeasuredUsage.js';
import { foldIncidents, NO_INCIDENTS } from '../../anomalies/foldIncidents.js';
import type { Incidents } from '../../anomalies/foldIncidents.js';
import type { DeployEvent } from '../../anomalies/parseCloudEvent.js';
import { foldPlans } from '../../budgets/plan/foldPlans.js';
import type { Plans } from '../../budgets/plan/foldPlans.js';
import { DAY } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import type { IssuedForecast } from '../../forecast/IssuedForecast.js';
import { foldBreaches } from '../../slos/breaches/foldBreaches.js';
import type { BreachState } from '../../slos/breaches/BreachState.js';
import type { LedgerEvent } from '../../ledger/LedgerEvent.js';

/** What the ledger remembers besides bills: everything that cannot be computed again. */
export interface Memory {
  readonly plans: Plans;
  readonly incidents: Incidents;
  /** Deploys and planned windows that were reported, by source and id. */
  readonly deploys: ReadonlyMap<string, DeployEvent>;
  readonly forecasts: readonly IssuedForecast[];
  readonly breaches: BreachState;
  /** The rules that were applied last. */
  readonly methodology: Methodology | null;
  /** What shared cost is split by. */
  readonly usage: MeasuredUsage;
}

export const NO_MEMORY: Memory = {
  plans: new Map(),
  incidents: NO_INCIDENTS,
  deploys: new Map(),
  forecasts: [],
  breaches: new Map(),
  methodology: null,
  usage: new Map(),
};

/** Types of events that are written here; those of rooms stand in the rooms. */
export const FORECASTS_ISSUED = 'forecasts_issued';
export const METHODOLOGY_APPLIED = 'methodology_applied';
export const EVENT_RECEIVED = 'event_received';

/** Forecasts are scored by the month; older ones than this are of no more use. */
const FORECASTS_KEPT = 400 * DAY;

/** Memory after one more event of the ledger. */
export function remember(memory: Memory, event: LedgerEvent): Memory {
  const { type, payload } = event;
  const at: Instant = Date.parse(event.time);
  switch (type) {
    case FORECASTS_ISSUED: {
      const kept = memory.forecasts.filter(({ issuedOn }) => Date.parse(issuedOn) >= at - FORECASTS_KEPT);
      return { ...memory, forecasts: [...kept, ...(payload['forecasts'] as IssuedForecast[])] };
    }
    case METHODOLOGY_APPLIED:
      return { ...memory, methodology: payload['methodology'] as Methodology };
    case EVENT_RECEIVED: {
      const received = payload['event'] as DeployEvent;
      return { ...memory, deploys: new Map([...memory.deploys, [`${received.source} ${received.id}`, received]]) };
    }
    default:
      return {
        ...memory,
        usage: foldUsage(memory.usage, event),
        plans: foldPlans(memory.plans, event),
        breaches: foldBreaches(memory.breaches, event),
        incidents: foldIncidents(memory.incidents, { type, payload, at }),
      };
  }
}
