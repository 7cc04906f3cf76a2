import { readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError } from './ConfigError.js';
import { describeIssue } from './describeIssue.js';
import { parseYaml } from './parseYaml.js';
import { placeOf } from './placeOf.js';
import { configSchema } from './schema.js';
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
  return resolvePaths(parsed.data, dirname(resolve(path)));
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
  return {
    ...config,
    store: { ...config.store, path: absolute(config.store.path) },
    sources: config.sources.map((source) => ({ ...source, path: absolute(source.path) })),
    allocation: {
      ...config.allocation,
      catalogs: config.allocation.catalogs.map((catalog) => ({ ...catalog, path: absolute(catalog.path) })),
    },
    server: {
      ...config.server,
      tokens: config.server.tokens.map((token) =>
        token.token_file === undefined ? token : { ...token, token_file: absolute(token.token_file) },
      ),
    },
  };
}
