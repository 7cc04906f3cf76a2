import type { Readable } from 'node:stream';
import type { Instant } from '../domain/Day.js';

/** A bill as it lies at its source. */
export interface BillFile {
  /** Path inside the source, `/` between folders: how users find it again. */
  readonly name: string;
  readonly bytes: number;
  readonly modified: Instant;
  /** Changes whenever the bytes may have changed. */
  readonly signature: string;
  /** Why there are no bytes to open, such as a link to nothing. */
  readonly problem?: string;
  /** The bytes. The stream fails with SourceError when they changed while they were read. */
  open(): Readable;
}

/** Where bills lie. */
export interface Source {
  readonly id: string;
  /** Every file, by name. Fails with SourceError when the place itself cannot be read. */
  list(): Promise<readonly BillFile[]>;
}
