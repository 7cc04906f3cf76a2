import type { DemoOptions } from './demo.js';

/** The committed example: two billing periods, small enough to read, dated once and for all. */
export const EXAMPLE: DemoOptions = { now: Date.parse('2026-11-20T12:00:00Z'), months: 2, seed: 7, scale: 0.05 };
