import { open, readFile, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How far a ledger has come: the number of its events and the hash of the last. */
export interface LedgerHead {
  readonly length: number;
  readonly head: string;
}

/** What `ledger.head.json` says; null when it is not there, 'unreadable' when it is not as it was written. */
export async function readHead(ledger: string): Promise<LedgerHead | 'unreadable' | null> {
  let text: string;
  try {
    text = await readFile(headPath(ledger), 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const match = /^\{"length":(\d{1,15}),"head":"([0-9a-f]{64})"\}\n$/.exec(text);
  if (match === null) return 'unreadable';
  return { length: Number(match[1]), head: match[2] ?? '' };
}

/** Replaces the head durably; `folder` is the open folder of the ledger. */
export async function writeHead(ledger: string, { length, head }: LedgerHead, folder: FileHandle): Promise<void> {
  const aside = asidePath(ledger);
  try {
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ length, head })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, headPath(ledger));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await folder.sync();
}

/** Removes what a kill left of a head that was being written. */
export async function removeUnfinishedHead(ledger: string): Promise<void> {
  await rm(asidePath(ledger), { force: true });
}

/** The file that remembers how far the ledger has durably come, so that a cut tail shows. */
function headPath(ledger: string): string {
  return join(dirname(ledger), 'ledger.head.json');
}

function asidePath(ledger: string): string {
  return `${headPath(ledger)}.new`;
}
