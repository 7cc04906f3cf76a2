import { once } from 'node:events';
import type { Estate } from './createEstate.js';
import { start } from './outlay.js';
import type { Running } from './outlay.js';

/** Starts `outlay serve` in a process of its own and waits until it listens; its first refresh runs then. */
export async function startServer({ config }: Estate): Promise<{ readonly running: Running; readonly url: string }> {
  const running = start(['serve', '--config', config]);
  for (;;) {
    const url = /^serving (http:\S+)$/m.exec(running.output.stdout)?.[1];
    if (url !== undefined) return { running, url };
    if (running.process.exitCode !== null) throw new Error(`outlay serve ended: ${running.output.stderr}`);
    await Promise.race([once(running.process.stdout!, 'data'), running.ended]);
  }
}
