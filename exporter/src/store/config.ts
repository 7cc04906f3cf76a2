import { z } from 'zod';

const UNITS = { MiB: 1_048_576, GiB: 1_073_741_824 } as const;

export const storeConfig = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .default('./data')
      .describe('Folder of the store; created when it does not exist. Back it up.'),
    memory: z
      .string()
      .regex(/^\d+(MiB|GiB)$/, 'write a size such as "512MiB" or "2GiB"')
      .transform((text) => Number.parseInt(text, 10) * UNITS[text.slice(-3) as keyof typeof UNITS])
      .pipe(z.number().min(256 * UNITS.MiB, 'at least "256MiB" is needed'))
      .optional()
      .describe(
        'Memory of the query engine; half of what the container or machine has, 2 GiB at most, unless set. The process needs about 300 MiB more.',
      )
      .meta({ examples: ['512MiB'] }),
    threads: z.int().min(1).max(64).default(2).describe('Threads of the query engine. Each needs memory of its own.'),
  })
  .prefault({})
  .describe('The store of record.');
