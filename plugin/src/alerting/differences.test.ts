import { expect, it, test } from 'vitest';
import { differences } from './differences';
import { installedRule, servedRule } from './testing/rules';

it('sees none where Grafana only says it in other words', () => {
  expect(
    differences(installedRule('outlay-a'), servedRule('outlay-a', { folderUID: 'outlay', ruleGroup: 'g' })),
  ).toEqual([]);
});

test.each([
  { name: 'a day is 24 hours', before: { for: '1d' }, after: { for: '24h' }, fields: [] },
  { name: 'an hour and a half is not an hour', before: { for: '1h' }, after: { for: '1h30m' }, fields: ['for'] },
  { name: 'milliseconds are no minutes', before: { for: '5ms' }, after: { for: '5m' }, fields: ['for'] },
  { name: 'no keeping is 0s', before: { keep_firing_for: '0s' }, after: {}, fields: [] },
  { name: 'text that is no duration is told', before: { for: 'x' }, after: { for: '5m' }, fields: ['for'] },
  { name: 'null is absent', before: { record: null }, after: {}, fields: [] },
  { name: 'no labels are empty labels', before: { labels: {} }, after: {}, fields: [] },
  {
    name: 'a label that went',
    before: { labels: { a: '1', b: '2' } },
    after: { labels: { a: '1' } },
    fields: ['labels.b'],
  },
  { name: 'a pause is the choice of people', before: { isPaused: true }, after: { isPaused: false }, fields: [] },
  {
    name: 'a contact point of the rule',
    before: { notification_settings: { receiver: 'x' } },
    after: {},
    fields: ['notification_settings'],
  },
  {
    name: 'a query of a rule',
    before: { data: [{ refId: 'A', model: { expr: 'up', intervalMs: 1000 } }] },
    after: { data: [{ refId: 'A', model: { expr: 'down' } }] },
    fields: ['data.A.model.expr'],
  },
  {
    name: 'an interval that somebody chose',
    before: { data: [{ refId: 'A', model: { expr: 'up', intervalMs: 5000 } }] },
    after: { data: [{ refId: 'A', model: { expr: 'up' } }] },
    fields: ['data.A.model.intervalMs'],
  },
  {
    name: 'a threshold, deep in a list',
    before: { data: [{ refId: 'B', model: { conditions: [{ evaluator: { params: [0] } }] } }] },
    after: { data: [{ refId: 'B', model: { conditions: [{ evaluator: { params: [1] } }] } }] },
    fields: ['data.B.model.conditions'],
  },
  {
    name: 'a longer list',
    before: { data: [{ refId: 'B', model: { conditions: [1] } }] },
    after: { data: [{ refId: 'B', model: { conditions: [1, 2] } }] },
    fields: ['data.B.model.conditions'],
  },
  { name: 'a query that was added', before: { data: [] }, after: { data: [{ refId: 'C' }] }, fields: ['data'] },
])('$name', ({ before, after, fields }) => {
  expect(differences(before, after)).toEqual(fields);
});
