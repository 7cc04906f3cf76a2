import { atLeast } from '../limit.js';
import { bestOf, measure } from '../measure.js';

/** The server's CPU for one scrape of 50,000 series, against one that asks prom-client's registry. */
export async function scrape() {
  const { exporter, promClient } = await bestOf(3, {
    exporter: () => measure('scrapes', { server: 'exporter', times: 100 }),
    promClient: () => measure('scrapes', { server: 'prom-client', times: 10 }),
  });
  return [
    atLeast(50, {
      figure: 'prom-client : exporter, CPU of a scrape of 50,000 series',
      value: promClient.cpuSeconds / exporter.cpuSeconds,
      of: exporter,
      baseline: promClient,
    }),
  ];
}
