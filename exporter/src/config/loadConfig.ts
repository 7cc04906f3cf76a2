import { readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError } from './ConfigError.js';
import { describeIssue } from './describeIssue.js';
import { parseYaml } from './parseYaml.js';
import { placeOf } from './placeOf.js';
import { budgetMistakes } from '../budgets/listing/budgetMistakes.js';
import { parseBudgetsCsv } from '../budgets/listing/parseBudgetsCsv.js';
import { configSchema, dimensionNames } from './schema.js';
import type { Config } from './schema.js';
import { substituteEnvironment } from './substituteEnvironment.js';
import type { Environment } from './substituteEnvironment.js';

/** Reads, checks and completes one configuration file. Throws ConfigError with every mistake that it finds. */
export function loadConfig(path: string, environment: Environment): Config {
  const file = basename(path);
  const mistakes: string[] = [];
  const reported = new Set<string>();
  const content = substituteEnvironment(parseYaml(read(path), file), environment, (place, message) => {
    reported.add(place);
    mistakes.push(`${file}: ${place}: ${message}`);
  });
  const parsed = configSchema.safeParse(content ?? {}, { reportInput: true });
  if (!parsed.success) {
    const others = parsed.error.issues.filter((issue) => !reported.has(placeOf(issue.path)));
    mistakes.push(...others.flatMap(describeIssue).map((mistake) => `${file}: ${mistake}`));
  }
  if (mistakes.length > 0 || parsed.data === undefined) throw new ConfigError(mistakes);
  return withBudgetsFile(resolvePaths(parsed.data, dirname(resolve(path))), file);
}

/** Adds the budgets of the CSV file to those that stand in YAML; what they must agree on holds for all together. */
function withBudgetsFile(config: Config, file: string): Config {
  if (config.budgets_file === undefined) return config;
  const place = `${file}: budgets_file: ${basename(config.budgets_file)}`;
  const { budgets, mistakes } = parseBudgetsCsv(readBudgets(config.budgets_file, place));
  const all = [...config.budgets, ...budgets];
  const found = [
    ...mistakes.map(
      ({ line, column, message }) => `${place}: line ${line}${column === '' ? '' : `: ${column}`}: ${message}`,
    ),
    ...(mistakes.length > 0 ? [] : budgetMistakes(all, dimensionNames(config.dimensions))).map(
      ({ index, message }) => `${place}: ${all[index]?.id ?? ''}: ${message}`,
    ),
  ];
  if (found.length > 0) throw new ConfigError(found);
  return { ...config, budgets: all };
}

function readBudgets(path: string, place: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigError([`${place}: cannot be read (${code}); name a CSV file of budgets that is there`]);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigError([
      `${path}: cannot be read (${code}); name the file with --config, or run "outlay demo" for an example`,
    ]);
  }
}

function resolvePaths(config: Config, folder: string): Config {
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const absoluteFile = (name: string, path: string | undefined) =>
    path === undefined ? {} : { [name]: absolute(path) };
  return {
    ...config,
    store: { ...config.store, path: absolute(config.store.path) },
    sources: config.sources.map((source) => ({
      ...source,
      path: absolute(source.path),
    })),
    ...(config.budgets_file === undefined ? {} : { budgets_file: absolute(config.budgets_file) }),
    ...(config.prometheus === undefined
      ? {}
      : {
          prometheus: {
            ...config.prometheus,
            ...absoluteFile('token_file', config.prometheus.token_file),
            ...absoluteFile('password_file', config.prometheus.password_file),
          },
        }),
    allocation: {
      ...config.allocation,
      catalogs: config.allocation.catalogs.map((catalog) => ({
        ...catalog,
        path: absolute(catalog.path),
      })),
    },
    server: {
      ...config.server,
      tokens: config.server.tokens.map((token) =>
        token.token_file === undefined ? token : { ...token, token_file: absolute(token.token_file) },
      ),
    },
  };
}
