import { SourceError } from '../domain/SourceError.js';
import { StoreError } from '../domain/StoreError.js';

/** Systems say what failed by code, DuckDB by message. */
const FAILURES: readonly (readonly [sign: RegExp, wording: (folder: string) => string])[] = [
  [
    /\b(ENOSPC|EDQUOT)\b|No space left on device|Disk quota exceeded|max_temp_directory_size/,
    (folder) =>
      `the disk of the store ${folder} is full: free space on it, or move the store to a larger one and set store.path; what was published before stays`,
  ],
  [
    /\bEROFS\b|Read-only file system/,
    (folder) => `the store ${folder} lies on a read-only file system: mount it writable, or set another store.path`,
  ],
  [
    /\b(EACCES|EPERM)\b|Permission denied/,
    (folder) =>
      `the store ${folder} may not be written: give the folder to the user of this process, or set another store.path`,
  ],
  [
    /\bEIO\b|Input\/output error/,
    (folder) =>
      `the disk of the store ${folder} fails (input/output error): run "outlay verify", and move the store to another disk`,
  ],
  [
    /^Out of Memory Error/,
    () => 'the query engine needs more memory than it may use: raise store.memory in the configuration',
  ],
];

/** The error as a StoreError that says what to do when the store's disk or memory failed; any other error as it is. */
export function storeFailure(error: unknown, folder: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof StoreError || error instanceof SourceError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const failure = FAILURES.find(([sign]) => sign.test(code) || sign.test(message));
  return failure === undefined ? error : new StoreError(failure[1](folder), { cause: error });
}
