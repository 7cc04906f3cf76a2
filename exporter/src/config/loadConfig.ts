import { readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './ConfigError.js';
import { configSchema } from './schema.js';
import type { Config } from './schema.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads, checks and completes one configuration file. Throws ConfigError with every mistake that it finds. */
export function loadConfig(path: string, environment: Environment): Config {
  const file = basename(path);
  const mistakes: string[] = [];
  const content = substitute(parse(path, file), [], environment, (at, message) =>
    mistakes.push(`${file}: ${at}: ${message}`),
  );
  const parsed = configSchema.safeParse(content ?? {}, { reportInput: true });
  if (!parsed.success) mistakes.push(...parsed.error.issues.flatMap((issue) => describe(file, issue)));
  if (mistakes.length > 0 || parsed.data === undefined) throw new ConfigError(mistakes);
  return resolvePaths(parsed.data, dirname(resolve(path)));
}

function parse(path: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigError([
      `${path}: cannot be read (${code}); name the file with --config, or run "outlay demo" for an example`,
    ]);
  }
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => `${file}: ${error.message.split('\n')[0] ?? ''}`.replace(/:$/, '')),
    );
  }
  return document.toJS() as unknown;
}

type Report = (at: string, message: string) => void;

/** Puts `${NAME}` of the environment into texts. A secret may be written in no other way. */
function substitute(
  value: unknown,
  path: readonly (string | number)[],
  environment: Environment,
  report: Report,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, [...path, index], environment, report));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, [...path, key], environment, report)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (path.at(-1) === 'token' && !/^\$\{[A-Za-z_]\w*\}$/.test(value)) {
    report(at(path), 'a secret may not stand in the file; write ${NAME} of an environment variable, or use token_file');
    return value;
  }
  return value.replace(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => {
    const found = environment[name];
    if (found === undefined) report(at(path), `the environment variable ${name} is not set`);
    return found ?? whole;
  });
}

function describe(file: string, issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${file}: ${at(issue.path)}: ${wording(issue)}`];
  const known = knownKeys(issue.path);
  return issue.keys.map((key) => {
    const guess = known.length === 0 ? undefined : closest(key, known);
    const isNear = guess !== undefined && distance(key, guess) <= Math.max(2, key.length / 3);
    return `${file}: ${at(issue.path)}: unknown key "${key}"${isNear ? `; did you mean "${guess}"?` : ''}`;
  });
}

function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `write ${issue.values.map((value) => `"${String(value)}"`).join(' or ')}`;
  return issue.message;
}

/** Keys that the schema knows at a path, read from its JSON Schema. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: z.core.JSONSchema.BaseSchema | undefined = configSchema.toJSONSchema({ io: 'input' });
  for (const step of path) {
    const next: unknown =
      typeof step === 'number' ? schema?.items : (schema?.properties?.[String(step)] ?? schema?.additionalProperties);
    schema = typeof next === 'object' && next !== null ? (next as z.core.JSONSchema.BaseSchema) : undefined;
  }
  return Object.keys(schema?.properties ?? {});
}

/** `sources[0].id`, as one would write it in code. */
function at(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '(top level)' : text.replace(/^\./, '');
}

function resolvePaths(config: Config, folder: string): Config {
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  return {
    ...config,
    store: { ...config.store, path: absolute(config.store.path) },
    sources: config.sources.map((source) => ({ ...source, path: absolute(source.path) })),
    server: {
      ...config.server,
      tokens: config.server.tokens.map((token) =>
        token.token_file === undefined ? token : { ...token, token_file: absolute(token.token_file) },
      ),
    },
  };
}
