import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { configSchema } from './schema.js';
import { placeOf } from './placeOf.js';

type Issue = z.core.$ZodIssue;
type Schema = z.core.JSONSchema.BaseSchema;

/** What is wrong at one place of a configuration and what to write there: `sources[0].path: is missing; write …`. */
export function describeIssue(issue: Issue): string[] {
  const schema = schemaAt(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${placeOf(issue.path)}: ${unknownKey(key, Object.keys(schema.properties ?? {}))}`);
  }
  return [`${placeOf(issue.path)}: ${isOwnWording(issue) ? issue.message : wording(issue, schema)}`];
}

/** The part of the JSON Schema that describes a place, with an example from the parts around it; empty where nothing may stand. */
function schemaAt(path: readonly PropertyKey[]): Schema {
  let schema: Schema = z.toJSONSchema(configSchema, { io: 'input', override: keepExamples });
  for (const step of path) {
    schema = (schema.anyOf ?? schema.oneOf ?? []).find((one) => one.properties?.[String(step)] !== undefined) ?? schema;
    const next: unknown =
      typeof step === 'number' ? schema.items : (schema.properties?.[String(step)] ?? schema.additionalProperties);
    const within = exampleWithin(schema.examples?.[0], step);
    schema = typeof next === 'object' && next !== null ? { ...within, ...next } : {};
  }
  return schema;
}

/** Zod leaves out the examples of what it transforms, such as a duration. */
function keepExamples({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Schema }): void {
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples)) jsonSchema.examples = examples;
}

function exampleWithin(whole: unknown, step: PropertyKey): Schema {
  if (typeof whole !== 'object' || whole === null) return {};
  const found: unknown = (whole as Record<PropertyKey, unknown>)[step] ?? Object.values(whole)[0];
  return found === undefined ? {} : { examples: [found] };
}

function unknownKey(key: string, known: readonly string[]): string {
  const longer = known.find((name) => name.startsWith(`${key}_`));
  const guess = longer ?? (known.length === 0 ? undefined : closest(key, known));
  const isNear = longer !== undefined || (guess !== undefined && distance(key, guess) <= Math.max(2, key.length / 3));
  return `unknown key "${key}"; ${isNear ? `did you mean "${guess}"?` : `there are ${known.join(', ')}`}`;
}

/** Rooms word what only they know; zod's words for the rest name types, not what to write. */
function isOwnWording({ code, message }: Issue): boolean {
  return !/^(Invalid|Too (small|big))\b/.test(message) || code === 'custom';
}

function wording(issue: Issue, schema: Schema): string {
  if (issue.code === 'invalid_type') return typeWording(issue, schema);
  if (issue.code === 'invalid_value') return `write ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ');
  if (issue.code === 'too_big') return `write at most ${String(issue.maximum)}`;
  if (issue.code !== 'too_small') return issue.message;
  return typeof issue.input === 'number'
    ? `write at least ${String(issue.minimum)}`
    : `is empty; write for example ${sample(schema)}`;
}

function typeWording({ expected, input }: z.core.$ZodIssueInvalidType, schema: Schema): string {
  if (input === undefined) return `is missing; write for example ${sample(schema)}`;
  return `write ${KINDS[expected] ?? expected}, not ${kindOf(input)}; for example ${sample(schema)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'settings as "key: value"',
  record: 'settings as "key: value"',
};

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'string' ? 'text' : 'settings';
}

/** An example of what may stand at a place, as JSON, which is YAML too. */
function sample(schema: Schema): string {
  return JSON.stringify(example(schema));
}

function example(schema: Schema): unknown {
  const { examples, default: standard, items, properties = {}, required = [] } = schema;
  const given = examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? standard;
  if (given !== undefined) return given;
  if (schema.type === 'array') return [example(items as Schema)];
  if (schema.type === 'object')
    return Object.fromEntries(required.map((key) => [key, example(properties[key] as Schema)]));
  return schema.type === 'string' ? 'text' : 1;
}
