import { decimal } from '@outlay/contract/money';
import { toJSONSchema } from 'zod';

/** What may be written for a JSON Schema without references, in words: `text`, `list of text`, `"day"` or `"month"`. */
export function typeOf(schema) {
  if (schema.const !== undefined) {
    return literal(schema.const);
  }
  if (schema.enum !== undefined) {
    return either(schema.enum.map(literal));
  }
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) {
    return either(variants.map(typeOf));
  }
  if (schema.allOf !== undefined) {
    return typeOf(schema.allOf[0]);
  }
  const types = [schema.type].flat();
  return either(types.map((type) => WORDS[type]?.(schema) ?? 'anything'));
}

/** One phrase for several types, each named once. */
export function either(types) {
  const words = [...new Set(types)];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const WORDS = {
  string: ({ format, pattern }) => FORMATS[format] ?? PATTERNS[pattern] ?? 'text',
  boolean: () => '`true` or `false`',
  integer: (schema) => `whole number${bounds(schema)}`,
  number: (schema) => `number${bounds(schema)}`,
  null: () => '`null`',
  array: ({ items = {} }) => (items.properties === undefined ? `list of ${typeOf(items)}` : 'list'),
  object: ({ additionalProperties: each }) => (typeof each === 'object' ? `${typeOf(each)} by name` : 'object'),
};

const FORMATS = { date: 'day (`YYYY-MM-DD`)', 'date-time': 'time (RFC 3339)', uri: 'URL' };

const PATTERNS = { [toJSONSchema(decimal).pattern]: 'decimal', [String.raw`^\d{4}-\d{2}$`]: 'month (`YYYY-MM`)' };

function literal(value) {
  return `\`${JSON.stringify(value)}\``;
}

/** The bounds that someone chose; those of a safe integer are only the limits of the type. */
function bounds({ minimum, maximum, exclusiveMinimum }) {
  return [
    isChosen(minimum) ? `, at least ${minimum}` : '',
    isChosen(exclusiveMinimum) ? `, above ${exclusiveMinimum}` : '',
    isChosen(maximum) ? `, at most ${maximum}` : '',
  ].join('');
}

function isChosen(bound) {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}
