import { getPanelDataSummary } from '@grafana/data';
import { expect, test } from 'vitest';
import { plugin } from './module';
import { DEFAULTS, migrateOptions } from './options';
import meta from './plugin.json';
import { budgetFrames, seriesOf } from './sampleData';
import { suggest } from './suggest';

test('the panel reads annotations, and is what plugin.json says', () => {
  expect(plugin.dataSupport?.annotations).toBe(true);
  expect(meta).toMatchObject({ id: 'outlay-budget-panel', type: 'panel', name: 'Budget burn-down' });
});

test.each([
  { name: 'none', options: undefined, becomes: DEFAULTS },
  { name: 'those of a mistake', options: { mode: 'pie', currency: 3, showBand: 'yes' }, becomes: DEFAULTS },
  {
    name: 'some',
    options: { mode: 'many', budget: '$budget' },
    becomes: { ...DEFAULTS, mode: 'many', budget: '$budget' },
  },
  { name: 'unknown ones', options: { showBand: false, colour: 'red' }, becomes: { ...DEFAULTS, showBand: false } },
])('options, $name', ({ options, becomes }) => {
  expect(migrateOptions({ options })).toEqual(becomes);
});

test('options that are understood stay as they are', () => {
  const options = { mode: 'one', budget: 'a', currency: 'EUR', showBand: false, showWindows: false } as const;
  expect(migrateOptions({ options })).toEqual(options);
});

test('the panel is suggested for budgets alone', () => {
  expect(suggest(getPanelDataSummary(budgetFrames()))).toHaveLength(1);
  expect(suggest(getPanelDataSummary([seriesOf('up', {}, 1)]))).toEqual([]);
  expect(suggest({})).toEqual([]);
});
