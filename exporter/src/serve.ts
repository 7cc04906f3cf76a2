import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { now, openApp } from './app.js';
import type { App } from './app.js';
import { ConfigError } from './config/ConfigError.js';
import type { Config } from './config/schema.js';
import type { AccessToken } from './publish/access/AccessPolicy.js';
import { createServer } from './publish/createServer.js';
import { createRemoteRead } from './publish/remoteRead/createRemoteRead.js';
import type { RefreshStatus } from './publish/ServerRooms.js';
import { startSchedule } from './schedule.js';
import type { Schedule } from './schedule.js';
import { createSelfMetrics } from './telemetry/createSelfMetrics.js';

export interface ServeOptions {
  readonly config: Config;
  /** Reads the configuration again; throws ConfigError when it is wrong. */
  readonly reload: () => Config;
  readonly logger: Logger;
  readonly version: string;
  /** Everything answers without a token: for the demo. */
  readonly open: boolean;
  /** Done before the first refresh, while the server already answers. */
  readonly prepare?: (app: App) => Promise<void>;
}

export interface Serving {
  /** Address that is listened on, such as `http://127.0.0.1:9464`. */
  readonly url: string;
  /** Resolves when the first refresh has ended, well or not. */
  readonly started: Promise<void>;
  reload(): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>;
  stop(): Promise<void>;
}

/** Opens the store, serves what it last published at once, and refreshes on schedule until it is stopped. */
export async function serve({ config, reload, logger, version, open, prepare }: ServeOptions): Promise<Serving> {
  checkExposure(config);
  const app = await openApp(config);
  const selfMetrics = createSelfMetrics({ version, lastSuccess: app.snapshot()?.publishedAt ?? null });
  let status: RefreshStatus = {
    running: false,
    lastRunSuccessful: null,
    lastSuccess: app.snapshot()?.publishedAt ?? null,
    durationSeconds: null,
    error: null,
  };

  const run = async (signal: AbortSignal): Promise<number | null> => {
    const startedAt = now();
    try {
      const { retryAt, readings } = await app.refresh({ signal });
      const durationSeconds = (now() - startedAt) / 1000;
      status = { running: false, lastRunSuccessful: true, lastSuccess: now(), durationSeconds, error: null };
      selfMetrics.recordRefresh({ endedAt: now(), durationSeconds, successful: true });
      for (const { id, errors } of readings) for (const error of errors) logger.warn({ source: id }, error);
      logger.info({ durationSeconds, sequence: app.manifest().sequence }, 'refreshed');
      return retryAt === null ? null : Math.max(0, retryAt - now()) + 100;
    } catch (error) {
      const durationSeconds = (now() - startedAt) / 1000;
      const message = error instanceof Error ? error.message : String(error);
      status = { ...status, running: false, lastRunSuccessful: false, durationSeconds, error: message };
      selfMetrics.recordRefresh({ endedAt: now(), durationSeconds, successful: false });
      logger.error({ err: error }, 'refresh failed; the last snapshot stays');
      return null;
    }
  };
  let schedule: Schedule | null = null;

  const reloadConfig: Serving['reload'] = async () => {
    try {
      const next = reload();
      requireSame(app.config(), next);
      checkExposure(next);
      app.configure(next);
      logger.level = next.log_level;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      logger.warn({ mistakes: error.mistakes }, 'the configuration is wrong; the old one stays');
      return { ok: false, error: error.message };
    }
    logger.info('configuration read again');
    await schedule?.stop();
    schedule = startSchedule({ expression: app.config().refresh, timeout: app.config().refresh_timeout, run });
    void schedule.trigger();
    return { ok: true };
  };

  const tokens = tokenReader(() => app.config());
  const server = createServer({
    version,
    snapshot: () => app.snapshot() ?? undefined,
    questions: () => app.questions(),
    refreshStatus: () => ({ ...status, running: schedule?.isRunning() ?? true }),
    reload: reloadConfig,
    access: { tokens, hosts: [...config.server.hosts, hostOf(config)], open },
    selfMetrics,
    remoteRead: createRemoteRead({ questions: () => app.questions(), currency: () => app.config().currency, logger }),
    now,
    log: logger,
  });
  const listening = await listen(server, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });

  const started = (async () => {
    await prepare?.(app);
    schedule = startSchedule({ expression: app.config().refresh, timeout: app.config().refresh_timeout, run });
    await schedule.trigger();
  })();
  const address = listening.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    started,
    reload: reloadConfig,
    stop: async () => {
      listening.close();
      listening.closeIdleConnections();
      await schedule?.stop();
      listening.closeAllConnections();
      await app.close();
    },
  };
}

function hostOf({ server }: Config): string {
  return server.listen.slice(0, server.listen.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

/** Beyond loopback a token is needed: bills are nobody else's business. */
function checkExposure(config: Config): void {
  const isLoopback = /^(127(\.\d+){3}|::1|localhost)$/.test(hostOf(config));
  if (isLoopback || config.server.tokens.length > 0) return;
  throw new ConfigError([
    `server.listen: ${config.server.listen} is not loopback, and no token is set; add server.tokens, or listen on 127.0.0.1`,
  ]);
}

/** What cannot change while the store is open. */
function requireSame(before: Config, after: Config): void {
  const fixed = [
    ['store.path', before.store.path, after.store.path],
    ['currency', before.currency, after.currency],
    ['server.listen', before.server.listen, after.server.listen],
  ] as const;
  const changed = fixed
    .filter(([, old, next]) => old !== next)
    .map(([name]) => `${name}: cannot change without a restart`);
  if (changed.length > 0) throw new ConfigError(changed);
}

/** Tokens as they are now: files are read again when they change. */
function tokenReader(config: () => Config): () => readonly AccessToken[] {
  const files = new Map<string, { readonly modified: number; readonly token: string }>();
  const read = (path: string): string => {
    const modified = statSync(path).mtimeMs;
    const known = files.get(path);
    if (known?.modified === modified) return known.token;
    const token = readFileSync(path, 'utf8').trim();
    files.set(path, { modified, token });
    return token;
  };
  return () =>
    config().server.tokens.flatMap(({ role, token, token_file }) => {
      const found = token ?? read(token_file ?? '');
      return found === '' ? [] : [{ role, token: found }];
    });
}

function listen(app: ReturnType<typeof createServer>, config: Config): Promise<Server> {
  const port = Number(config.server.listen.slice(config.server.listen.lastIndexOf(':') + 1));
  return new Promise((resolve, reject) => {
    const server = app.listen(port, hostOf(config), (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}
