import type { Instant } from '../domain/Day.js';
import { DAY, startOf } from '../domain/Day.js';
import { parseUnits } from '../domain/Money.js';
import type { Units } from '../domain/Money.js';
import type { KnowledgeStep } from '../store/questions/askKnowledge.js';

const WATCHED = 28 * DAY;

/**
 * What was changed, in the last 28 days, of days that ended longer ago than `age`: the sum of the sizes of the changes.
 * The publication that first brings a day changes nothing: it is the load, not a restatement.
 */
export function restatedCost(steps: readonly KnowledgeStep[], age: number, now: Instant): Units {
  const first = new Map<string, Instant>();
  for (const { day, publishedAt } of steps) first.set(day, Math.min(first.get(day) ?? publishedAt, publishedAt));
  return steps
    .filter(({ day, publishedAt }) => publishedAt > (first.get(day) ?? 0) && publishedAt >= now - WATCHED)
    .filter(({ day, publishedAt }) => publishedAt - (startOf(day) + DAY) > age)
    .reduce((sum, { movedCost }) => sum + parseUnits(movedCost), 0n);
}
