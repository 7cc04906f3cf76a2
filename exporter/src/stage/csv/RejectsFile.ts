import { OutputFile } from '../OutputFile.js';
import type { Rejection } from './rejectionOf.js';

/** One line of a rejects file. */
export interface StagedReject extends Rejection {
  /** 1-based among the data records. */
  readonly record: number;
  /** Where the record starts: 1-based, header included. */
  readonly line: number;
  /** The record as it stands in the file, at most 64 KiB of it. */
  readonly row: string;
}

/** When this much is collected it is worth a write. */
const FLUSH_CHARACTERS = 1 << 18;

/** The records that cannot be loaded, as JSON lines. The file exists only once there are some. */
export class RejectsFile {
  count = 0;
  readonly #path: string;
  #output: OutputFile | null = null;
  #lines: string[] = [];
  #characters = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null when nothing was rejected. */
  get path(): string | null {
    return this.count === 0 ? null : this.#path;
  }

  add(reject: StagedReject): void {
    const line = `${JSON.stringify(reject)}\n`;
    this.#lines.push(line);
    this.#characters += line.length;
    this.count += 1;
  }

  get isFull(): boolean {
    return this.#characters >= FLUSH_CHARACTERS;
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    this.#output ??= await OutputFile.create(this.#path);
    this.#output.append(Buffer.from(this.#lines.join('')));
    this.#lines = [];
    this.#characters = 0;
    await this.#output.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#output?.close();
  }

  async discard(): Promise<void> {
    await this.#output?.discard();
  }
}
