import * as z from 'zod/mini';

/** An amount of money on the wire: a plain decimal with at most 12 decimals, such as "-12.5"; never a JSON number. */
export const decimal = z.string().check(z.regex(/^-?(0|[1-9]\d*)(\.\d{1,12})?$/));

/** The four cost columns of FOCUS, side by side. `effective` is meant wherever a name says nothing else. */
export const COST_BASES = ['effective', 'billed', 'list', 'contracted'] as const;

export type CostBasis = (typeof COST_BASES)[number];
