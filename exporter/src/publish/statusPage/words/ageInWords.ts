import { HOUR } from '../../../domain/Day.js';
import type { Instant } from '../../../domain/Day.js';
import { durationInWords } from './durationInWords.js';

const MINUTE = HOUR / 60;

/** How long ago a moment was: "just now", "7 minutes ago", "2 days ago". */
export function ageInWords(moment: Instant, now: Instant): string {
  return now - moment < MINUTE ? 'just now' : `${durationInWords(now - moment)} ago`;
}
