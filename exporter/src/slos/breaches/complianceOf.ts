import { addMonths, DAY, firstDayOf, monthOf, dayOf, startOf } from '../../domain/Day.js';
import type { Instant, Month } from '../../domain/Day.js';
import type { BreachState, Judgement, Verdict } from './BreachState.js';

/** How an objective was kept to over a time: shares of the time since it was first judged, which sum to 1. */
export interface Compliance {
  /** Null when it was not judged in that time. What is unknown counts against it. */
  readonly withinRatio: number | null;
  readonly breachedRatio: number | null;
  readonly unknownRatio: number | null;
  /** Breaches that began in that time. One that is lost sight of and found again is the same. */
  readonly breaches: number;
}

/** The 28 days up to `asOf`. */
export function complianceOf(state: BreachState, slo: string, asOf: Instant): Compliance {
  return complianceBetween(state.get(slo) ?? [], { from: asOf - 28 * DAY, to: Infinity }, asOf);
}

export interface MonthlyCompliance extends Compliance {
  readonly month: Month;
}

/** Each calendar month since the first judgement, oldest first; the last one as far as `asOf`. */
export function complianceByMonth(state: BreachState, slo: string, asOf: Instant): readonly MonthlyCompliance[] {
  const judgements = state.get(slo) ?? [];
  const first = judgements[0];
  const months: MonthlyCompliance[] = [];
  if (first === undefined) return months;
  for (let month = monthOf(dayOf(first.at)); startOf(firstDayOf(month)) < asOf; month = addMonths(month, 1)) {
    const period = { from: startOf(firstDayOf(month)), to: startOf(firstDayOf(addMonths(month, 1))) };
    months.push({ month, ...complianceBetween(judgements, period, asOf) });
  }
  return months;
}

interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

function complianceBetween(judgements: readonly Judgement[], { from, to }: Period, asOf: Instant): Compliance {
  const time: Record<Verdict, number> = { within: 0, breached: 0, unknown: 0 };
  judgements.forEach(({ at, verdict }, index) => {
    const end = Math.min(judgements[index + 1]?.at ?? asOf, to, asOf);
    time[verdict] += Math.max(0, end - Math.max(at, from));
  });
  const judged = time.within + time.breached + time.unknown;
  const ratio = (verdict: Verdict): number | null => (judged === 0 ? null : time[verdict] / judged);
  return {
    withinRatio: ratio('within'),
    breachedRatio: ratio('breached'),
    unknownRatio: ratio('unknown'),
    breaches: breachStarts(judgements).filter((at) => at >= from && at < to && at <= asOf).length,
  };
}

function breachStarts(judgements: readonly Judgement[]): readonly Instant[] {
  const known = judgements.filter(({ verdict }) => verdict !== 'unknown');
  return known
    .filter(({ verdict }, index) => verdict === 'breached' && known[index - 1]?.verdict !== 'breached')
    .map(({ at }) => at);
}
