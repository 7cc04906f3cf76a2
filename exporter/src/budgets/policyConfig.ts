import { z } from 'zod';
import { duration } from '../domain/duration.js';
import { BURN_WINDOWS, WINDOW_LENGTH } from './burn/BurnWindow.js';

const window = z.enum(BURN_WINDOWS, {
  error: `write ${BURN_WINDOWS.slice(0, -1).join(', ')} or ${BURN_WINDOWS.at(-1) ?? ''}`,
});
const RATIO = 'write a ratio from 0 to 1, such as 0.05 for 5 %';
const ratio = z.number({ error: RATIO }).min(0, RATIO).max(1, RATIO);

const pair = z
  .strictObject({
    long: window.describe('The longer window of a pair.'),
    short: window.describe(
      'The shorter window. Where a source has no hours, 6h is left out and the long one decides alone.',
    ),
  })
  .refine(
    ({ long, short }) => WINDOW_LENGTH[short] < WINDOW_LENGTH[long],
    'write a short window below the long one, such as { long: 1d, short: 6h }',
  );

const page = z
  .strictObject({
    pairs: z
      .array(pair)
      .min(1, 'name at least one pair, such as { long: 1d, short: 6h }')
      .default([
        { long: '1d', short: '6h' },
        { long: '3d', short: '1d' },
      ])
      .describe('Both windows of one pair must agree. The guards on overspend and burn look at the first pair.'),
    horizon: duration.prefault('72h').describe('Pages when the budget runs out within this time.'),
    urgent: duration.prefault('24h').describe('The page is of high urgency within this time.'),
    overspend: ratio
      .default(0.05)
      .describe('Least projected overspend of a page, as a share of the amount; see also minimum_amount.'),
    burn: z
      .number({ error: 'write a factor, such as 1.25' })
      .min(1, 'write 1 or more: 1 is exactly on plan')
      .default(1.25)
      .describe('Burn above which there may be a page; 1 is exactly on plan.'),
  })
  .refine(({ horizon, urgent }) => urgent <= horizon, {
    path: ['urgent'],
    message: 'write a time within the horizon',
  })
  .prefault({})
  .describe('When the budget pages.');

const ticket = z
  .strictObject({
    windows: z
      .array(window)
      .min(1, 'name at least one window, such as 7d')
      .default(['7d', '1d'])
      .describe('Every one of these windows must project the overspend.'),
    overspend: ratio
      .default(0.02)
      .describe('Projected overspend above which there is a ticket, as a share of the amount.'),
  })
  .prefault({})
  .describe('When the budget is worth a ticket. Exhausted budgets and stale data always are.');

export const policyConfig = z
  .strictObject({ page, ticket })
  .prefault({})
  .describe('Windows, thresholds and guards of the alerts of this budget.');

/** When a budget pages and when it is worth a ticket. Times are milliseconds. */
export type Policy = Readonly<z.infer<typeof policyConfig>>;
