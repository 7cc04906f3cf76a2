import type { Instant, Month } from '../../domain/Day.js';
import type { EstateTables } from '../tables/EstateTables.js';
import type { Batch } from '../charges/Charge.js';
import type { Story } from '../Story.js';

/** A file of an export: its path inside the folder of the source, and its text in chunks each time it is asked. */
export interface ExportFile {
  readonly name: string;
  readonly isCompressed: boolean;
  readonly text: () => Iterable<string>;
}

export interface Export {
  readonly story: Story;
  readonly month: Month;
  readonly knownAt: Instant;
  /** Whether the invoice of the month was issued. */
  readonly isClosed: boolean;
  readonly batches: () => Iterable<Batch>;
}

/** How one provider exports a billing period. */
export interface Provider {
  readonly tables: EstateTables;
  /** In the order of writing: a manifest follows the files that it names. */
  readonly files: (delivery: Export) => readonly ExportFile[];
}
