import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp } from '../src/app.js';
import { loadConfig } from '../src/config/loadConfig.js';
import { demo } from '../src/demo/demo.js';
import { EXAMPLE } from '../src/demo/EXAMPLE.js';
import { formatUnits } from '../src/domain/Money.js';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

describe('examples', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-examples-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are what the generator writes last (npm run examples writes them again)', async () => {
    const last = new Map(
      demo(EXAMPLE).deliveries.flatMap(({ files }) => files.map((file) => [`${file.source}/${file.name}`, file])),
    );
    expect(last.size).toBeGreaterThan(8);
    for (const [name, file] of last) {
      const written = join(folder, name);
      await file.write(written);
      const [committed, generated] = await Promise.all(
        [join(examples, 'exports', name), written].map((path) => readFile(path)),
      );
      expect(content(name, committed), name).toBe(content(name, generated));
    }
  });

  it('load to the very totals that the generator knows', async () => {
    const config = loadConfig(join(examples, 'outlay.yaml'), {});
    const app = await openApp({ ...config, store: { ...config.store, path: join(folder, 'store') } });
    try {
      const { snapshot } = await app.refresh({ asOf: EXAMPLE.now });
      const totals = demo(EXAMPLE).truth.totals();
      for (const source of snapshot.overview.sources) {
        const expected = totals.filter((total) => total.source === source.id);
        expect(source).toMatchObject({
          up: true,
          rejected: 0,
          rows: expected.reduce((rows, total) => rows + total.rows, 0),
          billedCost: formatUnits(expected.reduce((sum, total) => sum + total.billed, 0n)),
          effectiveCost: formatUnits(expected.reduce((sum, total) => sum + total.effective, 0n)),
        });
      }
      expect(snapshot.overview.sources).toHaveLength(4);
    } finally {
      await app.close();
    }
  });
});

/** Compressed files may differ between versions of zlib; what they hold may not. */
function content(name: string, bytes: Buffer | undefined): string {
  const whole = bytes ?? Buffer.alloc(0);
  return (name.endsWith('.gz') ? gunzipSync(whole) : whole).toString('utf8');
}
