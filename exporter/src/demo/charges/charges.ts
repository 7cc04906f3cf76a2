import { DAY, HOUR, addMonths, firstDayOf, startOf } from '../../domain/Day.js';
import type { Day, Instant, Month } from '../../domain/Day.js';
import type { Estate, Item, Plan } from '../estate/Estate.js';
import type { BusinessUnit } from '../tables/teams.js';
import type { Story } from '../Story.js';
import type { Batch, Charge } from './Charge.js';
import { HOURLY_LAG, knownPermille } from './knownPermille.js';
import { monthlyCharges } from './monthlyCharges.js';
import type { PeriodView } from './PeriodView.js';
import { usage } from './usage.js';
import type { Usage } from './usage.js';

/** A billing period, and when its provider is asked about it. */
interface Moment {
  readonly month: Month;
  readonly knownAt: Instant;
}

interface Scene {
  readonly story: Story;
  readonly uses: Usage;
  readonly view: PeriodView;
  /** As days since 1970. */
  readonly hourlyFrom: number;
}

/** A day or an hour: the `place`th of its length since 1970. */
interface Slot {
  readonly place: number;
  readonly length: number;
  readonly lagHours: number;
}

/** Costs by day, as days since 1970, in nanos. */
type NanosByDay = Map<number, number>;

/** All charges of a billing period that its provider knows at one moment, resource by resource. */
export function* charges(estate: Estate, story: Story, { month, knownAt }: Moment): Generator<Batch> {
  const view = periodView(month, knownAt);
  const scene = { story, uses: usage(story), view, hourlyFrom: startOf(story.hourlyFrom) / DAY };
  const used = new Map<string | null, NanosByDay>(estate.plans.map((plan) => [plan.key, new Map()]));
  const sustained = new Map<BusinessUnit, NanosByDay>();

  for (const item of estate.items) {
    const rows = usageCharges(item, scene, used.get(item.plan));
    if (rows.length > 0) {
      yield { key: item.key, columns: item.columns, charges: rows };
    }
    if (item.service === estate.sustainedUse?.service) {
      addByDay(sustained, item.unit, rows);
    }
  }
  for (const plan of estate.plans) {
    const unused = unusedCharges(plan, view, used.get(plan.key) ?? new Map<number, number>());
    yield { key: plan.numberKey, columns: plan.unused, charges: unused };
  }
  yield* sustainedUseCredits(estate, sustained);
  yield* monthlyCharges(estate, story, view);
}

function periodView(month: Month, knownAt: Instant): PeriodView {
  const first = startOf(firstDayOf(month)) / DAY;
  return { month, first, last: startOf(firstDayOf(addMonths(month, 1))) / DAY - 1, knownAt };
}

/** Rows of one resource, hourly where it has hours; adds what a commitment covers, as it will be in the end, to `used`. */
function usageCharges(item: Item, scene: Scene, used: NanosByDay | undefined): readonly Charge[] {
  const { view, uses } = scene;
  const rows: Charge[] = [];
  for (let day = Math.max(view.first, item.from); day <= Math.min(view.last, item.to); day += 1) {
    if (day * DAY >= view.knownAt) {
      break;
    }
    const hours = item.isHourly && day >= scene.hourlyFrom ? uses.ofHours(item, day) : null;
    const quantity = hours === null ? uses.ofDay(item, day) : hours.reduce((sum, hour) => sum + hour, 0);
    used?.set(day, (used.get(day) ?? 0) + quantity * item.effectiveMicros);
    if (hours === null) {
      rows.push(
        ...known(item, restated(item, scene, { day, quantity }), { place: day, length: DAY, lagHours: 0 }, view),
      );
      continue;
    }
    for (const [hour, ofHour] of hours.entries()) {
      rows.push(...known(item, ofHour, { place: day * 24 + hour, length: HOUR, lagHours: HOURLY_LAG }, view));
    }
  }
  return rows;
}

/** The row of one day or hour as far as it is known; none while it is missing or when nothing was used. */
function known(item: Item, quantity: number, { place, length, lagHours }: Slot, view: PeriodView): readonly Charge[] {
  const end = (place + 1) * length;
  const permille = knownPermille(item.key, { end, lagHours }, view.knownAt);
  const millis = Math.floor((quantity * permille) / 1000);
  if (millis === 0) {
    return [];
  }
  const contracted = millis * item.contractedMicros;
  return [
    {
      start: end - length,
      end,
      quantityMillis: millis,
      list: millis * item.listMicros,
      contracted,
      billed: item.plan === null ? contracted : 0,
      effective: millis * item.effectiveMicros,
    },
  ];
}

function restated(item: Item, { story, view }: Scene, { day, quantity }: { day: number; quantity: number }): number {
  const facts = story.restatement;
  const isRestated = facts?.month === view.month && item.service === facts.service && item.plan === null;
  if (!isRestated || view.knownAt < facts.at) {
    return quantity;
  }
  if (isAmong(facts.lowered, day)) {
    return Math.floor((quantity * facts.loweredPermille) / 1000);
  }
  return isAmong(facts.raised, day) ? Math.floor((quantity * facts.raisedPermille) / 1000) : quantity;
}

function isAmong(days: readonly Day[], day: number): boolean {
  return days.some((one) => startOf(one) === day * DAY);
}

/** What of a commitment nobody used, day by day: committed cost less the cost of covered usage. */
function unusedCharges(plan: Plan, view: PeriodView, used: NanosByDay): readonly Charge[] {
  const rows: Charge[] = [];
  for (let day = Math.max(view.first, plan.from); day <= view.last; day += 1) {
    const permille = knownPermille(plan.numberKey, { end: (day + 1) * DAY, lagHours: 0 }, view.knownAt);
    const units = (plan.hourNanos * 24 - (used.get(day) ?? 0)) / plan.unitNanos;
    const unused = Math.floor((units * permille) / 1000);
    if (unused > 0) {
      const period = { start: day * DAY, end: (day + 1) * DAY };
      const quantityMillis = plan.unitNanos === 1 ? null : unused;
      rows.push({ ...period, quantityMillis, list: 0, contracted: 0, billed: 0, effective: unused * plan.unitNanos });
    }
  }
  return rows;
}

function addByDay(sums: Map<BusinessUnit, NanosByDay>, unit: BusinessUnit, rows: readonly Charge[]): void {
  const days = sums.get(unit) ?? new Map<number, number>();
  sums.set(unit, days);
  for (const row of rows) {
    const day = row.start / DAY;
    days.set(day, (days.get(day) ?? 0) + row.contracted);
  }
}

function* sustainedUseCredits({ sustainedUse }: Estate, sums: ReadonlyMap<BusinessUnit, NanosByDay>): Generator<Batch> {
  for (const [unit, days] of sums) {
    const columns = sustainedUse?.credits.get(unit) ?? {};
    const rows = [...days].map(([day, contracted]) => {
      const credit = -Math.floor((contracted * (sustainedUse?.permille ?? 0)) / 1000);
      return { start: day * DAY, end: (day + 1) * DAY, quantityMillis: null, ...sameCosts(credit) };
    });
    yield { key: 0, columns, charges: rows };
  }
}

function sameCosts(nanos: number) {
  return { list: nanos, contracted: nanos, billed: nanos, effective: nanos };
}
