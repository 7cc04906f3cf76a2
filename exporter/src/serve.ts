import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { now, openApp, ruleOptions } from './app.js';
import type { App } from './app.js';
import { ConfigError } from './config/ConfigError.js';
import type { Config } from './config/schema.js';
import { ServerError } from './domain/ServerError.js';
import { createServer } from './publish/createServer.js';
import { createRemoteRead } from './publish/remoteRead/createRemoteRead.js';
import { ruleAnswer } from './publish/rules/ruleAnswer.js';
import type { RefreshStatus } from './publish/ServerRooms.js';
import { startSchedule } from './schedule.js';
import type { Schedule, Timing } from './schedule.js';
import { createSelfMetrics } from './telemetry/createSelfMetrics.js';
import { tokenReader } from './tokenReader.js';

export interface ServeOptions {
  readonly config: Config;
  /** Reads the configuration again; throws ConfigError when it is wrong. */
  readonly reload: () => Config;
  readonly logger: Logger;
  readonly version: string;
  /** Everything answers without a token: for the demo. */
  readonly open: boolean;
  /** Done before the first refresh, while the server already answers; stopping the server aborts the signal. */
  readonly prepare?: (app: App, signal: AbortSignal) => Promise<void>;
}

export interface Serving {
  /** Address that is listened on, such as `http://127.0.0.1:9464`. */
  readonly url: string;
  /** Resolves when the first refresh has ended, well or not: to false when the server was stopped before. */
  readonly started: Promise<boolean>;
  reload(): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>;
  stop(): Promise<void>;
}

/** Opens the store, serves what it last published at once, and refreshes on schedule until it is stopped. */
export async function serve({ config, reload, logger, version, open, prepare }: ServeOptions): Promise<Serving> {
  const tokens = tokenReader((fields, message) => logger.warn(fields, message));
  tokens.check(config);
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
      const { retryAt, readings, warnings } = await app.refresh({ signal });
      const durationSeconds = (now() - startedAt) / 1000;
      status = { running: false, lastRunSuccessful: true, lastSuccess: now(), durationSeconds, error: null };
      selfMetrics.recordRefresh({ endedAt: now(), durationSeconds, successful: true });
      for (const { id, errors } of readings) for (const error of errors) logger.warn({ source: id }, error);
      for (const warning of warnings) logger.warn(warning);
      logger.info({ durationSeconds, sequence: app.manifest().sequence }, 'refreshed');
      return retryAt === null ? null : Math.max(0, retryAt - now()) + 100;
    } catch (error) {
      if (schedule?.isStopping() === true) {
        logger.info('refresh given up; the exporter is stopping');
        return null;
      }
      const durationSeconds = (now() - startedAt) / 1000;
      const message = error instanceof Error ? error.message : String(error);
      status = { ...status, running: false, lastRunSuccessful: false, durationSeconds, error: message };
      selfMetrics.recordRefresh({ endedAt: now(), durationSeconds, successful: false });
      logger.error({ err: error }, 'refresh failed; the last snapshot stays');
      return null;
    }
  };
  let schedule: Schedule | null = null;

  const reloadConfig = (): Awaited<ReturnType<Serving['reload']>> => {
    try {
      const next = reload();
      requireSame(app.config(), next);
      tokens.check(next);
      checkExposure(next);
      app.configure(next);
      logger.level = next.log_level;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      logger.warn({ mistakes: error.mistakes }, 'the configuration is wrong; the old one stays');
      return { ok: false, error: error.message };
    }
    logger.info('configuration read again');
    schedule?.change(scheduleOf(app.config()));
    void schedule?.trigger();
    return { ok: true };
  };

  const server = createServer({
    version,
    snapshot: () => app.snapshot() ?? undefined,
    questions: () => app.questions(),
    refreshStatus: () => ({ ...status, running: schedule?.isRunning() ?? true }),
    reload: () => Promise.resolve(reloadConfig()),
    decisions: {
      receiveEvent: async (body, actor) => {
        const problems = await app.receiveEvent(body, actor);
        if (problems.length === 0) void schedule?.trigger();
        return problems;
      },
      changeIncident: async (id, change, actor) => {
        const isKnown = await app.changeIncident(id, change, actor);
        if (isKnown) void schedule?.trigger();
        return isKnown;
      },
    },
    rules: (format) => ruleAnswer(format, ruleOptions(app.config())),
    access: { tokens: () => tokens.tokens(app.config()), hosts: [...config.server.hosts, hostOf(config)], open },
    selfMetrics,
    remoteRead: createRemoteRead({ questions: () => app.questions(), currency: () => app.config().currency, logger }),
    now,
    log: logger,
  });
  const listening = await listen(server, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });

  const stopping = new AbortController();
  const started = (async () => {
    try {
      await prepare?.(app, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    }
    if (stopping.signal.aborted) return false;
    schedule = startSchedule({ ...scheduleOf(app.config()), run });
    await schedule.trigger();
    return !schedule.isStopping();
  })();
  const address = listening.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    started,
    reload: () => Promise.resolve(reloadConfig()),
    stop: async () => {
      stopping.abort(new Error('the exporter is stopping'));
      listening.close();
      listening.closeIdleConnections();
      await schedule?.stop();
      await started.catch(() => undefined); // whoever waits for it is told
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
    ['store.memory', before.store.memory, after.store.memory],
    ['store.threads', before.store.threads, after.store.threads],
    ['currency', before.currency, after.currency],
    ['server.listen', before.server.listen, after.server.listen],
    ['server.hosts', before.server.hosts.join(' '), after.server.hosts.join(' ')],
  ] as const;
  const changed = fixed
    .filter(([, old, next]) => old !== next)
    .map(([name]) => `${name}: cannot change without a restart`);
  if (changed.length > 0) throw new ConfigError(changed);
}

function listen(app: ReturnType<typeof createServer>, config: Config): Promise<Server> {
  const port = Number(config.server.listen.slice(config.server.listen.lastIndexOf(':') + 1));
  return new Promise((resolve, reject) => {
    const server = app.listen(port, hostOf(config), (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(new ServerError(listenProblem(error, config), { cause: error }));
    });
  });
}

function listenProblem(error: NodeJS.ErrnoException, { server: { listen } }: Config): string {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE:
      'another process listens there; stop it, or choose another port (server.listen, or --listen of the demo)',
    EADDRNOTAVAIL: 'this machine has no such address; set another one in server.listen',
    EACCES: 'this user may not use the port; set one above 1023 in server.listen',
    ENOTFOUND: 'this name has no address; set another one in server.listen',
  };
  return `cannot listen on ${listen}: ${reasons[error.code ?? ''] ?? error.message}`;
}

function scheduleOf({ refresh, refresh_timeout }: Config): Timing {
  return { expression: refresh, timeout: refresh_timeout };
}
