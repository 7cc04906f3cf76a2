import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatUnits } from '../../src/domain/Money.js';
import { billText } from './billText.js';
import type { Bill } from './billText.js';

/** Two editions of the same bills: every file differs, and so does every total. */
export type Version = 'A' | 'B';

export interface EstateOptions {
  readonly sources?: number;
  readonly periods?: readonly string[];
  /** Charges in each source and period. */
  readonly charges?: number;
  /** Where the store lies; a folder of the estate unless told otherwise. */
  readonly store?: string;
}

/** Exact effective cost of each source. A source is also the one sub-account of its charges. */
export type Totals = Readonly<Record<string, string>>;

export interface TotalsOptions {
  /** A period of a source that does not count. */
  readonly without?: { readonly source: string; readonly period: string };
  /** As it was delivered. */
  readonly times?: number;
}

/** Bills of a few sources in a temporary folder, with the configuration that reads them. */
export interface Estate {
  readonly config: string;
  readonly store: string;
  readonly sources: readonly string[];
  readonly periods: readonly string[];
  /** Puts one edition of every bill where the exporter finds it; `times` as many charges make reading it slow. */
  deliver(version: Version, times?: number): Promise<void>;
  /** What the bills add up to. */
  totals(version: Version, of?: TotalsOptions): Totals;
  remove(): Promise<void>;
}

/** Sources in turn deliver one file for all periods and one file for each. */
export async function createEstate(options: EstateOptions = {}): Promise<Estate> {
  const { sources: count = 4, periods = ['2026-07', '2026-08', '2026-09'], charges = 100 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'outlay-estate-'));
  const sources = Array.from({ length: count }, (_, index) => `source-${index + 1}`);
  const store = options.store ?? join(folder, 'store');
  const config = join(folder, 'outlay.yaml');
  for (const source of sources) await mkdir(join(folder, source));
  await writeFile(config, configuration(store, sources));

  const billsOf = (source: string, version: Version, times = 1): (Bill & { readonly name: string })[] => {
    const index = sources.indexOf(source);
    const files = index % 2 === 0 ? [periods] : periods.map((period) => [period]);
    const seed = index * 100 + (version === 'A' ? 0 : 7);
    return files.map((covered) => ({
      name: join(folder, source, `${covered.join('--')}.csv`),
      ...billText({ periods: covered, charges: charges * times, subAccount: source, seed }),
    }));
  };
  return {
    config,
    store,
    sources,
    periods,
    deliver: async (version, times) => {
      const bills = sources.flatMap((source) => billsOf(source, version, times));
      for (const { name, text } of bills) await writeFile(name, text);
    },
    totals: (version, { without, times } = {}) =>
      Object.fromEntries(
        sources.map((source) => {
          const costs = billsOf(source, version, times).flatMap(({ effective }) => Object.entries(effective));
          const counted = costs.filter(([period]) => source !== without?.source || period !== without.period);
          return [source, formatUnits(counted.reduce((sum, [, units]) => sum + units, 0n))];
        }),
      ),
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
