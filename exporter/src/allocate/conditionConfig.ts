import { z } from 'zod';
import type { Field, Predicate } from '../domain/Attribution.js';

const text = z.string().min(1);

const claim = z.union([
  text,
  z.array(text).min(1),
  z.strictObject({ not: z.union([text, z.array(text).min(1)]).describe('None of these texts.') }),
  z.strictObject({
    matches: text
      .refine(isRegularExpression, 'is no regular expression of RE2')
      .describe('A regular expression of the whole value, in which case counts.')
      .meta({ examples: ['prod-[0-9]+'] }),
  }),
  z.strictObject({ missing: z.boolean().describe('Whether there is no value.') }),
]);

/** `when` of rules and pools: every line must hold. */
export const conditionConfig = z
  .record(
    text.refine(
      (key) => /^Tags\..+|^[A-Za-z][A-Za-z0-9_]*$/s.test(key),
      'write a FOCUS column such as ServiceName, a tag as Tags.app, or a dimension such as team',
    ),
    claim,
    'write conditions as "ServiceName: Amazon S3"',
  )
  .refine((when) => Object.keys(when).length > 0, 'is empty; write a condition, such as "Tags.app": checkout')
  .describe(
    'Conditions that all must hold. Keys are FOCUS columns, `Tags.<key>` or dimensions; a value is a text (`*` stands for anything), a list of texts, `{ not: … }`, `{ matches: <RE2> }` or `{ missing: true }`. Case and blanks around do not count.',
  )
  .meta({ examples: [{ ServiceName: 'Amazon Elastic Compute Cloud', 'Tags.app': 'checkout' }] });

export type ConditionConfig = z.infer<typeof conditionConfig>;
type ClaimConfig = z.infer<typeof claim>;

/** The predicate of a `when`. A key that starts with a small letter and is no column is a dimension. */
export function predicateOf(when: ConditionConfig): Predicate {
  return { all: Object.entries(when).map(([key, value]) => predicateOfClaim(fieldOf(key), value)) };
}

/** `Tags.app` is a tag, `team` a dimension, everything else a column; `x_` is FOCUS's prefix for columns of one's own. */
export function fieldOf(key: string): Field {
  if (key.startsWith('Tags.')) return { tag: key.slice('Tags.'.length) };
  return /^[a-z]/.test(key) && !key.startsWith('x_') ? { dimension: key } : { column: key };
}

function predicateOfClaim(field: Field, value: ClaimConfig): Predicate {
  if (typeof value === 'string') return ofTexts(field, [value]);
  if (Array.isArray(value)) return ofTexts(field, value);
  if ('not' in value) return { not: ofTexts(field, typeof value.not === 'string' ? [value.not] : value.not) };
  if ('matches' in value) return { field, matches: value.matches };
  const missing: Predicate = { field, isMissing: true };
  return value.missing ? missing : { not: missing };
}

/** Any of the texts: those with a `*` are patterns. */
function ofTexts(field: Field, texts: readonly string[]): Predicate {
  const plain = texts.filter((each) => !each.includes('*'));
  const claims: Predicate[] = [
    ...(plain.length === 0 ? [] : [{ field, is: plain }]),
    ...texts.filter((each) => each.includes('*')).map((like) => ({ field, like })),
  ];
  const [only] = claims;
  if (only !== undefined && claims.length === 1) return only;
  return { not: { all: claims.map((each) => ({ not: each })) } };
}

/** RE2 knows neither look-around nor back-references; all else that JavaScript reads, it reads too. */
function isRegularExpression(pattern: string): boolean {
  if (/\(\?<?[=!]|\\[1-9k]/.test(pattern)) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
