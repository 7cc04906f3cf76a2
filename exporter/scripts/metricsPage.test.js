import { METRICS } from '@outlay/contract/metrics';
import { expect, it } from 'vitest';
import { metricsPage } from './metricsPage.js';

const page = metricsPage(METRICS);

it('lists every series of the catalogue once', () => {
  const listed = page.match(/^\| `finops_\w+`/gm)?.map((start) => start.slice(3, -1));
  expect(listed?.toSorted()).toEqual(Object.keys(METRICS).toSorted());
});

it('names the labels and says where the configured dimensions join them', () => {
  expect(page).toMatch(/^\| `finops_window_cost` \| gauge \| `window`, `currency`, \*dimensions\* \|/m);
  expect(page).toMatch(/^\| `finops_source_up` \| gauge \| `source` \|/m);
  expect(page).toMatch(/^\| `finops_exporter_series` \| gauge \| — \|/m);
});

it('refuses a series that no group has a place for', () => {
  const more = { ...METRICS, finops_surprise: METRICS.finops_source_up };
  expect(() => metricsPage(more)).toThrow('needs exactly one group in metricsPage.js for: finops_surprise');
});

it('refuses a question about a series that nobody publishes', () => {
  const { finops_source_up: _, ...rest } = METRICS;
  expect(() => metricsPage(rest)).toThrow('not in the catalogue: finops_source_up');
});
