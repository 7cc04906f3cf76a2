import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '../safety/outlay.js';
import type { Ended, Running } from '../safety/outlay.js';

/** An exporter in a process of its own that answers under `url`. */
export interface Serving {
  readonly url: string;
  readonly output: Running['output'];
  readonly signal: (name: NodeJS.Signals) => void;
  /** Asks it to end, as service managers do, and waits until it has. */
  stop(): Promise<Ended>;
}

/** Starts `outlay serve` or `outlay demo`; resolves as soon as it tells its address. Throws what it said when it ends before. */
export async function startServing(args: readonly string[]): Promise<Serving> {
  const running = start(args);
  const { process: child, output, ended } = running;
  const url = await until(running, () => /^(?:serving| {2})\s*(http:\S+?)\/?(?:\s|$)/m.exec(output.stdout)?.[1]);
  return {
    url,
    output,
    signal: (name) => void child.kill(name),
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** What `found` finds, once it does; throws when the process ends first. */
export async function until<Found>(
  { process: child, output }: Pick<Running, 'process' | 'output'>,
  found: () => Found | undefined,
): Promise<Found> {
  for (;;) {
    const result = found();
    if (result !== undefined) return result;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`outlay ended too early: ${output.stdout}${output.stderr}`);
    }
    await sleep(20);
  }
}
