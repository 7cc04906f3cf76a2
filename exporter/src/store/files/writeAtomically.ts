import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces a file whole or not at all, even if the machine stops: write aside → fsync → rename → fsync of the directory.
 * A reader sees the old bytes or the new bytes. `temporary` is a folder of the same file system that is swept.
 */
export async function writeAtomically(path: string, bytes: string | Uint8Array, temporary: string): Promise<void> {
  const aside = join(temporary, `write-${randomUUID()}`);
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a file that another program wrote durable under its final name. The folder is synced by the caller, once. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const file = await open(from, 'r+');
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(from, to);
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
