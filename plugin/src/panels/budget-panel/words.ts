import { t } from '@grafana/i18n';
import { locale, money, percent } from '../../format/money';
import { duration } from '../../format/time';
import type { BudgetRow, WindowPace } from './BudgetRow';
import { DAY, HOUR } from './BudgetRow';
import { exhaustionOf, hoursLeft, isExhausted, isStale, paceOf } from './budgetStatus';
import type { BudgetState } from './budgetStatus';

/** Names, dates and amounts are text, not HTML: React escapes what it shows. */
const PLAIN = { interpolation: { escapeValue: false } } as const;

/** An amount in the currency of the budget; without one, the bare number. */
export function amountOf(value: number, currency: string): string {
  return money(value, currency).trim();
}

/** An amount that fits beside an axis, such as `$12K`. */
export function compactAmount(value: number, currency: string): string {
  const options = { notation: 'compact', maximumFractionDigits: 1 } as const;
  try {
    return new Intl.NumberFormat(locale(), { ...options, style: 'currency', currency }).format(value);
  } catch {
    // No currency, or one that Intl does not know: the legend of the amount has it in full.
    return new Intl.NumberFormat(locale(), options).format(value);
  }
}

/** A moment such as `Nov 24, 02:00 UTC`; the year is said when it is not that of `now`. */
export function instant(time: number, now: number): string {
  const isThisYear = new Date(time).getUTCFullYear() === new Date(now).getUTCFullYear();
  const format = new Intl.DateTimeFormat(locale(), {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
  return `${format.format(new Date(time))} UTC`;
}

/** How long, in words; never `0 h`. */
export function span(milliseconds: number): string {
  const hours = Math.abs(milliseconds) / HOUR;
  if (hours < 1) return t('outlay.budget.under-an-hour', 'less than an hour');
  return duration(hours);
}

/** The status in a word or two, for a reader in a hurry. */
export function statusWord(state: BudgetState): string {
  const words: Record<BudgetState, string> = {
    exhausted: t('outlay.budget.exhausted', 'exhausted'),
    stale: t('outlay.budget.stale', 'stale'),
    runsOut: t('outlay.budget.runs-out', 'runs out'),
    overPlan: t('outlay.budget.over-plan', 'over plan'),
    onPlan: t('outlay.budget.on-plan', 'on plan'),
    unplanned: t('outlay.budget.unplanned', 'no plan'),
    unknown: t('outlay.budget.unknown', 'not known'),
  };
  return words[state];
}

/** The stretch that a pace was measured over. */
export function windowWords(window: string): string {
  const words: Readonly<Record<string, () => string>> = {
    '6h': () => t('outlay.budget.last-6h', 'the last 6 hours'),
    '1d': () => t('outlay.budget.last-1d', 'the last day'),
    '3d': () => t('outlay.budget.last-3d', 'the last 3 days'),
    '7d': () => t('outlay.budget.last-7d', 'the last 7 days'),
    '28d': () => t('outlay.budget.last-28d', 'the last 28 days'),
  };
  return words[window]?.() ?? t('outlay.budget.last-window', 'the last {{window}}', { window, ...PLAIN });
}

/** Where a budget stands and until when it lasts, in one sentence. */
export function sentenceOf(row: BudgetRow, now: number): string {
  if (isExhausted(row)) return exhaustedWords(row, now);
  if (row.consumedRatio === null) {
    return t('outlay.budget.says-unknown', 'the amount or what is spent of it is not known');
  }
  const pace = paceOf(row);
  if (pace === null) return paceless(row);
  const exhaustion = exhaustionOf(row);
  return exhaustion === null ? lastsWords(row, pace, now) : runsOutWords({ row, pace, exhaustion, now });
}

function exhaustedWords({ amount, spent, end, currency }: BudgetRow, now: number): string {
  const over = amount === null || spent === null ? 0 : spent - amount;
  const left = end === null || end <= now ? null : span(end - now);
  if (over > 0 && left !== null) {
    return t('outlay.budget.says-over', 'exhausted: {{over}} over, with {{left}} of the period to go', {
      ...{ over: amountOf(over, currency), left },
      ...PLAIN,
    });
  }
  if (over > 0) {
    return t('outlay.budget.says-ended-over', 'exhausted: {{over}} over at the end of the period', {
      over: amountOf(over, currency),
      ...PLAIN,
    });
  }
  if (left === null) return t('outlay.budget.says-all-spent', 'exhausted: all of it is spent');
  return t('outlay.budget.says-spent', 'exhausted: all of it is spent, with {{left}} of the period to go', {
    left,
    ...PLAIN,
  });
}

function paceless({ consumedRatio, planRatio }: BudgetRow): string {
  const share = percent(consumedRatio ?? 0);
  if (planRatio === null) {
    return t(
      'outlay.budget.says-unplanned',
      '{{share}} is spent; it has no plan, so there is no moment when it runs out',
      {
        share,
        ...PLAIN,
      },
    );
  }
  return t('outlay.budget.says-paceless', '{{share}} is spent where the plan has {{plan}}; the pace is not known', {
    ...{ share, plan: percent(planRatio) },
    ...PLAIN,
  });
}

interface RunsOut {
  readonly row: BudgetRow;
  readonly pace: WindowPace;
  readonly exhaustion: number;
  readonly now: number;
}

function runsOutWords({ row, pace, exhaustion, now }: RunsOut): string {
  const values = { left: span(exhaustion - now), when: instant(exhaustion, now), window: windowWords(pace.window) };
  const said =
    exhaustion > now
      ? t('outlay.budget.says-runs-out', 'runs out in {{left}}, on {{when}} at the pace of {{window}}', {
          ...values,
          ...PLAIN,
        })
      : t(
          'outlay.budget.says-ran-out',
          'ran out {{left}} ago, on {{when}}, if the pace of {{window}} went on; bills do not show it yet',
          { ...values, ...PLAIN },
        );
  const over = gapOf(row, pace);
  if (over === null || over <= 0) return said;
  return `${said}; ${t('outlay.budget.ends-over', '{{over}} over', { over: amountOf(over, row.currency), ...PLAIN })}`;
}

function lastsWords(row: BudgetRow, { window, ...pace }: WindowPace, now: number): string {
  const values = { window: windowWords(window), ...PLAIN };
  const said =
    row.end !== null && row.end <= now
      ? t('outlay.budget.says-lasted', 'lasted until the end of the period')
      : t('outlay.budget.says-lasts', 'lasts until the end of the period at the pace of {{window}}', values);
  const over = gapOf(row, { window, ...pace });
  if (over === null || over >= 0) return said;
  return `${said}; ${t('outlay.budget.ends-under', '{{under}} to spare', { under: amountOf(-over, row.currency), ...PLAIN })}`;
}

/** Money above the amount at the end of the period; negative below it. */
function gapOf({ amount }: BudgetRow, { overspendRatio }: WindowPace): number | null {
  return amount === null || overspendRatio === null ? null : amount * overspendRatio;
}

/** Hours left, short enough for a column. */
export function leftWords(row: BudgetRow, now: number): string {
  const left = hoursLeft(row, now);
  if (left === null) return t('outlay.budget.left-unknown', 'not known');
  if (isExhausted(row)) return t('outlay.budget.left-none', 'none left');
  if (left === Infinity) return t('outlay.budget.left-lasts', 'lasts the period');
  if (left <= 0) return t('outlay.budget.left-due', 'due {{span}} ago', { span: span(left * HOUR), ...PLAIN });
  return t('outlay.budget.left', '{{span}} left', { span: span(left * HOUR), ...PLAIN });
}

/** What is spent, of what, against what the plan has. */
export function consumedWords({ consumedRatio, planRatio, amount, currency }: BudgetRow): string {
  if (consumedRatio === null) return t('outlay.budget.consumed-unknown', 'not known');
  const share = percent(consumedRatio);
  const of = amount === null ? t('outlay.budget.of-budget', 'the budget') : amountOf(amount, currency);
  if (planRatio === null) return t('outlay.budget.consumed', '{{share}} of {{of}}', { share, of, ...PLAIN });
  const values = { share, of, plan: percent(planRatio), ...PLAIN };
  return t('outlay.budget.consumed-plan', '{{share}} of {{of}}, plan {{plan}}', values);
}

/** Why the figures are old; null when they are not. */
export function staleWords(row: BudgetRow, now: number): string | null {
  if (!isStale(row, now)) return null;
  const { watermark, maxLag, staleSources } = row;
  const sources = new Intl.ListFormat(locale()).format(staleSources);
  const who =
    staleSources.length === 0
      ? []
      : [t('outlay.budget.stale-sources', 'Nothing new from {{sources}}.', { sources, ...PLAIN })];
  const until =
    watermark === null
      ? []
      : [
          t('outlay.budget.stale-age', 'Bills are complete up to {{when}}, {{age}} ago.', {
            ...{ when: instant(watermark, now), age: span(now - watermark) },
            ...PLAIN,
          }),
        ];
  const limit =
    maxLag === null
      ? []
      : [
          t('outlay.budget.stale-limit', 'More than {{limit}} is too old to judge the pace by.', {
            limit: span(maxLag),
            ...PLAIN,
          }),
        ];
  return [...who, ...until, ...limit].join(' ');
}

/** The pace of a window as money a day, or against the plan where amounts are not known. */
export function paceWords({ aDay, burnRate }: WindowPace, currency: string): string {
  if (aDay !== null)
    return t('outlay.budget.a-day', '{{amount}} a day', { amount: amountOf(aDay, currency), ...PLAIN });
  if (burnRate === Infinity) return t('outlay.budget.nothing-planned', 'spend where none was planned');
  if (burnRate === null || !Number.isFinite(burnRate)) return t('outlay.budget.pace-unknown', 'not known');
  const share = percent(burnRate);
  return t('outlay.budget.of-plan', '{{share}} of what is planned', { share, ...PLAIN });
}

/** When it runs out at the pace of one window. */
export function windowEnd({ exhaustion }: WindowPace, row: BudgetRow, now: number): string {
  if (isExhausted(row)) return t('outlay.budget.window-exhausted', 'exhausted');
  if (exhaustion === null) return t('outlay.budget.window-unknown', 'not known');
  if (!Number.isFinite(exhaustion) || exhaustion >= (row.end ?? Infinity))
    return t('outlay.budget.window-lasts', 'lasts');
  return instant(exhaustion, now);
}

/** What is over or to spare at the end at the pace of one window, with a sign that is a word. */
export function windowGap(pace: WindowPace, row: BudgetRow): string {
  const over = gapOf(row, pace);
  if (over !== null) {
    const amount = amountOf(Math.abs(over), row.currency);
    return over > 0
      ? t('outlay.budget.window-over', '{{amount}} over', { amount, ...PLAIN })
      : t('outlay.budget.window-under', '{{amount}} to spare', { amount, ...PLAIN });
  }
  if (pace.overspendRatio === null) return t('outlay.budget.gap-unknown', 'not known');
  const share = percent(Math.abs(pace.overspendRatio));
  return pace.overspendRatio > 0
    ? t('outlay.budget.window-over', '{{amount}} over', { amount: share, ...PLAIN })
    : t('outlay.budget.window-under', '{{amount}} to spare', { amount: share, ...PLAIN });
}

/** The day of a tick: `Nov 8`, or the month where ticks are months apart. */
export function tickWords(time: number, isMonths: boolean): string {
  const parts = isMonths
    ? { month: 'short' as const, year: '2-digit' as const }
    : { month: 'short' as const, day: 'numeric' as const };
  return new Intl.DateTimeFormat(locale(), { ...parts, timeZone: 'UTC' }).format(new Date(time));
}

/** How long a period is, in days. */
export function periodDays({ start, end }: BudgetRow): number | null {
  return start === null || end === null ? null : (end - start) / DAY;
}
