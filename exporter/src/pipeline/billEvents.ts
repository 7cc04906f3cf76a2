import type { NewEvent } from '../ledger/Ledger.js';
import type { FileState, Manifest } from '../store/Manifest.js';
import type { Library } from './readBill.js';
import type { SourceReading } from './readSource.js';

/** What the ledger keeps of the files of a refresh: each bill when it is read, each problem when it appears. */
export function billEvents(before: Manifest, readings: readonly SourceReading[], library: Library): NewEvent[] {
  return readings.flatMap(({ id: source, read }) =>
    read.flatMap((state): NewEvent[] => {
      if (state.problem === null) return [billEvent(source, state, library)];
      const known = before.sources[source]?.files.find(({ name }) => name === state.name);
      return known?.problem === state.problem
        ? []
        : [{ type: 'quarantined', payload: { source, file: state.name, reason: state.problem } }];
    }),
  );
}

function billEvent(source: string, { name, bill }: FileState, library: Library): NewEvent {
  const held = bill === null ? undefined : library.bills.get(bill);
  return {
    type: 'bill',
    payload: {
      source,
      file: name,
      digest: bill?.slice(0, 64),
      format: held?.format,
      mapping: held?.mapping,
      records: held?.records,
      rejected: held?.rejected,
      parts: held?.parts.map((id) => {
        const part = library.parts.get(id);
        return { period: part?.period, rows: part?.rows, digest: part?.digest, ...part?.costs };
      }),
    },
  };
}
