import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const weights = z.array(z.number().positive());

/** A plan as it stands in the ledger. */
export const frozenPlan = z.object({
  budget: z.string(),
  periodStart: day,
  periodEnd: day,
  amount: z.string(),
  scopeKey: z.string(),
  kind: z.enum(['linear', 'weekday', 'forecast']),
  weekdays: weights.length(7).readonly(),
  hours: weights.length(24).readonly(),
  days: weights.readonly().nullable(),
  weeks: z.int().min(0),
});

/**
 * How spend is planned over one period, fixed at its start. Weights are relative, 1 on average: of weekdays from Sunday on,
 * of hours of the day, and of the days of the period where a forecast told them. Before the period weekdays go on.
 * `weeks` is how many weeks the shape was learnt from; 0 is flat.
 */
export type FrozenPlan = Readonly<z.infer<typeof frozenPlan>>;
