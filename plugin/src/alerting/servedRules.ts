/** An object of JSON whose fields are looked at one by one. */
export type Fields = Readonly<Record<string, unknown>>;

/** A rule as the exporter writes it; only what installing looks at has a type. */
export interface ServedRule extends Fields {
  readonly uid: string;
  readonly title: string;
  readonly data: readonly Fields[];
}

export interface ServedGroup {
  readonly title: string;
  readonly interval: number;
  readonly rules: readonly ServedRule[];
}

/** What `GET /api/v1/rules?format=grafana` of the exporter answers. */
export interface ServedRules {
  readonly folder: { readonly uid: string; readonly title: string };
  readonly groups: readonly ServedGroup[];
}

/** What the exporter served are not rules that can be installed. */
export class ServedRulesError extends Error {
  override readonly name = 'ServedRulesError';
}

/** Reads the answer of the exporter. It refuses whatever would delete rules when sent to Grafana: groups without rules. */
export function readServedRules(body: unknown): ServedRules {
  if (!isFields(body) || !isFields(body['folder']) || !Array.isArray(body['groups'])) {
    throw new ServedRulesError('the answer has no folder or no groups');
  }
  const { uid, title } = body['folder'];
  if (typeof uid !== 'string' || typeof title !== 'string')
    throw new ServedRulesError('the folder has no uid or title');
  const groups = body['groups'].map(readGroup);
  if (groups.length === 0) throw new ServedRulesError('there are no groups');
  refuseTwice(groups.map((group) => group.title));
  refuseTwice(groups.flatMap((group) => group.rules.map((rule) => rule.uid)));
  return { folder: { uid, title }, groups };
}

/** The same rules for a data source and folder of this Grafana; nothing else changes. */
export function aimedAt(
  served: ServedRules,
  { datasourceUid, folderUid }: { readonly datasourceUid: string; readonly folderUid?: string },
): ServedRules {
  return {
    folder: { ...served.folder, uid: folderUid ?? served.folder.uid },
    groups: served.groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({ ...rule, data: rule.data.map((query) => asking(query, datasourceUid)) })),
    })),
  };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readGroup(group: unknown): ServedGroup {
  if (!isFields(group)) throw new ServedRulesError('a group is no object');
  const { title, interval, rules } = group;
  if (typeof title !== 'string' || title === '') throw new ServedRulesError('a group has no title');
  if (typeof interval !== 'number') throw new ServedRulesError(`group ${title} has no interval`);
  if (!Array.isArray(rules) || rules.length === 0) throw new ServedRulesError(`group ${title} has no rules`);
  return { title, interval, rules: rules.map((rule: unknown) => readRule(rule, title)) };
}

function readRule(rule: unknown, group: string): ServedRule {
  if (!isFields(rule)) throw new ServedRulesError(`a rule of group ${group} is no object`);
  const { uid, title, data } = rule;
  if (typeof uid !== 'string' || typeof title !== 'string') {
    throw new ServedRulesError(`a rule of group ${group} has no uid or title`);
  }
  if (!Array.isArray(data) || data.length === 0 || !data.every(isFields)) {
    throw new ServedRulesError(`rule ${title} asks nothing`);
  }
  return { ...rule, uid, title, data };
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ServedRulesError(`${twice} comes twice`);
}

/** Expressions ask no data source: they calculate with what queries answered. */
function asking(query: Fields, uid: string): Fields {
  if (query['datasourceUid'] === '__expr__' || query['datasourceUid'] === '-100') return query;
  const model = isFields(query['model']) ? query['model'] : {};
  const datasource = isFields(model['datasource']) ? { ...model['datasource'], uid } : { type: 'prometheus', uid };
  return { ...query, datasourceUid: uid, model: { ...model, datasource } };
}
