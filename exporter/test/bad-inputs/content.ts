import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of a file of this corpus. */
export function content(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'files', name));
}
