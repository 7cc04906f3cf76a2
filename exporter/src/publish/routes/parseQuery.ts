import type * as z from 'zod/mini';
import { Problem } from '../problems/Problem.js';

/** What each parameter of a route takes, in words that finish "write …". */
export type Parameters = Readonly<Record<string, string>>;

/**
 * The parameters of a request as the route's contract reads them.
 * Throws a 400 that lists every parameter that is unknown, repeated, missing or wrong, and what to write instead.
 */
export function parseQuery<Schema extends z.ZodMiniType>(
  query: URLSearchParams,
  schema: Schema,
  parameters: Parameters,
): z.output<Schema> {
  const names = [...new Set(query.keys())];
  const unknown = names.filter((name) => !Object.hasOwn(parameters, name));
  const repeated = names.filter((name) => query.getAll(name).length > 1);
  const empty = names.filter((name) => query.get(name) === '' && name !== 'by');
  const parsed = schema.safeParse(Object.fromEntries(query));
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0] ?? ''));

  const mistakes = [
    ...unknown.map((name) => `"${name}" is no parameter`),
    ...repeated.map((name) => `${name} is given more than once`),
    ...[...new Set([...empty, ...wrong])]
      .filter((name) => Object.hasOwn(parameters, name))
      .map((name) => mistake(name, query.get(name), parameters[name] ?? '')),
  ];
  if (mistakes.length > 0 || !parsed.success) {
    throw new Problem(400, mistakes.join('; '), { hint: hintOf(parameters) });
  }
  return parsed.data;
}

function mistake(name: string, value: string | null, expected: string): string {
  return value === null ? `${name} is missing: write ${expected}` : `${name} is "${value}": write ${expected}`;
}

function hintOf(parameters: Parameters): string {
  const names = Object.keys(parameters);
  return names.length === 0 ? 'this route takes no parameters' : `this route takes ${names.join(', ')}`;
}
