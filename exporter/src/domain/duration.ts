import ms from 'ms';
import { z } from 'zod';

/** A length of time in configuration, such as "90s", "15m", "36h" or "2d"; milliseconds once parsed. */
export const duration = z
  .string()
  .regex(/^\d{1,9}(ms|s|m|h|d)$/, 'write a number and a unit, such as "90s", "15m", "36h" or "2d"')
  .transform((text) => ms(text as ms.StringValue));
