import { DAY, addMonths, firstDayOf, startOf } from '../../domain/Day.js';
import { draw } from '../draw.js';
import type { Estate, MonthlyItem, Plan } from '../estate/Estate.js';
import type { Story } from '../Story.js';
import type { Batch, Charge } from './Charge.js';
import type { PeriodView } from './PeriodView.js';

/** Fees, seats, credits, corrections and tax of a billing period, as far as they are known. */
export function* monthlyCharges(estate: Estate, story: Story, view: PeriodView): Generator<Batch> {
  const purchases = estate.plans
    .filter((plan) => plan.from <= view.first && plan.hourNanos > 0)
    .map((plan) => ({ key: plan.numberKey, columns: plan.purchase, charges: [planPurchase(plan, view)] }));
  const others = estate.monthly
    .filter((item) => isKnown(item, story, view))
    .map((item) => ({ key: item.key, columns: item.columns, charges: [monthlyCharge(item, view)] }));
  yield* purchases;
  yield* others;

  if (estate.tax !== null) {
    const taxed = [...purchases, ...others].filter(({ columns }) => columns['ChargeCategory'] === 'Purchase');
    const nanos = taxed.flatMap((batch) => batch.charges).reduce((sum, charge) => sum + charge.billed, 0);
    const tax = Math.floor((nanos * estate.tax.permille) / 1000);
    yield {
      key: 0,
      columns: estate.tax.columns,
      charges: [{ ...wholeMonth(view), quantityMillis: null, ...same(tax) }],
    };
  }
}

/** The commitment's fee for the month; its effective cost is that of the usage it covers or leaves unused. */
function planPurchase(plan: Plan, view: PeriodView): Charge {
  const fee = plan.hourNanos * 24 * (view.last - view.first + 1);
  return { ...wholeMonth(view), quantityMillis: 1000, list: fee, contracted: fee, billed: fee, effective: 0 };
}

function isKnown({ row }: MonthlyItem, story: Story, view: PeriodView): boolean {
  const isBeforeHistory = row.isForPreviousMonth === true && view.month === story.months[0];
  return !isBeforeHistory && view.knownAt > (view.first + (row.knownOnDay ?? 1) - 1) * DAY;
}

function monthlyCharge({ row, key }: MonthlyItem, view: PeriodView): Charge {
  const luck = 1 + (row.vary ?? 0) * (2 * draw(key, view.first) - 1);
  const millis = Math.round(row.quantity * luck * 1000);
  const isCounted = row.category === 'Usage' || row.category === 'Purchase';
  return {
    ...(row.day === undefined ? wholeMonth(view) : oneDay(firstOf(row.isForPreviousMonth, view) + row.day - 1)),
    quantityMillis: isCounted ? millis : null,
    ...same(millis * row.priceMicros),
  };
}

function firstOf(isForPreviousMonth: true | undefined, view: PeriodView): number {
  return isForPreviousMonth === true ? startOf(firstDayOf(addMonths(view.month, -1))) / DAY : view.first;
}

function oneDay(day: number) {
  return { start: day * DAY, end: (day + 1) * DAY };
}

function wholeMonth(view: PeriodView) {
  return { start: view.first * DAY, end: (view.last + 1) * DAY };
}

function same(nanos: number) {
  return { list: nanos, contracted: nanos, billed: nanos, effective: nanos };
}
