import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS, migrateOptions } from './options';

test.each([
  { name: 'nothing stored', stored: {}, options: DEFAULT_OPTIONS },
  { name: 'an unknown view', stored: { view: 'pie' }, options: DEFAULT_OPTIONS },
  {
    name: 'levels in one text',
    stored: { levels: 'team, service ,' },
    options: { ...DEFAULT_OPTIONS, levels: ['team', 'service'] },
  },
  {
    name: 'all options as they are',
    stored: { view: 'bars', levels: ['team'], previousRefId: ' B ', showChange: false },
    options: { view: 'bars', levels: ['team'], previousRefId: 'B', showChange: false },
  },
  {
    name: 'levels that are no text',
    stored: { levels: [1, null, 'team', ''] },
    options: { ...DEFAULT_OPTIONS, levels: ['team'] },
  },
])('$name', ({ stored, options }) => {
  expect(migrateOptions({ options: stored as Partial<typeof DEFAULT_OPTIONS> })).toEqual(options);
});
