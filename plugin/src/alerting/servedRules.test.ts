import { expect, it, test } from 'vitest';
import { aimedAt, readServedRules } from './servedRules';
import { servedByExporter } from './testing/servedByExporter.mjs';
import { served, servedRule } from './testing/rules';

it('reads what the exporter serves', async () => {
  const { folder, groups } = readServedRules(servedByExporter());
  expect(folder).toEqual({ uid: 'outlay', title: 'Outlay' });
  expect(groups.map(({ title }) => title)).toContain('finops-budgets');
  expect(groups.flatMap(({ rules }) => rules).length).toBeGreaterThan(10);
});

it('leaves nothing of what the exporter serves out', async () => {
  const body = servedByExporter() as { readonly groups: readonly { readonly rules: readonly object[] }[] };
  expect(readServedRules(body).groups.map(({ rules }) => rules)).toEqual(body.groups.map(({ rules }) => rules));
});

test.each([
  { name: 'no object', body: 'rules', message: 'the answer has no folder or no groups' },
  { name: 'no folder', body: { groups: [] }, message: 'the answer has no folder or no groups' },
  {
    name: 'a folder without a uid',
    body: { folder: { title: 'x' }, groups: [] },
    message: 'the folder has no uid or title',
  },
  { name: 'no groups', body: { ...served({}) }, message: 'there are no groups' },
  { name: 'a group that is no object', body: { ...served({}), groups: [1] }, message: 'a group is no object' },
  { name: 'a group without a title', body: { ...served({}), groups: [{}] }, message: 'a group has no title' },
  {
    name: 'a group without an interval',
    body: { ...served({}), groups: [{ title: 'g' }] },
    message: 'group g has no interval',
  },
  { name: 'a group without rules, which would delete all', body: served({ g: [] }), message: 'group g has no rules' },
  {
    name: 'a group whose rules are missing',
    body: { ...served({}), groups: [{ title: 'g', interval: 60 }] },
    message: 'group g has no rules',
  },
  {
    name: 'a rule that is no object',
    body: { ...served({}), groups: [{ title: 'g', interval: 60, rules: [1] }] },
    message: 'a rule of group g is no object',
  },
  {
    name: 'a rule without a uid',
    body: served({ g: [servedRule('a', { uid: 1 })] }),
    message: 'a rule of group g has no uid or title',
  },
  {
    name: 'a rule without queries',
    body: served({ g: [servedRule('a', { data: [] })] }),
    message: 'rule a asks nothing',
  },
  { name: 'a uid twice', body: served({ g: [servedRule('a')], h: [servedRule('a')] }), message: 'a comes twice' },
])('refuses $name', ({ body, message }) => {
  expect(() => readServedRules(body)).toThrow(message);
});

it('aims queries at a data source, and leaves the rest as it was served', () => {
  const before = served({ g: [servedRule('a')] });
  const after = aimedAt(before, { datasourceUid: 'mine' });
  const [query, expression] = after.groups[0]?.rules[0]?.data ?? [];
  expect(query).toMatchObject({
    datasourceUid: 'mine',
    model: { expr: 'up', datasource: { type: 'prometheus', uid: 'mine' } },
  });
  expect(expression).toEqual(before.groups[0]?.rules[0]?.data[1]);
  expect(JSON.parse(JSON.stringify(after).replaceAll('"mine"', '"prometheus"'))).toEqual(before);
});

it('takes another folder where one is given', () => {
  const target = { datasourceUid: 'mine', folderUid: 'costs' };
  expect(aimedAt(served({ g: [servedRule('a')] }), target).folder).toEqual({ uid: 'costs', title: 'Outlay' });
});
