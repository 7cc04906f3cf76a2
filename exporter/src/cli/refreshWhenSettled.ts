import { setTimeout as sleep } from 'node:timers/promises';
import type { App, RunOptions } from '../app.js';
import { now } from '../app.js';
import type { Refreshed } from '../pipeline/refresh.js';

/** One refresh, and another each time files that were still changing have become quiet. */
export async function refreshWhenSettled(app: App, options: RunOptions): Promise<Refreshed> {
  let refreshed = await app.refresh(options);
  while (refreshed.retryAt !== null) {
    const milliseconds = Math.max(0, refreshed.retryAt - now()) + 100;
    process.stderr.write(
      `waiting ${Math.ceil(milliseconds / 1000)} s for files that changed a moment ago (setting "settle")\n`,
    );
    await sleep(milliseconds);
    refreshed = await app.refresh(options);
  }
  return refreshed;
}
