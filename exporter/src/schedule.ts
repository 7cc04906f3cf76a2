import cron from 'node-cron';
import type { ScheduledTask } from 'node-cron';

export interface ScheduleOptions {
  /** Cron expression, UTC. */
  readonly expression: string;
  /** Milliseconds after which a run is given up. */
  readonly timeout: number;
  /** One run. Resolves to milliseconds after which it wants to run again, or null. Its failures are its own to report. */
  readonly run: (signal: AbortSignal) => Promise<number | null>;
}

/** Runs on time and on demand, never twice at once. */
export interface Schedule {
  /** Runs now; what is asked for during a run happens once, right after it. */
  trigger(): Promise<void>;
  isRunning(): boolean;
  /** Lets nothing start any more, gives up what runs, and waits for it. */
  stop(): Promise<void>;
}

export function startSchedule({ expression, timeout, run }: ScheduleOptions): Schedule {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  const task: ScheduledTask = cron.schedule(expression, () => trigger(), { timezone: 'Etc/UTC', name: 'refresh' });

  function trigger(): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    if (current === null) {
      current = once().finally(() => (current = null));
      return current;
    }
    next ??= current.then(() => {
      next = null;
      return trigger();
    });
    return next;
  }

  async function once(): Promise<void> {
    clearTimeout(retry);
    const again = await run(AbortSignal.any([stopping.signal, AbortSignal.timeout(timeout)]));
    if (again !== null && !stopping.signal.aborted) retry = setTimeout(() => void trigger(), again).unref();
  }

  return {
    trigger,
    isRunning: () => current !== null,
    stop: async () => {
      stopping.abort(new Error('the exporter is stopping'));
      clearTimeout(retry);
      await task.destroy();
      await current;
    },
  };
}
