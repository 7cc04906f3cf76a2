import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, in memory, that is as small as a test wants it. */
export interface Disk {
  readonly folder: string;
  resize(kibibytes: number): void;
  /** Takes up all of it but so many bytes. */
  leave(bytes: number): Promise<void>;
  unmount(): Promise<void>;
}

/** Whether this process may mount one. Suites that need it are skipped without, and say so. */
export const canMount = tryMount();

if (!canMount) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn('SKIPPED: the suites with a full disk; they mount a tmpfs, so run them as root where that is allowed');
}

export async function mountDisk(kibibytes: number): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-disk-'));
  mount(folder, `size=${kibibytes}k,mode=0700`);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    resize: (size) => mount(folder, `remount,size=${size}k`),
    leave: async (bytes) => {
      await rm(ballast, { force: true });
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    unmount: async () => {
      execFileSync('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'outlay-test', folder], { stdio: 'ignore' });
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'outlay-disk-'));
  try {
    mount(folder, 'size=64k');
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
