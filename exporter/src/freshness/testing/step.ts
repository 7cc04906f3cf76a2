import { DAY, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import type { KnowledgeStep } from '../../store/questions/askKnowledge.js';

/** What became known of a day so many milliseconds after its end: a change of its cost, and as much moved unless said. */
export function step(day: Day, age: number, change: number, moved = Math.abs(change)): KnowledgeStep {
  return { source: 'aws', day, publishedAt: startOf(day) + DAY + age, change, moved, movedCost: String(moved) };
}
