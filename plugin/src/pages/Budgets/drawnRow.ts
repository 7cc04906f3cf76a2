import { t } from '@grafana/i18n';
import type { Annotation, BudgetRow } from '../../panels/budget-panel/BudgetRow';

/**
 * A row as its chart draws it. What is spent includes days whose bills are still to come, so where the days are known the
 * course goes on through them, not only to the watermark; the plan is known by day as well and needs no point there.
 */
export function drawnRow(row: BudgetRow): BudgetRow {
  const last = row.spentByDay[row.spentByDay.length - 1];
  if (last === undefined) return row;
  return { ...row, watermark: last.time, planRatio: row.planByDay.length > 0 ? null : row.planRatio };
}

/** The days of which bills are still to come. */
export function incompleteDays({ id, watermark, end }: BudgetRow, now: number): Annotation[] {
  const until = Math.min(now, end ?? now);
  if (watermark === null || watermark >= until) return [];
  const text = t('outlay.budgets.incomplete', 'bills of these days are not complete yet');
  return [{ time: watermark, timeEnd: until, text, budget: id }];
}
