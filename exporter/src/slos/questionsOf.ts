import { DAY, HOUR } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import type { HourlyQuery, Slo } from './Slo.js';

/** What Prometheus must be asked for an objective: units of full hours. */
export interface SloQuestion {
  readonly name: 'units' | 'bad' | 'total' | 'badRatio';
  readonly query: HourlyQuery;
  /** A UTC midnight, so that hours add up to days. */
  readonly from: Instant;
  /** A full hour. */
  readonly to: Instant;
}

/** The questions behind an objective: of a unit cost up to the watermark of its costs, of a ratio up to now. */
export function questionsOf(slo: Slo, watermark: Instant, asOf: Instant): readonly SloQuestion[] {
  if (slo.kind === 'unit_cost') return [{ name: 'units', query: slo.units, ...spanUntil(Math.min(watermark, asOf)) }];
  if (slo.kind !== 'ratio') return [];
  const span = spanUntil(asOf);
  return 'badRatio' in slo.events
    ? [{ name: 'badRatio', query: slo.events.badRatio, ...span }]
    : [
        { name: 'bad', query: slo.events.bad, ...span },
        { name: 'total', query: slo.events.total, ...span },
      ];
}

/** The period of 28 days, and the day before it for the first hours of a unit cost. */
function spanUntil(end: Instant): { readonly from: Instant; readonly to: Instant } {
  const to = Math.floor(end / HOUR) * HOUR;
  return { from: Math.floor((to - 29 * DAY) / DAY) * DAY, to };
}
