/**
 * Checks a value against a JSON Schema (draft 2020-12) as far as the schemas of this folder use it. A keyword that is
 * not known throws, so that no rule of a schema passes unread. Returns what is wrong, each with its place.
 */
export function checkSchema(schema, value, root = schema, path = '') {
  if (schema === true) return [];
  if (schema === false) return [`${path || '(all)'}: must not be there`];
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (SILENT.has(keyword)) return [];
    const check = CHECKS[keyword];
    if (check === undefined) throw new Error(`no check for the keyword ${keyword}`);
    return check(rule, value, { schema, root, path });
  });
}

/** Keywords that say nothing by themselves; then and else are read by if. */
const SILENT = new Set(['$schema', '$id', '$comment', '$defs', 'title', 'then', 'else']);

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const wrong = (isWrong, { path }, message) => (isWrong ? [`${path || '(all)'}: ${message}`] : []);
const below = ({ path }, name) => (path === '' ? String(name) : `${path}.${name}`);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const into = (schema, value, at, name) =>
  checkSchema(schema, value, at.root, name === undefined ? at.path : below(at, name));

const TYPES = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const CHECKS = {
  $ref: (rule, value, at) => into(pointed(at.root, rule), value, at),
  type: (rule, value, at) => wrong(!TYPES[rule](value), at, `must be of type ${rule}`),
  const: (rule, value, at) => wrong(!same(rule, value), at, `must be ${JSON.stringify(rule)}`),
  enum: (rule, value, at) => wrong(!rule.some((one) => same(one, value)), at, `must be one of ${rule.join(', ')}`),

  minLength: (rule, value, at) => wrong(TYPES.string(value) && value.length < rule, at, 'is too short'),
  maxLength: (rule, value, at) => wrong(TYPES.string(value) && value.length > rule, at, 'is too long'),
  pattern: (rule, value, at) =>
    wrong(TYPES.string(value) && !new RegExp(rule, 'u').test(value), at, `must match ${rule}`),

  minimum: (rule, value, at) => wrong(TYPES.number(value) && value < rule, at, `must be at least ${rule}`),
  multipleOf: (rule, value, at) =>
    wrong(TYPES.number(value) && value % rule !== 0, at, `must be a multiple of ${rule}`),

  items: (rule, value, at) => (Array.isArray(value) ? value.flatMap((one, index) => into(rule, one, at, index)) : []),
  minItems: (rule, value, at) => wrong(Array.isArray(value) && value.length < rule, at, 'has too few items'),
  maxItems: (rule, value, at) => wrong(Array.isArray(value) && value.length > rule, at, 'has too many items'),
  uniqueItems: (rule, value, at) =>
    wrong(
      rule && Array.isArray(value) && new Set(value.map((one) => JSON.stringify(one))).size < value.length,
      at,
      'has an item twice',
    ),

  required: (rule, value, at) =>
    isObject(value) ? rule.flatMap((name) => wrong(!(name in value), at, `needs ${name}`)) : [],
  properties: (rule, value, at) =>
    isObject(value)
      ? Object.entries(rule).flatMap(([name, schema]) => (name in value ? into(schema, value[name], at, name) : []))
      : [],
  additionalProperties: (rule, value, at) =>
    isObject(value)
      ? Object.keys(value)
          .filter((name) => !(name in (at.schema.properties ?? {})))
          .flatMap((name) => into(rule, value[name], at, name))
      : [],
  propertyNames: (rule, value, at) =>
    isObject(value) ? Object.keys(value).flatMap((name) => into(rule, name, at, name)) : [],
  dependentRequired: (rule, value, at) =>
    isObject(value)
      ? Object.entries(rule).flatMap(([name, needed]) => (name in value ? CHECKS.required(needed, value, at) : []))
      : [],

  allOf: (rule, value, at) => rule.flatMap((schema) => into(schema, value, at)),
  anyOf: (rule, value, at) => {
    const answers = rule.map((schema) => into(schema, value, at));
    return answers.some((mistakes) => mistakes.length === 0) ? [] : answers.flat();
  },
  if: (rule, value, at) => {
    const branch = into(rule, value, at).length === 0 ? at.schema.then : at.schema.else;
    return branch === undefined ? [] : into(branch, value, at);
  },
};

function pointed(root, reference) {
  const found = reference
    .slice('#/'.length)
    .split('/')
    .reduce((schema, name) => schema?.[name], root);
  if (found === undefined) throw new Error(`${reference} leads nowhere`);
  return found;
}
