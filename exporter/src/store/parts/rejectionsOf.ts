import { literal } from '../sql.js';
import { valueColumn } from './ResolvedColumn.js';
import type { ResolvedColumn } from './ResolvedColumn.js';

/** A reason not to read a row as a charge; the first that holds is named. */
export interface Rejection {
  /** SQL condition. */
  readonly when: string;
  readonly column: string;
  /** SQL of the text that stands in the bill. */
  readonly text: string;
  /** SQL of what is wrong and what to write instead. */
  readonly reason: string;
}

/** Only what makes a charge meaningless rejects a row: no readable billed or effective cost, period or currency. */
export function rejectionsOf(columns: readonly ResolvedColumn[], currency: string): readonly Rejection[] {
  return [...columns.flatMap((column) => rejectionsOfColumn(column, currency)), ...endsBeforeStart(columns)];
}

function rejectionsOfColumn({ rule, text }: ResolvedColumn, currency: string): Rejection[] {
  if (!rule.mandatory) return [];
  const reject = (when: string, reason: string): Rejection => ({ when, column: rule.column, text, reason });
  const empty = reject(`${text} is null`, literal('is empty; every charge needs it'));
  switch (rule.kind) {
    case 'money':
      return [empty, reject(`${valueColumn(rule)} is null`, `money_problem(${text})`)];
    case 'time':
      return [empty, reject(`${valueColumn(rule)} is null`, `time_problem(${text})`)];
    case 'text': {
      // BillingCurrency is the only mandatory text
      const other = `is not the reporting currency ${currency}; keep bills in other currencies out of this exporter`;
      return [empty, reject(`upper(trim(${text})) <> ${literal(currency)}`, literal(other))];
    }
    case 'tags':
      return [];
  }
}

function endsBeforeStart(columns: readonly ResolvedColumn[]): Rejection[] {
  const start = columns.find(({ rule }) => rule.column === 'ChargePeriodStart');
  const end = columns.find(({ rule }) => rule.column === 'ChargePeriodEnd');
  if (start === undefined || end === undefined) return [];
  const reason = literal('is before ChargePeriodStart; write the exclusive end of the charge period');
  const when = `${valueColumn(end.rule)} < ${valueColumn(start.rule)}`;
  return [{ when, column: 'ChargePeriodEnd', text: end.text, reason }];
}
