import { rmSync } from 'node:fs';
import { openApp } from '../../dist/app.js';
import { benchConfig } from '../benchConfig.js';

const AS_OF = Date.parse('2026-10-31T12:00:00Z');

/** One refresh: what is new is staged, loaded, rolled up, rendered and published. `fresh` begins with an empty store. */
export async function refresh({ bills, store, fresh = false }) {
  if (fresh) rmSync(store, { recursive: true, force: true });
  const app = await openApp(benchConfig({ bills, store }));
  return {
    run: async () => {
      const { snapshot, readings } = await app.refresh({ asOf: AS_OF });
      const [source] = snapshot.overview.sources;
      if (!source.up || source.rejected > 0) throw new Error(`not all was read: ${source.errors.join('; ')}`);
      return { rows: source.rows, filesRead: readings[0].read.length };
    },
    close: () => app.close(),
  };
}
