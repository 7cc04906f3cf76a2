import { setTimeout as sleep } from 'node:timers/promises';
import { hasPrometheus, startPrometheus } from '../../exporter/test/prometheus.js';
import type { RunningPrometheus } from '../../exporter/test/prometheus.js';
import { TOKENS } from './estate.js';
import type { Estate } from './estate.js';

export { hasPrometheus };

/** A real Prometheus, set up as documented. */
export interface Figures {
  readonly url: string;
  /** The values of an expression as of the last scrape, by one label; without a label there is one value, under ''. */
  byLabel(expression: string, label?: string): Promise<ReadonlyMap<string, number>>;
  /** The one value of an expression. */
  value(expression: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a Prometheus that scrapes an exporter and reads its history, and waits until it knows all of both. */
export async function startFigures(estate: Estate): Promise<Figures> {
  const prometheus = await startPrometheus({
    scrape: new URL(estate.url).host,
    bearerToken: TOKENS.viewer,
    remoteRead: {
      url: `${estate.url}/api/v1/read`,
      read_recent: true,
      filter_external_labels: false,
      required_matchers: { origin: 'finops' },
    },
  });
  const byLabel = async (expression: string, label = '') => {
    const { rows } = await prometheus.query(expression, Date.now());
    return new Map(rows.map(({ labels, value }) => [labels[label] ?? '', value]));
  };
  try {
    await untilScraped(prometheus);
  } catch (error) {
    await prometheus.stop();
    throw error;
  }
  return {
    url: prometheus.url,
    byLabel,
    value: async (expression) => {
      const value = (await byLabel(expression)).get('');
      if (value === undefined) throw new Error(`prometheus has no value of ${expression}`);
      return value;
    },
    stop: () => prometheus.stop(),
  };
}

async function untilScraped(prometheus: RunningPrometheus): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { rows } = await prometheus.query('count({__name__=~"finops_.+"}) and on () up == 1', Date.now());
    if (rows.length > 0) return;
    await sleep(100);
  }
  throw new Error('prometheus did not scrape the exporter in half a minute');
}
