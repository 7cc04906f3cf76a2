import { z } from 'zod';
import type { Pool } from '../domain/Attribution.js';
import type { Day } from '../domain/Day.js';
import type { LedgerEvent } from '../ledger/LedgerEvent.js';
import type { UsageOf } from './splitPools.js';

/** Units of owners by UTC day, of each query that splits a pool. A day that is not there is not known. */
export type MeasuredUsage = ReadonlyMap<string, ReadonlyMap<Day, Readonly<Record<string, number>>>>;

/** Type of the ledger event that holds units as they were measured: Prometheus forgets, a split must not. */
export const USAGE_MEASURED = 'usage_measured';

const usageMeasured = z.object({
  query: z.string(),
  days: z.record(z.string(), z.record(z.string(), z.number())),
});

/** Usage after one more event of the ledger; a day keeps what was measured first. */
export function foldUsage(
  measured: MeasuredUsage,
  { type, payload }: Pick<LedgerEvent, 'type' | 'payload'>,
): MeasuredUsage {
  if (type !== USAGE_MEASURED) return measured;
  const { query, days } = usageMeasured.parse(payload);
  return new Map(measured).set(query, new Map([...Object.entries(days), ...(measured.get(query) ?? [])]));
}

/** The measured units for pools that are split by them. */
export function usageOf(measured: MeasuredUsage, pools: readonly Pool[]): UsageOf {
  const queries = new Map(pools.flatMap(({ name, split }) => (split.kind === 'usage' ? [[name, split.query]] : [])));
  return (pool, day) => measured.get(queries.get(pool) ?? '')?.get(day) ?? null;
}
