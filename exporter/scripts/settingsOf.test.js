import { expect, it, test } from 'vitest';
import * as z from 'zod';
import { inlineReferences } from './inlineReferences.js';
import { settingsOf } from './settingsOf.js';

const directory = z.strictObject({ type: z.literal('directory'), id: z.string(), path: z.string() });
const bucket = z.strictObject({ type: z.literal('s3'), id: z.string(), bucket: z.string().optional() });

test.each([
  {
    name: 'settings of objects follow their object',
    schema: z.strictObject({ store: z.strictObject({ path: z.string() }) }),
    settings: ['store: object', 'store.path: text'],
  },
  {
    name: 'the entries of a list',
    schema: z.strictObject({ sources: z.array(directory) }),
    settings: ['sources: list', 'sources[].type: `"directory"`', 'sources[].id: text', 'sources[].path: text'],
  },
  {
    name: 'names that the writer chooses',
    schema: z.strictObject({ dimensions: z.record(z.string(), z.strictObject({ tags: z.array(z.string()) })) }),
    settings: ['dimensions: object by name', 'dimensions.<name>.tags: list of text'],
  },
  {
    name: 'names within names',
    schema: z.strictObject({ values: z.record(z.string(), z.record(z.string(), z.array(z.int()))) }),
    settings: ['values: list of whole number by name by name'],
  },
  {
    name: 'variants: what all have stands once, the rest names its variant',
    schema: z.strictObject({ sources: z.array(z.discriminatedUnion('type', [directory, bucket])) }),
    settings: [
      'sources: list of object',
      'sources[].type: `"directory"` or `"s3"`',
      'sources[].id: text',
      'sources[].path: text (type: directory)',
      'sources[].bucket: text (type: s3)',
    ],
  },
  {
    name: 'a value or an object',
    schema: z.strictObject({ owner: z.union([z.string(), z.strictObject({ email: z.email() })]) }),
    settings: ['owner: text or object', 'owner.email: text'],
  },
  {
    name: 'all parts of an intersection',
    schema: z.strictObject({
      when: z.object({ column: z.string() }).and(z.record(z.string(), z.strictObject({ matches: z.string() }))),
    }),
    settings: ['when: object', 'when.column: text', 'when.<name>.matches: text'],
  },
  {
    name: 'a schema with a name of its own',
    schema: z.strictObject({
      every: z.string().meta({ id: 'Duration' }),
      other: z.array(directory.meta({ id: 'Dir' })),
    }),
    settings: ['every: text', 'other: list', 'other[].type: `"directory"`', 'other[].id: text', 'other[].path: text'],
  },
])('$name', ({ schema, settings }) => {
  expect(described(schema)).toEqual(settings);
});

it('ends where a schema contains itself', () => {
  const condition = z.strictObject({
    column: z.string(),
    get not() {
      return condition.optional();
    },
  });
  expect(described(z.strictObject({ when: condition }))).toEqual([
    'when: object',
    'when.column: text',
    'when.not: anything',
  ]);
});

it('tells required settings from optional ones, a default being optional', () => {
  const schema = z.strictObject({ a: z.string(), b: z.string().optional(), c: z.string().default('x') });
  expect(read(schema).map(({ path, required }) => [path, required])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
  ]);
});

test.each([
  { schema: z.int().min(1).max(65_535), type: 'whole number, at least 1, at most 65535' },
  { schema: z.int(), type: 'whole number' },
  { schema: z.number().gt(0), type: 'number, above 0' },
  { schema: z.enum(['replace', 'add']), type: '`"replace"` or `"add"`' },
  { schema: z.boolean(), type: '`true` or `false`' },
  { schema: z.nullable(z.iso.datetime()), type: 'time (RFC 3339) or `null`' },
  { schema: z.nullable(z.string()), type: 'text or `null`' },
  { schema: z.iso.date(), type: 'day (`YYYY-MM-DD`)' },
  { schema: z.unknown(), type: 'anything' },
])('says what may be written: $type', ({ schema, type }) => {
  expect(read(z.strictObject({ setting: schema }))[0].type).toBe(type);
});

function described(schema) {
  return read(schema).map(
    ({ path, type, only }) => `${path}: ${type}${only.length === 0 ? '' : ` (${only.join(', ')})`}`,
  );
}

function read(schema) {
  return settingsOf(inlineReferences(z.toJSONSchema(schema, { io: 'input' })));
}
