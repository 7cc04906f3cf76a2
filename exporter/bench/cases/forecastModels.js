import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { forecastSum } from '../../dist/forecast/forecastSum.js';

/** Models by name: from a history and a number of days to `{ byDay }`, and `p10` and `p90` where there are any. */
export const MODELS = {
  'calendar and weekday': async () => forecastSum,
  'seasonal naive': async () => (history, days) => ({
    byDay: Array.from({ length: days }, (_, day) => history.costs.at((day % 7) - 7)),
  }),
  'run rate': async () => (history, days) => ({ byDay: Array(days).fill(sum(history.costs.slice(-7)) / 7) }),
  'augurs MSTL': augursMstl,
};

/**
 * Multiple seasonal decomposition by week and month, by augurs; null where that development dependency is not
 * installed.
 */
async function augursMstl() {
  const wasm = find('@bsull/augurs/mstl');
  if (wasm === null) return null;
  const { default: init, MSTL } = await import('@bsull/augurs/mstl');
  await init({ module_or_path: readFileSync(wasm) }); // Node 20 cannot fetch it
  return (history, days) => {
    const model = MSTL.ets([7, 30]);
    model.fit(Float64Array.from(history.costs));
    const { point } = model.predict(days);
    model.free();
    return { byDay: [...point] };
  };
}

function find(module) {
  try {
    return createRequire(import.meta.url)
      .resolve(module)
      .replace(/\.js$/, '_bg.wasm');
  } catch {
    return null;
  }
}

function sum(costs) {
  return costs.reduce((total, cost) => total + cost, 0);
}
