import { mkdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '../domain/Day.js';
import type { DemoDelivery } from './demo.js';

/** How long files lie still before anybody looks: longer than any source waits for them. */
const QUIET = 10 * 60_000;

/**
 * Lets every delivery arrive at its moment: puts its files under `exports/` of the folder, dated as they were delivered,
 * then calls `refreshed` with that moment.
 */
export async function replay(
  folder: string,
  deliveries: readonly DemoDelivery[],
  refreshed: (at: Instant) => Promise<unknown>,
): Promise<void> {
  for (const { at, files } of deliveries) {
    const arrived = (at - QUIET) / 1000;
    for (const { source, name, write } of files) {
      const path = join(folder, 'exports', source, name);
      await mkdir(dirname(path), { recursive: true });
      await write(path);
      await utimes(path, arrived, arrived);
    }
    await refreshed(at);
  }
}
