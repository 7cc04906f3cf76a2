import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { openApp, verifyStore } from '../src/app.js';
import { loadConfig } from '../src/config/loadConfig.js';
import { StoreError } from '../src/domain/StoreError.js';
import type { Manifest } from '../src/store/Manifest.js';
import { filesOf } from '../src/store/sweep.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate } from './safety/createEstate.js';
import { run } from './safety/outlay.js';
import { reopen } from './safety/reopen.js';

describe('outlay verify', () => {
  let estate: Estate;
  const whole = new Map<string, Buffer>();
  beforeAll(async () => {
    estate = await createEstate({ sources: 1, periods: ['2026-08', '2026-09'], charges: 5 });
    await estate.deliver('A');
    await reopen(estate, (app) => app.refresh());
    await estate.deliver('B');
    const bill = join(dirname(estate.config), 'source-1', '2026-08--2026-09.csv');
    await appendFile(bill, 'not an amount,1,1,1,USD\n');
    const manifest = await reopen(estate, async (app) => {
      await app.refresh();
      return app.manifest();
    });
    for (const file of ['manifest.json', 'ledger.jsonl', 'ledger.head.json', ...filesOf(manifest)]) {
      whole.set(file, await readFile(join(estate.store, file)));
    }
  });
  afterEach(async () => {
    for (const [file, bytes] of whole) await writeFile(join(estate.store, file), bytes);
    expect(await verifyStore(estate.store)).toEqual([]);
  });
  afterAll(() => estate.remove());

  test.each(['parts', 'daily', 'rejects', 'revisions', 'snapshots'])(
    'finds one changed byte and a missing file among the %s',
    async (kind) => {
      const files = [...whole.keys()].filter((file) => file.includes(kind));
      expect(files).not.toEqual([]);
      for (const file of files) {
        const bytes = Buffer.from(whole.get(file)!);
        bytes[bytes.length >> 1]! ^= 1;
        await writeFile(join(estate.store, file), bytes);
        expect(await verifyStore(estate.store)).toEqual([`${file}: its bytes were changed`]);
        await rm(join(estate.store, file));
        expect(await verifyStore(estate.store)).toEqual([`${file}: is missing or unreadable (ENOENT)`]);
        await writeFile(join(estate.store, file), whole.get(file)!);
      }
    },
  );

  it('finds any change of the manifest, which is then not opened either', async () => {
    const text = whole.get('manifest.json')!;
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(text);
        bytes[at]! ^= change;
        await writeFile(join(estate.store, 'manifest.json'), bytes);
        expect(await verifyStore(estate.store)).not.toEqual([]);
        await expect(openApp(loadConfig(estate.config, {}))).rejects.toThrow(StoreError);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a total that was edited with care, and says that the manifest is not the published one', async () => {
    const manifest = JSON.parse(whole.get('manifest.json')!.toString('utf8')) as Manifest;
    const [id, part] = Object.entries(manifest.parts)[0]!;
    const parts = { ...manifest.parts, [id]: { ...part, costs: { ...part.costs, effective: '1' } } };
    await writeFile(join(estate.store, 'manifest.json'), `${JSON.stringify({ ...manifest, parts })}\n`);
    const { code, stdout } = await run(['verify', '--config', estate.config]);
    expect(code).toBe(1);
    expect(stdout).toBe('manifest: the ledger does not record this manifest.json: it was edited or replaced\n');
    await expect(openApp(loadConfig(estate.config, {}))).rejects.toThrow(
      `the store cannot be trusted: manifest: the ledger does not record this manifest.json: it was edited or replaced; restore ${estate.store} from a backup`,
    );
  });

  test.each([
    { name: 'without its ledger', file: 'ledger.jsonl' },
    { name: 'without its ledger head', file: 'ledger.head.json' },
    { name: 'without its snapshot', file: 'snapshots' },
  ])('makes nobody open a store $name', async ({ file }) => {
    const gone = [...whole.keys()].find((name) => name.startsWith(file))!;
    await rm(join(estate.store, gone));
    expect(await verifyStore(estate.store)).not.toEqual([]);
    await expect(openApp(loadConfig(estate.config, {}))).rejects.toThrow(StoreError);
  });
});
