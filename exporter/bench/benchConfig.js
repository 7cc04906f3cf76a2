import { configSchema } from '../dist/config/schema.js';

/** The memory and threads that everything is measured with. */
export const MEMORY = '512MiB';
export const THREADS = 2;

/** A configuration with one source of bills that are read at once. */
export function benchConfig({ bills, store }) {
  return configSchema.parse(benchSettings({ bills, store }));
}

export function benchSettings({ bills, store }) {
  return {
    store: { path: store, memory: MEMORY, threads: THREADS },
    server: { listen: '127.0.0.1:0' },
    sources: [{ id: 'bench', type: 'directory', path: bills, settle: '0s' }],
  };
}
