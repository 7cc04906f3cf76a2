import { readFileSync } from 'node:fs';

const FOLDER = `${import.meta.dirname}/schemas/`;

/** The schemas of this folder by name. */
export const SCHEMAS = {
  alertRuleGroup: read('alert-rule-group'),
  dashboard: read('dashboard'),
  dashboardImport: read('dashboard-import'),
  folder: read('folder'),
  pluginSettings: read('plugin-settings'),
  answers: read('answers'),
};

/** The schema of one kind of answer, such as `group` or `problem`. */
export function answerSchema(name) {
  if (!(name in SCHEMAS.answers.$defs)) throw new Error(`no schema for the answer ${name}`);
  return { $ref: `#/$defs/${name}`, $defs: SCHEMAS.answers.$defs };
}

function read(name) {
  return JSON.parse(readFileSync(`${FOLDER}${name}.schema.json`, 'utf8'));
}
