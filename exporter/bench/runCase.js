/** Runs one case and prints what it took, as JSON: `node runCase.js NAME REQUEST`. */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Imported one by one: what a case does not need must not count as its memory. */
const CASES = {
  bareDuckdb: async () => (await import('./cases/bareDuckdb.js')).bareDuckdb,
  csvParse: async () => (await import('./cases/csvParse.js')).csvParse,
  refresh: async () => (await import('./cases/refresh.js')).refresh,
  scrapes: async () => (await import('./cases/scrapes.js')).scrapes,
  remoteRead: async () => (await import('./cases/remoteRead.js')).remoteRead,
  forecastAccuracy: async () => (await import('./cases/forecastAccuracy.js')).forecastAccuracy,
  forecastSpeed: async () => (await import('./cases/forecastSpeed.js')).forecastSpeed,
  anomaly: async () => (await import('./cases/anomaly.js')).anomaly,
  anomalyCause: async () => (await import('./cases/anomalyCause.js')).anomalyCause,
  anomalySearch: async () => (await import('./cases/anomalySearch.js')).anomalySearch,
  anomalyLeak: async () => (await import('./cases/anomalyLeak.js')).anomalyLeak,
  allocate: async () => (await import('./cases/allocate.js')).allocate,
  allocateBare: async () => (await import('./cases/allocateBare.js')).allocateBare,
  signal: async () => (await import('./cases/signal.js')).signal,
  prometheusQuery: async () => (await import('./cases/prometheusQuery.js')).prometheusQuery,
};

const [name, request] = process.argv.slice(2);
const prepare = await CASES[name]();
const { run, times = 1, close } = await prepare(JSON.parse(request));

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const cpu = process.cpuUsage();
const start = performance.now();
const found = await run();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
delay.disable();
const measured = {
  seconds: seconds / times,
  cpuSeconds: (user + system) / 1e6 / times,
  peakMegabytes: peakMegabytes(),
  pauseMilliseconds: delay.max / 1e6,
  ...found,
};
await close?.();
process.stdout.write(JSON.stringify(measured), () => process.exit());

/** The most that was ever resident; only Linux tells it apart from what the process that started this one used. */
function peakMegabytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kibibytes) / 1024;
}
