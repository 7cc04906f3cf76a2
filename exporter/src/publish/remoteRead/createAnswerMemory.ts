import { LRUCache } from 'lru-cache';
import { DAY, HOUR } from '../../domain/Day.js';
import type { HistoryQuestions } from '../CostQuestions.js';
import type { Answer } from './answerQueries.js';
import type { PlannedSeries } from './planQuery.js';

type Plans = readonly (readonly PlannedSeries[])[];

/** Answers that were given, as long as what they were given from is served. */
export interface AnswerMemory {
  recall(served: HistoryQuestions, plans: Plans): Answer | undefined;
  remember(served: HistoryQuestions, plans: Plans, answer: Answer): void;
}

export interface AnswerMemoryLimits {
  /** Bytes of one compressed answer with its question, and of all. */
  readonly answerBytes: number;
  readonly bytes: number;
}

const MEBIBYTE = 1024 * 1024;

const MOST_ANSWERS = 1000;

const LIMITS: AnswerMemoryLimits = { answerBytes: MEBIBYTE, bytes: 16 * MEBIBYTE };

/**
 * A panel asks for the same history once for each time that its query names it, and a dashboard again every few minutes,
 * but what is published changes with a refresh only. Those that were not asked for the longest time go first.
 */
export function createAnswerMemory({ answerBytes, bytes }: AnswerMemoryLimits = LIMITS): AnswerMemory {
  const editions = new WeakMap<HistoryQuestions, LRUCache<string, Answer>>();
  const created = (): LRUCache<string, Answer> =>
    new LRUCache({ maxSize: bytes, maxEntrySize: answerBytes, sizeCalculation: bytesOf, max: MOST_ANSWERS });
  return {
    recall: (served, plans) => editions.get(served)?.get(keyOf(plans)),
    remember: (served, plans, answer) => {
      if (answer.series === 0) return; // what finds nothing is found fast
      const answers = editions.get(served) ?? created();
      editions.set(served, answers);
      answers.set(keyOf(plans), answer);
    },
  };
}

/** With what was asked: a pattern may be longer than what it finds. */
function bytesOf({ chunks }: Answer, key: string): number {
  return chunks.reduce((total, chunk) => total + chunk.length, 2 * key.length);
}

/** Times that have the same samples between them are the same question. */
function keyOf(plans: Plans): string {
  return JSON.stringify(
    plans.map((planned) => planned.map(({ labels, question }) => [labels, { ...question, ...samplesOf(question) }])),
  );
}

/** Samples stand in the middle of their day or hour. */
function samplesOf({ from, to, resolution }: PlannedSeries['question']): {
  readonly from: number;
  readonly to: number;
} {
  const length = resolution === 'day' ? DAY : HOUR;
  return { from: Math.ceil((from - length / 2) / length), to: Math.floor((to - length / 2) / length) };
}
