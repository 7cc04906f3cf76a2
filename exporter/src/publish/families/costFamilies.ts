import { trimDecimal } from '../../domain/Money.js';
import type { CostCell, CostFigures, Window } from '../../store/questions/costFigures.js';
import { family } from '../exposition/family.js';
import type { Family, Sample } from '../exposition/family.js';

/** The money of one snapshot: month to date in four bases, the previous month, windows and days. */
export function costFamilies({ cells, days, subAccounts }: CostFigures, currency: string): Family[] {
  const costs = (value: (cell: CostCell) => string) =>
    cells.map((cell) => ({ labels: { ...cell.labels, currency }, value: trimDecimal(value(cell)) }));
  return [
    family(
      'finops_month_to_date_cost',
      costs(({ monthToDate }) => monthToDate.effective),
    ),
    family(
      'finops_month_to_date_billed_cost',
      costs(({ monthToDate }) => monthToDate.billed),
    ),
    family(
      'finops_month_to_date_list_cost',
      costs(({ monthToDate }) => monthToDate.list),
    ),
    family(
      'finops_month_to_date_contracted_cost',
      costs(({ monthToDate }) => monthToDate.contracted),
    ),
    family(
      'finops_previous_month_to_date_cost',
      costs(({ previousMonthToDate }) => previousMonthToDate),
    ),
    family(
      'finops_previous_month_cost',
      costs(({ previousMonth }) => previousMonth),
    ),
    { name: 'finops_window_cost', samples: cells.flatMap((cell) => windowSamples(cell, currency)) },
    family(
      'finops_day_cost',
      days.map(({ cost, ...labels }) => ({ labels: { ...labels, currency }, value: trimDecimal(cost) })),
    ),
    family(
      'finops_sub_account_info',
      subAccounts.map((labels) => ({ labels, value: 1 })),
    ),
  ];
}

function windowSamples({ labels, windows }: CostCell, currency: string): Sample[] {
  return (Object.entries(windows) as [Window, string | null][]).flatMap(([window, cost]) =>
    cost === null ? [] : [{ labels: { ...labels, window, currency }, value: trimDecimal(cost) }],
  );
}
