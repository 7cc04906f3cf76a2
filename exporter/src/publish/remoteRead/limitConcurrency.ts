import { Refusal } from './Refusal.js';
import type { RemoteReadLimits } from './RemoteReadLimits.js';

type Turns = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** Runs at most `atOnce` works; others wait in the order they came. Refuses with 503 what would wait too long. */
export function limitConcurrency({
  atOnce,
  waiting,
  waitMilliseconds,
}: Pick<RemoteReadLimits, 'atOnce' | 'waiting' | 'waitMilliseconds'>): Turns {
  const queue: (() => void)[] = [];
  let running = 0;

  return async (work, signal) => {
    await turn(signal);
    try {
      return await work();
    } finally {
      endTurn();
    }
  };

  async function turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) throw busy();
    await new Promise<void>((resolve, reject) => {
      const givesUp = AbortSignal.any([signal, AbortSignal.timeout(waitMilliseconds)]);
      const start = () => {
        givesUp.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        queue.splice(queue.indexOf(start), 1);
        reject(busy());
      };
      givesUp.addEventListener('abort', leave, { once: true });
      queue.push(start);
    });
  }

  function endTurn(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  function busy(): Refusal {
    return new Refusal(
      503,
      `${atOnce} remote reads are being answered and others wait; try again, or ask for fewer series with by="team"`,
    );
  }
}
