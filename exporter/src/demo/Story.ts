import { DAY, HOUR, addDays, addMonths, dayOf, firstDayOf, monthOf, startOf } from '../domain/Day.js';
import type { Day, Instant, Month } from '../domain/Day.js';
import { draw, keyOf } from './draw.js';
import { TEAMS } from './tables/teams.js';
import type { Team } from './tables/teams.js';

export interface Runaway {
  readonly source: 'aws';
  readonly service: string;
  readonly team: Team;
  readonly resourcePrefix: string;
  /** The first hour that costs `factor` times as much as before; it lasts until the end of the data. */
  readonly start: Instant;
  readonly factor: number;
}

export interface Leak {
  readonly source: 'aws';
  readonly service: string;
  readonly team: Team;
  readonly resourcePrefix: string;
  /** The first day that grows, by `dailyGrowth` a day until the end of the data. */
  readonly start: Day;
  readonly dailyGrowth: number;
}

export interface Restatement {
  readonly source: 'aws';
  readonly service: string;
  readonly month: Month;
  /** The delivery that brings the restated month. */
  readonly at: Instant;
  readonly lowered: readonly Day[];
  readonly raised: readonly Day[];
  readonly loweredPermille: number;
  readonly raisedPermille: number;
}

export interface Deploy {
  readonly at: Instant;
  readonly team: Team;
  readonly product: string;
  readonly version: string;
}

/** What happens in the demo, and when: everything is dated from `now`. */
export interface Story {
  readonly seed: number;
  /** The hour that was given, truncated. */
  readonly now: Instant;
  /** Ascending; the last one is the month of `now`. */
  readonly months: readonly Month[];
  /** From this day on, hourly resources have a row for each hour; before it, one for each day. */
  readonly hourlyFrom: Day;
  readonly deliveries: readonly Instant[];
  readonly runaway: Runaway;
  readonly leak: Leak;
  /** The month before last; null when the demo does not reach back to it. */
  readonly restatement: Restatement | null;
  /** Ascending, over the last 60 days; one of them precedes the runaway by an hour. */
  readonly deploys: readonly Deploy[];
}

export const WORKLOAD_DAYS = 60;

const HOURLY_DAYS = 21;
const RESTATED_HOURS_AGO = 12 * 24;
/** Irregular at first, then daily and twice a day, so that what was known at which age can be learnt. */
const DELIVERED_HOURS_AGO = [
  ...[35, 25, 16].map((days) => days * 24),
  RESTATED_HOURS_AGO,
  ...[10, 9, 8, 7, 6, 5].map((days) => days * 24),
  ...[97, 85, 73, 49, 37, 25, 13, 1],
];

/** The story of a demo of so many months, this one included. */
export function story(instant: Instant, monthCount: number, seed: number): Story {
  if (!Number.isInteger(monthCount) || monthCount < 1) {
    throw new RangeError(`a demo of ${monthCount} months is not possible: write a whole number of at least 1`);
  }
  const now = instant - (instant % HOUR);
  const current = monthOf(dayOf(now));
  const runaway: Runaway = {
    source: 'aws',
    service: 'Amazon SageMaker',
    team: 'ml',
    resourcePrefix: 'ranker-training',
    start: now - 60 * HOUR,
    factor: 6,
  };
  return {
    seed,
    now,
    months: Array.from({ length: monthCount }, (_, index) => addMonths(current, index + 1 - monthCount)),
    hourlyFrom: addDays(dayOf(now), -HOURLY_DAYS),
    deliveries: DELIVERED_HOURS_AGO.map((hours) => now - hours * HOUR),
    runaway,
    leak: {
      source: 'aws',
      service: 'Amazon Virtual Private Cloud',
      team: 'mobile',
      resourcePrefix: 'mobile-egress-nat',
      start: addDays(dayOf(now), -45),
      dailyGrowth: 1.015,
    },
    restatement: monthCount < 3 ? null : restatement(addMonths(current, -2), now - RESTATED_HOURS_AGO * HOUR),
    deploys: deploys(seed, now, runaway),
  };
}

function restatement(month: Month, at: Instant): Restatement {
  const days = (...ofMonth: readonly number[]) => ofMonth.map((day) => addDays(firstDayOf(month), day - 1));
  return {
    source: 'aws',
    service: 'Amazon Elastic Compute Cloud',
    month,
    at,
    lowered: days(5, 6, 7, 8, 9),
    raised: days(18, 19, 20),
    loweredPermille: 880,
    raisedPermille: 1090,
  };
}

function deploys(seed: number, now: Instant, runaway: Runaway): readonly Deploy[] {
  const firstDay = addDays(dayOf(now), 1 - WORKLOAD_DAYS);
  const routine = Object.entries(TEAMS).flatMap(([team, { product }]) =>
    Array.from({ length: WORKLOAD_DAYS }, (_, index) => addDays(firstDay, index))
      .filter((day) => isDeployDay(keyOf(seed, 'deploy', team), day))
      .map(
        (day) => startOf(day) + Math.floor(8 + 8 * draw(keyOf(seed, 'deploy-hour', team), startOf(day) / DAY)) * HOUR,
      )
      .map((at) => ({ at, team: team as Team, product })),
  );
  const cause = { at: runaway.start - HOUR, team: runaway.team, product: TEAMS[runaway.team].product };
  return [...routine.filter((deploy) => deploy.team !== cause.team || deploy.at < cause.at - DAY), cause]
    .filter((deploy) => deploy.at < now)
    .toSorted((a, b) => a.at - b.at)
    .map((deploy) => ({ ...deploy, version: versionOf(deploy.at) }));
}

function isDeployDay(key: number, day: Day): boolean {
  const weekday = new Date(startOf(day)).getUTCDay();
  return weekday >= 1 && weekday <= 4 && draw(key, startOf(day) / DAY) < 0.4;
}

/** Date and hour, such as 2026.1014.09. */
function versionOf(at: Instant): string {
  const [year, month, day] = dayOf(at).split('-');
  return `${year ?? ''}.${month ?? ''}${day ?? ''}.${new Date(at).toISOString().slice(11, 13)}`;
}
