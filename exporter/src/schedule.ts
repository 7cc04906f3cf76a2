import cron from 'node-cron';
import type { ScheduledTask } from 'node-cron';

export interface Timing {
  /** Cron expression, UTC. */
  readonly expression: string;
  /** Milliseconds after which a run is given up. */
  readonly timeout: number;
}

export interface ScheduleOptions extends Timing {
  /** One run. Resolves to milliseconds after which it wants to run again, or null. Its failures are its own to report. */
  readonly run: (signal: AbortSignal) => Promise<number | null>;
}

/** Runs on time and on demand, never twice at once. */
export interface Schedule {
  /** Runs now; what is asked for during a run happens once, right after it. */
  trigger(): Promise<void>;
  /** Keeps other times from now on; a run that has begun keeps its own. */
  change(timing: Timing): void;
  isRunning(): boolean;
  isStopping(): boolean;
  /** Lets nothing start any more, gives up what runs, and waits for it. */
  stop(): Promise<void>;
}

/** Node's timers count milliseconds in 31 bits, and go off at once when asked for more. */
const LONGEST_TIMER = 2 ** 31 - 1;

export function startSchedule({ run, ...timing }: ScheduleOptions): Schedule {
  let { timeout } = timing;
  let task = startTask(timing);
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  function startTask({ expression }: Timing): ScheduledTask {
    return cron.schedule(expression, () => trigger(), { timezone: 'Etc/UTC', name: 'refresh' });
  }

  function trigger(): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    if (current === null) {
      current = once().finally(() => (current = null));
      return current;
    }
    next ??= ended(current).then(() => {
      next = null;
      return trigger();
    });
    return next;
  }

  async function once(): Promise<void> {
    clearTimeout(retry);
    const givingUp = new AbortController();
    const longest = timeout;
    const timer = setTimeout(() => {
      givingUp.abort(new Error(`took longer than ${longest / 1000} s (setting "refresh_timeout") and was given up`));
    }, longest).unref();
    try {
      const again = await run(AbortSignal.any([stopping.signal, givingUp.signal]));
      if (again === null || stopping.signal.aborted) return;
      retry = setTimeout(() => void trigger(), Math.min(again, LONGEST_TIMER)).unref();
    } finally {
      clearTimeout(timer); // or it would give up whatever runs when it goes off
    }
  }

  return {
    trigger,
    change: (other) => {
      if (stopping.signal.aborted) return;
      void task.destroy();
      task = startTask(other);
      timeout = other.timeout;
    },
    isRunning: () => current !== null,
    isStopping: () => stopping.signal.aborted,
    stop: async () => {
      stopping.abort(new Error('the exporter is stopping'));
      clearTimeout(retry);
      await task.destroy();
      if (current !== null) await ended(current);
    },
  };
}

/** Resolves when a run is over; who asked for it learns whether it failed. */
function ended(run: Promise<void>): Promise<unknown> {
  return run.catch((error: unknown) => error);
}
