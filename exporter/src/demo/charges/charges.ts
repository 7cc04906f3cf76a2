import { DAY, HOUR, addMonths, firstDayOf, startOf } from '../../domain/Day.js';
import type { Day, Instant, Month } from '../../domain/Day.js';
import type { Estate, Item, Plan } from '../estate/Estate.js';
import type { BusinessUnit } from '../tables/teams.js';
import type { Restatement, Story } from '../Story.js';
import type { Batch, Charge } from './Charge.js';
import { HOURLY_LAG, knownPermille } from './knownPermille.js';
import { monthlyCharges } from './monthlyCharges.js';
import type { PeriodView } from './PeriodView.js';
import { usage } from './usage.js';
import type { Usage } from './usage.js';

/** All charges of a billing period that its provider knows at one moment, resource by resource. */
export function* charges(estate: Estate, story: Story, month: Month, knownAt: Instant): Generator<Batch> {
  const view = periodView(month, knownAt);
  const uses = usage(story);
  const used = new Map(estate.plans.map((plan) => [plan.key, new Map<number, number>()]));
  const sustained = new Map<BusinessUnit, Map<number, number>>();

  for (const item of estate.items) {
    const rows = usageCharges(item, story, uses, view, used.get(item.plan ?? ''));
    if (rows.length > 0) {
      yield { key: item.key, columns: item.columns, charges: rows };
    }
    if (item.service === estate.sustainedUse?.service) {
      addByDay(sustained, item.unit, rows);
    }
  }
  for (const plan of estate.plans) {
    const ofPlan = used.get(plan.key) ?? new Map<number, number>();
    yield { key: plan.numberKey, columns: plan.unused, charges: unusedCharges(plan, view, ofPlan) };
  }
  yield* sustainedUseCredits(estate, sustained);
  yield* monthlyCharges(estate, story, view);
}

function periodView(month: Month, knownAt: Instant): PeriodView {
  const first = startOf(firstDayOf(month)) / DAY;
  return { month, first, last: startOf(firstDayOf(addMonths(month, 1))) / DAY - 1, knownAt };
}

/** Rows of one resource, hourly where it has hours; adds what a commitment covers, as it will be in the end, to `used`. */
function usageCharges(
  item: Item,
  story: Story,
  uses: Usage,
  view: PeriodView,
  used: Map<number, number> | undefined,
): readonly Charge[] {
  const hourlyFrom = startOf(story.hourlyFrom) / DAY;
  const rows: Charge[] = [];
  for (let day = Math.max(view.first, item.from); day <= Math.min(view.last, item.to); day += 1) {
    if (day * DAY >= view.knownAt) {
      break;
    }
    if (item.isHourly && day >= hourlyFrom) {
      const hours = uses.ofHours(item, day);
      rows.push(...hours.flatMap((quantity, hour) => known(item, day * 24 + hour, HOUR, quantity, HOURLY_LAG, view)));
      used?.set(day, (used.get(day) ?? 0) + hours.reduce((sum, quantity) => sum + quantity, 0) * item.effectiveMicros);
      continue;
    }
    const quantity = uses.ofDay(item, day);
    rows.push(...known(item, day, DAY, restated(item, day, quantity, story.restatement, view), 0, view));
    used?.set(day, (used.get(day) ?? 0) + quantity * item.effectiveMicros);
  }
  return rows;
}

/** The row of one day or hour as far as it is known; none while it is missing or when nothing was used. */
function known(
  item: Item,
  place: number,
  length: number,
  quantity: number,
  lagHours: number,
  view: PeriodView,
): readonly Charge[] {
  const end = (place + 1) * length;
  const permille = knownPermille(item.key, end, lagHours, view.knownAt);
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

function restated(item: Item, day: number, quantity: number, facts: Restatement | null, view: PeriodView): number {
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
function unusedCharges(plan: Plan, view: PeriodView, used: ReadonlyMap<number, number>): readonly Charge[] {
  const rows: Charge[] = [];
  for (let day = Math.max(view.first, plan.from); day <= view.last; day += 1) {
    const permille = knownPermille(plan.numberKey, (day + 1) * DAY, 0, view.knownAt);
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

function addByDay(sums: Map<BusinessUnit, Map<number, number>>, unit: BusinessUnit, rows: readonly Charge[]): void {
  const days = sums.get(unit) ?? new Map<number, number>();
  sums.set(unit, days);
  for (const row of rows) {
    days.set(row.start, (days.get(row.start) ?? 0) + row.contracted);
  }
}

function* sustainedUseCredits(
  { sustainedUse }: Estate,
  sums: ReadonlyMap<BusinessUnit, ReadonlyMap<number, number>>,
): Generator<Batch> {
  for (const [unit, days] of sums) {
    const columns = sustainedUse?.credits.get(unit) ?? {};
    const rows = [...days].map(([start, contracted]) => {
      const credit = -Math.floor((contracted * (sustainedUse?.permille ?? 0)) / 1000);
      return { start, end: start + DAY, quantityMillis: null, ...sameCosts(credit) };
    });
    yield { key: 0, columns, charges: rows };
  }
}

function sameCosts(nanos: number) {
  return { list: nanos, contracted: nanos, billed: nanos, effective: nanos };
}
