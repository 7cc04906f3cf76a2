import type { Serving } from '../serve.js';

/** Waits for SIGTERM or SIGINT and stops cleanly; SIGHUP reads the configuration again. */
export async function runUntilStopped(serving: Serving): Promise<void> {
  const reload = (): void => void serving.reload();
  process.on('SIGHUP', reload);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  process.off('SIGHUP', reload);
  await serving.stop();
}
