import { getPanelDataSummary } from '@grafana/data';
import { expect, it } from 'vitest';
import { Panel } from './components/Panel';
import { plugin } from './module';
import pluginJson from './plugin.json';
import { sampleSeries, sampleTable } from './sampleData';
import { suggest } from './suggestions';

it('is a panel that migrates its options and suggests itself', () => {
  expect(pluginJson).toMatchObject({ type: 'panel', id: 'outlay-allocation-panel' });
  expect(plugin.panel).toBe(Panel);
  expect(plugin.onPanelMigration).toBeDefined();
});

it('suggests itself for values that names tell apart', () => {
  const views = (frames: Parameters<typeof getPanelDataSummary>[0]) =>
    suggest(getPanelDataSummary(frames)).map(({ options }) => options?.view);
  expect(views([sampleTable()])).toEqual(['treemap', 'bars']);
  expect(views(sampleSeries())).toEqual(['treemap', 'bars']);
  expect(views(sampleSeries().slice(0, 1))).toEqual([]);
  expect(views([])).toEqual([]);
});
