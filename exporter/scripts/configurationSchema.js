import { globalRegistry, toJSONSchema } from 'zod';

/**
 * The JSON Schema (draft 2020-12) of what outlay.yaml may say, for editors and for docs/configuration.md.
 * Zod leaves out the examples of a setting that it transforms, such as a duration, so they are put back.
 */
export function configurationSchema(schema) {
  const json = toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const { examples } = globalRegistry.get(zodSchema) ?? {};
      if (examples !== undefined) {
        jsonSchema.examples = examples;
      }
    },
  });
  return { title: 'outlay.yaml', ...json };
}
