import { expect, it } from 'vitest';
import * as z from 'zod';
import { configurationPage } from './configurationPage.js';
import { configurationSchema } from './configurationSchema.js';

const source = z
  .strictObject({ type: z.literal('directory').describe('Kind of the source.') })
  .describe('Where bills lie.');

it('shows each setting with its type, default, meaning and example', () => {
  const page = pageOf({
    currency: z
      .string()
      .describe('Currency of all published costs.')
      .meta({ examples: ['USD', 'EUR'] }),
    store: z
      .strictObject({
        path: z.string().default('./data').describe('Folder of the store.'),
        memory: z
          .string()
          .optional()
          .describe('Memory of the engine.')
          .meta({ examples: ['512MB'] }),
      })
      .prefault({})
      .describe('The store.'),
  });
  expect(page).toContain('| `currency` | text | required | Currency of all published costs. | `USD`, `EUR` |');
  expect(page).toContain('## store\n\nThe store. (object, optional)');
  expect(page).toContain('| `store.path` | text | `./data` | Folder of the store. | — |');
  expect(page).toContain('| `store.memory` | text | — | Memory of the engine. | `512MB` |');
});

it('writes examples as YAML, so that an amount keeps its quotes', () => {
  const page = pageOf({
    amount: z
      .string()
      .describe('Amount.')
      .meta({ examples: ['42000'] }),
    team: z
      .strictObject({})
      .describe('Team.')
      .meta({ examples: [{ tags: ['team', 'owner'] }] }),
  });
  expect(page).toContain('| `"42000"` |');
  expect(page).toContain('| `{ tags: [ team, owner ] }` |');
});

it('shows what is written, not what it is transformed to', () => {
  const duration = z.string().transform((text) => Number.parseInt(text) * 1000);
  const page = pageOf({
    timeout: duration
      .prefault('10s')
      .describe('Patience.')
      .meta({ examples: ['1m'] }),
    delay: duration
      .optional()
      .describe('Age.')
      .meta({ examples: ['36h'] }),
  });
  expect(page).toContain('| `timeout` | text | `10s` | Patience. | `1m` |');
  expect(page).toContain('| `delay` | text | — | Age. | `36h` |');
});

it('shows the example of a section as it stands in the file', () => {
  const dimension = z.strictObject({ tags: z.array(z.string()).default([]).describe('Tags.') });
  const page = pageOf({
    dimensions: z
      .record(z.string(), dimension)
      .describe('Labels.')
      .meta({ examples: [{ team: { tags: ['team'] } }] }),
  });
  expect(page).toContain('```yaml\ndimensions:\n  team:\n    tags:\n      - team\n```');
});

it('says which variant a setting belongs to', () => {
  const bucket = z.strictObject({
    type: z.literal('s3').describe('Kind of the source.'),
    bucket: z
      .string()
      .describe('Bucket.')
      .meta({ examples: ['bills'] }),
  });
  const page = pageOf({
    sources: z.array(z.discriminatedUnion('type', [source, bucket])).describe('Where bills lie.'),
  });
  expect(page).toContain('| `sources[].bucket` | text | required | Bucket. Only with `type: s3`. | `bills` |');
});

it('keeps a pipe in a meaning from ending its cell', () => {
  expect(pageOf({ mode: z.boolean().describe('one|two') })).toContain('| one\\|two |');
});

it('refuses settings that leave the reader to guess', () => {
  expect(() => pageOf({ currency: z.string(), sources: z.array(source).describe('Bills.') })).toThrow(
    'the configuration schema does not explain itself\n' +
      'currency: describe the setting with .describe(…)\n' +
      'currency: give an example with .meta({ examples: […] })',
  );
});

function pageOf(shape) {
  return configurationPage(configurationSchema(z.strictObject(shape)));
}
