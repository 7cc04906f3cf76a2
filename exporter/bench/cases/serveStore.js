import { serve } from '../../dist/serve.js';
import { benchConfig } from '../benchConfig.js';

const QUIET = { error: console.error, warn: () => undefined, info: () => undefined, debug: () => undefined };

/** The exporter on a free port with a store that is there; resolves when its first refresh has ended. */
export async function serveStore(request) {
  const config = benchConfig(request);
  const serving = await serve({ config, reload: () => config, logger: QUIET, version: '0', open: true });
  await serving.started;
  return serving;
}
