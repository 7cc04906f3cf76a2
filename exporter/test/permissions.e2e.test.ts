import { appendFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEstate } from './safety/createEstate.js';
import { start } from './safety/outlay.js';
import { reopen } from './safety/reopen.js';

const USUAL_MASK = ['sh', '-c', 'umask 022; exec "$@"', 'sh'];

describe('a store', () => {
  it('is readable by its owner only: folders 0700, files 0600, parts and rejects and the ledger alike', async () => {
    const estate = await createEstate({ sources: 1 });
    try {
      await estate.deliver('A');
      const bill = join(dirname(estate.config), 'source-1', `${estate.periods.join('--')}.csv`);
      await appendFile(bill, 'not an amount,1,1,1,USD\n');
      expect((await start(['ingest', '--config', estate.config], USUAL_MASK).ended).code).toBe(0);
      await reopen(estate, async () => {
        const entries = await readdir(estate.store, { recursive: true, withFileTypes: true });
        const modes = new Map<string, string>();
        for (const entry of entries) {
          const { mode } = await stat(join(entry.parentPath, entry.name));
          modes.set(entry.name, `${entry.isDirectory() ? 'folder' : 'file'} ${(mode & 0o777).toString(8)}`);
        }
        expect(((await stat(estate.store)).mode & 0o777).toString(8)).toBe('700');
        expect(modes.size).toBeGreaterThan(12);
        expect(
          entries.some(({ parentPath, name }) => parentPath.endsWith('rejects') && name.endsWith('.parquet')),
        ).toBe(true);
        expect(new Set(modes.values())).toEqual(new Set(['folder 700', 'file 600']));
      });
    } finally {
      await estate.remove();
    }
  });
});
