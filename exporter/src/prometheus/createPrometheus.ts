import { setTimeout as sleep } from 'node:timers/promises';
import ms from 'ms';
import type { Instant } from '../domain/Day.js';
import type { PrometheusConfig } from './config.js';
import { parseAnswer, parseError } from './parseAnswer.js';
import type { Prometheus, PrometheusAnswer } from './Prometheus.js';
import { readBody } from './readBody.js';
import { readCredentials } from './readCredentials.js';

export interface AnswerLimits {
  readonly bytes: number;
  readonly series: number;
}

const LIMITS: AnswerLimits = { bytes: 8 * 1_048_576, series: 500 };
const PAUSE_BEFORE_RETRY = 250;

/** Speaks with the configured Prometheus. A question is asked once more when a second time may help, in the same time-out. */
export function createPrometheus(config: PrometheusConfig, limits = LIMITS): Prometheus {
  const ask = (path: string, parameters: Readonly<Record<string, string>>): Promise<PrometheusAnswer> =>
    askTwice(config, limits, new URL(`api/v1/${path}`, config.url.replace(/\/*$/, '/')), {
      ...parameters,
      timeout: `${config.timeout}ms`,
    });
  return {
    query: (query, at) => ask('query', { query, time: seconds(at) }),
    queryRange: ({ query, from, to, step }) =>
      ask('query_range', { query, start: seconds(from), end: seconds(to), step: String(step / 1000) }),
  };
}

function seconds(time: Instant): string {
  return String(time / 1000);
}

async function askTwice(
  config: PrometheusConfig,
  limits: AnswerLimits,
  url: URL,
  parameters: Readonly<Record<string, string>>,
): Promise<PrometheusAnswer> {
  const credentials = await readCredentials(config);
  if (!credentials.ok) return credentials;
  const signal = AbortSignal.timeout(config.timeout);
  const request = { method: 'POST', headers: credentials.headers, redirect: 'manual', signal } as const;
  const ask = (): Promise<Attempt> =>
    attempt(url, { ...request, body: new URLSearchParams(parameters) }, limits, config.timeout);

  const first = await ask();
  const { answer } = first.mayPass && (await pause(signal)) ? await ask() : first;
  return answer.ok ? answer : { ok: false, reason: withoutSecrets(answer.reason, credentials.secrets) };
}

interface Attempt {
  readonly answer: PrometheusAnswer;
  /** Whether the same question may be answered a moment later. */
  readonly mayPass: boolean;
}

async function attempt(url: URL, request: RequestInit, limits: AnswerLimits, timeout: number): Promise<Attempt> {
  let status: number;
  let text: string | null;
  try {
    const response = await fetch(url, request);
    status = response.status;
    text = await readBody(response, limits.bytes);
  } catch (error) {
    return connectionFailure(error, url, timeout);
  }
  if (text === null) {
    return failed(`the answer is longer than ${limits.bytes} bytes; sum over fewer labels in the query`);
  }
  return status === 200 ? { answer: parseAnswer(text, limits.series), mayPass: false } : refusal(status, text);
}

function refusal(status: number, text: string): Attempt {
  const own = parseError(text);
  if (own !== null) return failed(`Prometheus answered ${status}: ${own.type}: ${own.message}`);
  if (status === 401 || status === 403) {
    return failed(`Prometheus answered ${status}; check token, token_file or username and password_file`);
  }
  if (status >= 300 && status < 400) {
    return failed(`Prometheus answered ${status}, a redirection; check prometheus.url`);
  }
  const mayPass = [429, 502, 503, 504].includes(status);
  return failed(`Prometheus answered ${status} without saying why${mayPass ? '' : '; check prometheus.url'}`, mayPass);
}

function failed(reason: string, mayPass = false): Attempt {
  return { answer: { ok: false, reason }, mayPass };
}

function connectionFailure(error: unknown, url: URL, timeout: number): Attempt {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return failed(`Prometheus did not answer within ${ms(timeout)}`);
  }
  const why = causeOf(error);
  if (why === 'ECONNREFUSED') return failed(`Prometheus is down: nothing listens at ${url.origin}`, true);
  if (why === 'ENOTFOUND') return failed(`the host of Prometheus is not known: ${url.hostname}; check prometheus.url`);
  const isCut = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(why);
  const cut = 'Prometheus closed the connection before its answer was complete';
  return failed(isCut ? cut : `Prometheus cannot be reached: ${why}; check prometheus.url`, true);
}

/** fetch hides what happened behind its own error; the code names it best. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message } = (error.cause instanceof Error ? error.cause : error) as NodeJS.ErrnoException;
  return code ?? message;
}

/** Waits before the second attempt; false when the time is over. */
async function pause(signal: AbortSignal): Promise<boolean> {
  return sleep(PAUSE_BEFORE_RETRY, true, { signal }).catch(() => false);
}

const MOST_CHARACTERS = 400;

/** One line of a length to read, in which what Prometheus or a proxy repeats of a secret stands as `…`. */
function withoutSecrets(reason: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), reason).replace(/\p{Cc}+/gu, ' ');
  return clean.length <= MOST_CHARACTERS ? clean : `${clean.slice(0, MOST_CHARACTERS)}…`;
}
