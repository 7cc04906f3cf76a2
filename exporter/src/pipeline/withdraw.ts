import type { Month } from '../domain/Day.js';
import type { Manifest, PeriodState } from '../store/Manifest.js';
import { StoreError } from '../domain/StoreError.js';
import { publishDraft } from './publishDraft.js';
import type { Published } from './publishDraft.js';
import type { Moment, Rooms } from './Rooms.js';

/**
 * Takes one billing period of a source out, on the record. Its files stay out until they bring other charges.
 * Throws StoreError when the source has no charges of that period.
 */
export async function withdraw(rooms: Rooms, source: string, period: Month, moment: Moment): Promise<Published> {
  const before = rooms.store.manifest();
  const state = before.sources[source];
  const held = state?.periods[period];
  if (state === undefined || held === undefined || held.parts.length === 0) {
    throw new StoreError(`there is nothing to withdraw: source "${source}" has no charges of ${period}`);
  }
  const withdrawn: PeriodState = {
    revision: held.revision + 1,
    parts: [],
    withdrawn: [...held.withdrawn, ...held.parts],
    overlap: null,
  };
  const draft: Manifest = {
    ...before,
    sources: { ...before.sources, [source]: { ...state, periods: { ...state.periods, [period]: withdrawn } } },
  };
  const event = { type: 'withdrawn', payload: { source, period, parts: held.parts } };
  return publishDraft(rooms, moment, { draft, readings: [], events: [event] });
}
