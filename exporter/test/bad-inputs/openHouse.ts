import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Source } from '@outlay/contract/api';
import { openApp } from '../../src/app.js';
import type { App } from '../../src/app.js';
import { configSchema } from '../../src/config/schema.js';
import type { CostsQuestion } from '../../src/publish/CostQuestions.js';
import type { Files, Reject } from './BadInput.js';

/** The clock of the corpus. */
const NOW = Date.parse('2026-10-20T12:00:00Z');

/** An exporter over folders of bills, none of them there yet. */
export interface House {
  /** Everything that belongs to the house. */
  readonly root: string;
  readonly store: string;
  folder(source: string): string;
  /** Puts files into the folder of a source. */
  deliver(source: string, files: Files): Promise<void>;
  refresh(): Promise<void>;
  app(): App;
  /** What is published of a source. */
  source(id: string): Source;
  /** Every rejected record of a source. */
  rejects(id: string): Promise<readonly Reject[]>;
  /** Exact costs of October 2026 and all before, grouped. */
  costs(question: Pick<CostsQuestion, 'by' | 'basis' | 'granularity'> & Partial<CostsQuestion>): Promise<CostRows>;
  /** The text of /metrics. */
  metrics(): string;
  /** Closes the exporter and opens another over the same store. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

type CostRows = Awaited<ReturnType<NonNullable<ReturnType<App['questions']>>['costs']>>;

export interface HouseOptions {
  readonly sources: readonly string[];
  readonly delivery?: 'replace' | 'add';
}

/** The store lies below a folder that is named like a partition of Hive, and deep enough for `../../..` to stay inside. */
export async function openHouse({ sources, delivery = 'replace' }: HouseOptions): Promise<House> {
  const root = await mkdtemp(join(tmpdir(), 'outlay-bad-inputs-'));
  const store = join(root, 'a', 'BilledCost=7', 'store');
  const folder = (source: string): string => join(root, 'a', 'b', 'c', source);
  const config = configSchema.parse({
    store: { path: store, memory: '512MiB' },
    sources: sources.map((id) => ({ id, type: 'directory', path: folder(id), settle: '0s', delivery })),
    dimensions: { team: {} },
    publish: { labels: ['provider', 'cloud_service', 'team'], top: 10_000, max_series: 100_000 },
  });
  let app = await openApp(config);

  return {
    root,
    store,
    folder,
    deliver: async (source, files) => {
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder(source), name);
        await mkdir(dirname(path), { recursive: true });
        if (typeof content === 'function') await content(path);
        else await writeFile(path, content);
      }
    },
    refresh: async () => {
      await app.refresh({ simulatedNow: NOW });
    },
    app: () => app,
    source: (id) => published(app).overview.sources.find((source) => source.id === id)!,
    rejects: async (id) => {
      const { rejects } = await questions(app).rejects({ source: id, offset: 0, limit: 1_000 });
      return rejects.map(({ record, line, column, value, reason }) => [record, line, column, value, reason]);
    },
    costs: (question) =>
      questions(app).costs({
        from: '2000-01-01',
        to: '2026-11-01',
        matchers: [],
        offset: 0,
        limit: 10_000,
        ...question,
      }),
    metrics: () => published(app).text.toString(),
    restart: async () => {
      await app.close();
      app = await openApp(config);
    },
    remove: async () => {
      await app.close();
      await rm(root, { recursive: true });
    },
  };
}

function published(app: App) {
  const snapshot = app.snapshot();
  if (snapshot === null) throw new Error('nothing is published yet');
  return snapshot;
}

function questions(app: App) {
  const asked = app.questions();
  if (asked === undefined) throw new Error('no questions are answered yet');
  return asked;
}
