import type { Instant } from '../../domain/Day.js';
import type { Columns } from '../tables/EstateTables.js';
import type { Scale } from '../decimal.js';

/** How a provider writes its file. */
export interface Layout {
  readonly columns: readonly string[];
  /** Column → name under which its value is kept, where the two differ. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly byteOrderMark: boolean;
  readonly newline: '\n' | '\r\n';
  /** What stands for a null. */
  readonly nullText: '' | 'NULL';
  readonly time: (instant: Instant, columns: Columns) => string;
  readonly number: (units: number, scale: Scale) => string;
  readonly tags: (json: string) => string;
  /** First digits of invoice numbers, where the export has them. */
  readonly invoicePrefix: string;
}
