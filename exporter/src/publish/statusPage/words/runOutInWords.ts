import type { BudgetView } from '@outlay/contract/api';
import { HOUR } from '../../../domain/Day.js';
import type { Instant } from '../../../domain/Day.js';
import { countInWords } from './countInWords.js';
import { durationInWords } from './durationInWords.js';

/** Below this the hours are counted: the 72 hours in which a budget pages are among them. */
const COUNTED_HOURS = 96 * HOUR;

export interface RunOut {
  /** Such as "runs out in 31 hours". */
  readonly words: string;
  /** The moment, an estimate; null when there is none. */
  readonly moment: Instant | null;
}

/** When a budget is spent at the burn of the last day. It nears with the clock, also when the figures of `asOf` stay. */
export function runOutInWords(
  { isExhausted, hoursLeft, windows }: Pick<BudgetView, 'isExhausted' | 'hoursLeft' | 'windows'>,
  asOf: Instant,
  now: Instant,
): RunOut {
  if (isExhausted) return { words: 'exhausted', moment: null };
  if (hoursLeft === null) {
    return { words: windows.length === 0 ? 'no end: its period rolls' : 'not in this period', moment: null };
  }
  const moment = asOf + hoursLeft * HOUR;
  return { words: leftInWords(moment - now), moment };
}

function leftInWords(left: number): string {
  if (left <= 0) return 'should have run out by now';
  return left < COUNTED_HOURS
    ? `runs out in ${countInWords(Math.max(1, Math.round(left / HOUR)), 'hour')}`
    : `runs out in ${durationInWords(left)}`;
}
