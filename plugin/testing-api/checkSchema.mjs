import { Ajv2020 } from 'ajv/dist/2020.js';

/** A keyword that Ajv does not know throws, so that no rule of a schema passes unread. */
const STRICT = { allErrors: true, strict: true, strictTypes: false, strictRequired: false };
/** Compiling takes longer than checking. */
const compiled = new WeakMap();

/** Checks a value against a JSON Schema (draft 2020-12). Returns what is wrong, each with its place. */
export function checkSchema(schema, value) {
  const isRight = compiled.get(schema) ?? new Ajv2020(STRICT).compile(schema);
  compiled.set(schema, isRight);
  return isRight(value) ? [] : isRight.errors.filter(({ keyword }) => !SUMMARIES.has(keyword)).map(inWords);
}

/** They say that something is wrong in a part, of which the part itself tells more. */
const SUMMARIES = new Set(['if', 'propertyNames']);

const WORDS = {
  additionalProperties: ({ params }) => [params.additionalProperty, 'must not be there'],
  const: ({ params }) => ['', `must be ${JSON.stringify(params.allowedValue)}`],
  dependentRequired: ({ params }) => ['', `needs ${params.missingProperty}`],
  enum: ({ params }) => ['', `must be one of ${params.allowedValues.join(', ')}`],
  maxItems: () => ['', 'has too many items'],
  maxLength: () => ['', 'is too long'],
  minItems: () => ['', 'has too few items'],
  minLength: () => ['', 'is too short'],
  required: ({ params }) => ['', `needs ${params.missingProperty}`],
};

function inWords(error) {
  const [name, problem] = (WORDS[error.keyword] ?? (({ message }) => [error.propertyName ?? '', message]))(error);
  const place = [...error.instancePath.split('/').slice(1).map(unescaped), ...(name === '' ? [] : [name])].join('.');
  return `${place || '(all)'}: ${problem}`;
}

/** As JSON Pointer writes a slash and a tilde. */
function unescaped(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
