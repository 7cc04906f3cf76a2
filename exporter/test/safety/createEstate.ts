import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatUnits } from '../../src/domain/Money.js';
import { billText } from './billText.js';

/** Two editions of the same bills: every file differs, and so does every total. */
export type Version = 'A' | 'B';

export interface EstateOptions {
  readonly sources?: number;
  readonly periods?: readonly string[];
  /** Charges in each file. */
  readonly charges?: number;
  /** Where the store lies; a folder of the estate unless told otherwise. */
  readonly store?: string;
}

/** Bills of a few sources in a temporary folder, with the configuration that reads them. */
export interface Estate {
  readonly config: string;
  readonly store: string;
  readonly sources: readonly string[];
  readonly periods: readonly string[];
  /** Puts one edition of every bill where the exporter finds it. */
  deliver(version: Version): Promise<void>;
  /** Exact effective cost of each source, as the bills add up. */
  totals(version: Version): Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export async function createEstate(options: EstateOptions = {}): Promise<Estate> {
  const { sources: count = 4, periods = ['2026-07', '2026-08', '2026-09'], charges = 120 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'outlay-estate-'));
  const sources = Array.from({ length: count }, (_, index) => `source-${index + 1}`);
  const store = options.store ?? join(folder, 'store');
  const config = join(folder, 'outlay.yaml');
  for (const source of sources) await mkdir(join(folder, source));
  await writeFile(config, configuration(store, sources));

  const bills = (version: Version) =>
    sources.flatMap((source, index) =>
      periods.map((period) => ({
        source,
        name: join(folder, source, `${period}.csv`),
        bill: billText({ period, charges, seed: index * 100 + (version === 'A' ? 0 : 7) }),
      })),
    );
  return {
    config,
    store,
    sources,
    periods,
    deliver: async (version) => {
      for (const { name, bill } of bills(version)) await writeFile(name, bill.text);
    },
    totals: (version) => {
      const units = new Map<string, bigint>();
      for (const { source, bill } of bills(version)) units.set(source, (units.get(source) ?? 0n) + bill.effective);
      return Object.fromEntries([...units].map(([source, sum]) => [source, formatUnits(sum)]));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function configuration(store: string, sources: readonly string[]): string {
  return JSON.stringify({
    store: { path: store, memory: '256MiB' },
    server: { listen: '127.0.0.1:0' },
    sources: sources.map((id) => ({ id, type: 'directory', path: `./${id}`, settle: '0s' })),
  }); // JSON is YAML
}
