import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleAnswer } from './ruleAnswer.js';
import { ruleOptions } from './testing/ruleOptions.js';

it('answers Prometheus with its rule file', () => {
  const { contentType, body } = ruleAnswer('prometheus', ruleOptions());
  expect(contentType).toBe('application/yaml; charset=utf-8');
  expect(parse(body)).toHaveProperty('groups');
});

it('answers Grafana with a folder and the groups to put into it', () => {
  const { contentType, body } = ruleAnswer('grafana', ruleOptions({ folder: 'Cost', folder_uid: 'cost' }));
  expect(contentType).toBe('application/json; charset=utf-8');
  expect(JSON.parse(body)).toMatchObject({
    folder: { uid: 'cost', title: 'Cost' },
    groups: [{ title: 'finops-budgets', folderUid: 'cost', interval: 60 }, {}, {}, {}, {}],
  });
});
