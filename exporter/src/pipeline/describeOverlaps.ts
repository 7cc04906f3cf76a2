import type { Manifest, SourceState } from '../store/Manifest.js';
import type { Engine } from '../store/Engine.js';
import { askOverlaps } from '../store/questions/askOverlaps.js';
import type { Overlap } from '../store/questions/askOverlaps.js';
import type { Edition } from '../store/questions/cells.js';
import type { ChangedPeriod } from '../store/writeRevision.js';
import type { SourceReading } from './readSource.js';

/** Says of each changed period whether files that no manifest names hold charges of the same days. */
export async function describeOverlaps(
  engine: Engine,
  edition: Edition,
  sources: Record<string, SourceState>,
  changed: readonly ChangedPeriod[],
  readings: readonly SourceReading[],
): Promise<Manifest['sources']> {
  const described: Record<string, SourceState> = { ...sources };
  for (const { source, period, after } of changed) {
    const state = described[source];
    const held = state?.periods[period];
    const loose = readings.find(({ id }) => id === source)?.loose;
    if (state === undefined || held === undefined || loose === undefined) continue;
    const [overlap] = await askOverlaps(
      engine,
      edition,
      after.filter((part) => loose.has(part)),
    );
    const words = overlap === undefined ? null : wordsFor(overlap, state, edition);
    described[source] = { ...state, periods: { ...state.periods, [period]: { ...held, overlap: words } } };
  }
  return described;
}

function wordsFor({ first, second, billingAccount, from, to }: Overlap, state: SourceState, edition: Edition): string {
  const names = [first, second].map((part) => nameOf(state, edition, part)).toSorted();
  return (
    `${names.join(' and ')} both hold charges of billing account ${billingAccount} from ${from} to ${to}; ` +
    'both count: if one is a newer copy of the other, remove the older'
  );
}

function nameOf({ files }: SourceState, { manifest }: Edition, part: string): string {
  return files.find(({ bill }) => bill !== null && manifest.bills[bill]?.parts.includes(part) === true)?.name ?? part;
}
