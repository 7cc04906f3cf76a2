import { readFile } from 'node:fs/promises';
import type { PrometheusConfig } from './config.js';
import type { PrometheusFailure } from './Prometheus.js';

export interface Credentials {
  readonly ok: true;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that no message may hold. */
  readonly secrets: readonly string[];
}

/** The headers of a request. Secrets in files are read each time, so they rotate without a restart. */
export async function readCredentials(config: PrometheusConfig): Promise<Credentials | PrometheusFailure> {
  const { headers, token, token_file, username, password_file } = config;
  const plain = { ok: true, headers, secrets: Object.values(headers).filter(isLikeASecret) } as const;
  if (username !== undefined && password_file !== undefined) {
    const found = await readSecret('password_file', password_file);
    if (!found.ok) return found;
    const basic = Buffer.from(`${username}:${found.secret}`).toString('base64');
    return authorized(plain, `Basic ${basic}`, [found.secret, basic]);
  }
  if (token_file !== undefined) {
    const found = await readSecret('token_file', token_file);
    return found.ok ? authorized(plain, `Bearer ${found.secret}`, [found.secret]) : found;
  }
  return token === undefined ? plain : authorized(plain, `Bearer ${token}`, [token]);
}

function authorized({ headers, secrets }: Credentials, authorization: string, own: readonly string[]): Credentials {
  return { ok: true, headers: { ...headers, authorization }, secrets: [...secrets, ...own] };
}

/** Short header values are names of tenants; taking them out of messages would take words out. */
function isLikeASecret(value: string): boolean {
  return value.length >= 8;
}

async function readSecret(
  setting: string,
  path: string,
): Promise<{ readonly ok: true; readonly secret: string } | PrometheusFailure> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (/^[\x21-\x7e]+$/.test(secret)) return { ok: true, secret };
    return { ok: false, reason: `prometheus.${setting} ${path} holds no secret: put one line of plain ASCII into it` };
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    return { ok: false, reason: `prometheus.${setting} ${path} cannot be read (${code})` };
  }
}
