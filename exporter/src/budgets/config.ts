import { z } from 'zod';
import { budgetConfig } from './budgetConfig.js';
import type { Budget } from './budgetConfig.js';
import { budgetMistakes } from './listing/budgetMistakes.js';

export const budgetsConfig = z
  .array(budgetConfig)
  .default([])
  .describe('What may be spent, by whom and until when.')
  .meta({
    examples: [[{ id: 'payments-monthly', owner: 'payments', scope: { team: 'payments' }, amount: '42000' }]],
  });

/** Refuses what only all budgets and the dimensions together show; places begin with `budgets`. */
export function refuseMistakenBudgets(
  budgets: readonly Budget[],
  dimensions: readonly string[],
  context: z.RefinementCtx,
): void {
  for (const { index, path, message } of budgetMistakes(budgets, dimensions)) {
    context.addIssue({ code: 'custom', path: ['budgets', index, ...path], message });
  }
}
