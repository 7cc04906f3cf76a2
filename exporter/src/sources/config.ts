import { z } from 'zod';
import { duration } from '../domain/duration.js';

const directory = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes, a letter first')
    .describe('Name of the source: the label `source` of its series.')
    .meta({ examples: ['aws'] }),
  type: z.literal('directory').describe('Where the bills lie: a local folder, read with its sub-folders.'),
  path: z
    .string()
    .min(1)
    .describe('The folder. Symbolic links that lead out of it are not followed.')
    .meta({ examples: ['./exports/aws'] }),
  format: z
    .enum(['auto', 'focus'])
    .default('auto')
    .describe('Format of the bills; `auto` recognises it by the columns.'),
  settle: duration
    .prefault('60s')
    .describe('How long files must be unchanged before they are read, unless a manifest names them.')
    .meta({ examples: ['5m'] }),
  delivery: z
    .enum(['replace', 'add'])
    .default('replace')
    .describe(
      '`replace`: the files that are there are the whole of their billing periods. `add`: each file adds to its periods, and stays when it is removed.',
    ),
  delay: duration
    .optional()
    .describe(
      'How old charges must be to count as complete, until that is learnt: 24h for hourly bills, 36h for daily ones.',
    )
    .meta({ examples: ['30h'] }),
  max_lag: duration
    .optional()
    .describe('Age of the watermark beyond which the source is stale: 48h for hourly bills, 72h for daily ones.')
    .meta({ examples: ['96h'] }),
});

export const sourcesConfig = z.array(directory).min(1, 'name at least one source of bills');

export type SourceConfig = z.infer<typeof sourcesConfig>[number];
