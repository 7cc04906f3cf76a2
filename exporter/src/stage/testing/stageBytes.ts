import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { StagedReject } from '../csv/RejectsFile.js';
import type { StagedFile } from '../stageFile.js';
import { stageFile } from '../stageFile.js';

export interface StagedBytes {
  readonly file: StagedFile;
  readonly content: Buffer;
  readonly rejects: readonly StagedReject[];
}

/** Stages bytes that arrive in chunks of the given size, and reads what was written. */
export function stageBytes(bytes: Buffer | string, name = 'bill.csv', chunkBytes = 65_536): Promise<StagedBytes> {
  return inNewFolder(async (into) => {
    const file = await stageFile({ name, open: () => Readable.from(cut(Buffer.from(bytes), chunkBytes)), into });
    const rejects = file.rejectsPath === null ? '' : await readFile(file.rejectsPath, 'utf8');
    return {
      file,
      content: await readFile(file.path),
      rejects: rejects
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as StagedReject),
    };
  });
}

export interface StagingFailure {
  readonly error: unknown;
  /** Names of the files that were left behind. */
  readonly left: readonly string[];
}

/** The error with which staging fails. */
export function stagingFailure(open: () => Readable, name = 'bill.csv'): Promise<StagingFailure> {
  return inNewFolder(async (into) => {
    const error: unknown = await stageFile({ name, open, into }).then(
      () => new Error('was staged without an error'),
      (reason: unknown) => reason,
    );
    return { error, left: await readdir(into) };
  });
}

export async function inNewFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-stage-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function cut(bytes: Buffer, chunkBytes: number): Buffer[] {
  const starts = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => index * chunkBytes);
  return starts.map((start) => bytes.subarray(start, start + chunkBytes));
}
