import { readFileSync, statSync } from 'node:fs';
import type { Config } from './config/schema.js';
import { ConfigError } from './config/ConfigError.js';
import type { AccessToken } from './publish/access/AccessPolicy.js';

/** The tokens of a configuration as they are now. */
export interface TokenReader {
  /** Reads the token files of a configuration that is about to be used. Throws ConfigError unless each holds a token. */
  check(config: Config): void;
  tokens(config: Config): readonly AccessToken[];
}

/** As long as a token of the environment must be; half of a token that is being written is hardly longer. */
const SHORTEST = 16;

/**
 * Reads token files again when they change. A file that holds no token keeps the one it had, for as long as the
 * configuration names it: it is being rewritten, and a server without tokens would be an open one.
 */
export function tokenReader(warn: (fields: object, message: string) => void): TokenReader {
  const files = new Map<string, { readonly signature: string; readonly token: string }>();

  const read = (path: string): string | null => {
    const known = files.get(path);
    const signature = signatureOf(path);
    if (known?.signature === signature) return known.token;
    const { token, problem } = tokenIn(path);
    if (problem !== null && known !== undefined) {
      warn({ file: path, problem }, 'a token file holds no token; the one it had stays valid');
    }
    const latest = token ?? known?.token;
    if (latest === undefined) return null;
    files.set(path, { signature, token: latest });
    return latest;
  };

  return {
    check: ({ server }) => {
      const mistakes = server.tokens.flatMap(({ token_file: path }, index) => {
        const problem = path === undefined ? null : tokenIn(path).problem;
        return problem === null ? [] : [`server.tokens[${index}].token_file: ${path ?? ''} ${problem}`];
      });
      if (mistakes.length > 0) throw new ConfigError(mistakes);
      for (const { token_file: path } of server.tokens) if (path !== undefined) read(path);
    },
    tokens: ({ server }) =>
      server.tokens.flatMap(({ role, token: given, token_file: path }) => {
        const token = given ?? (path === undefined ? null : read(path));
        return token === null ? [] : [{ role, token }];
      }),
  };
}

/** Size, time and inode: while they stay, the token does. */
function signatureOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

type Found = { readonly token: string; readonly problem: null } | { readonly token: null; readonly problem: string };

function tokenIn(path: string): Found {
  let token: string;
  try {
    token = readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { token: null, problem: `cannot be read (${code}); put a token of at least ${SHORTEST} characters into it` };
  }
  if (token.length >= SHORTEST) return { token, problem: null };
  return { token: null, problem: `holds ${token.length} characters; put a token of at least ${SHORTEST} into it` };
}
