import type { z } from 'zod';
import { budgetConfig } from '../budgetConfig.js';
import type { Budget } from '../budgetConfig.js';

/** A monthly budget of 42,000 that is planned evenly, with what a test sets. */
export function budgetOf(settings: Partial<z.input<typeof budgetConfig>> = {}): Budget {
  return budgetConfig.parse({ id: 'payments', owner: 'payments', amount: '42000', plan: 'linear', ...settings });
}
