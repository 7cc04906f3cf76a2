import { either, typeOf } from './typeOf.js';

/**
 * Every setting of a JSON Schema without references, parents before children: { path, schema, type, required, only }.
 * In a path `[]` stands for each entry of a list and `<name>` for a name that the writer chooses.
 * `only` names the variants that a setting belongs to, such as `type: directory`; it is empty where all have it.
 */
export function settingsOf(schema, path = '') {
  const { properties = {}, required = [], additionalProperties, items, allOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      const own = path === '' ? name : `${path}.${name}`;
      const setting = {
        path: own,
        schema: property,
        type: typeOf(property),
        required: required.includes(name),
        only: [],
      };
      return [setting, ...settingsOf(property, own)];
    }),
    ...(typeof additionalProperties === 'object' ? settingsOf(additionalProperties, `${path}.<name>`) : []),
    ...(items === undefined ? [] : settingsOf(items, `${path}[]`)),
    ...allOf.flatMap((part) => settingsOf(part, path)),
    ...settingsOfVariants(schema.oneOf ?? schema.anyOf ?? [], path),
  ];
}

/** A setting that several variants have stands once, with the types of all. */
function settingsOfVariants(variants, path) {
  const all = variants.flatMap((variant) =>
    settingsOf(variant, path).map((setting) => ({
      ...setting,
      only: setting.only.length > 0 ? setting.only : kindsOf(variant),
    })),
  );
  return [...new Set(all.map((setting) => setting.path))].map((own) => {
    const same = all.filter((setting) => setting.path === own);
    const isEverywhere = same.length === variants.length;
    return {
      ...same[0],
      type: either(same.map((setting) => setting.type)),
      required: same.every((setting) => setting.required),
      only: isEverywhere ? [] : same.flatMap((setting) => setting.only),
    };
  });
}

function kindsOf({ properties = {} }) {
  return Object.entries(properties)
    .filter(([, property]) => property.const !== undefined)
    .map(([name, property]) => `${name}: ${property.const}`);
}
