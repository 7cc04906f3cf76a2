import { HISTORY_DAYS, LAST_DAY } from '../writeHistory.js';
import { startPrometheus } from '../startPrometheus.js';
import { serveStore } from './serveStore.js';

const DAY_SECONDS = 86_400;

/**
 * One range query, a point a day over the last `days` days, that a real Prometheus answers by remote_read. The time is
 * that of the answer as its user sees it, CPU and memory are the exporter's.
 */
export async function prometheusQuery({ bills, store, query, days = HISTORY_DAYS, times = 5 }) {
  const serving = await serveStore({ bills, store });
  const prometheus = await startPrometheus(`${serving.url}/api/v1/read`);
  const end = Date.parse(LAST_DAY) / 1000 + DAY_SECONDS;
  const range = { query, start: end - (days - 1) * DAY_SECONDS, end, step: DAY_SECONDS };
  await prometheus.queryRange(range);
  return {
    run: async () => {
      const seconds = [];
      let answer;
      for (let turn = 0; turn < times; turn += 1) {
        const start = performance.now();
        answer = await prometheus.queryRange(range);
        seconds.push((performance.now() - start) / 1000);
      }
      const points = answer.reduce((sum, { values }) => sum + values.length, 0);
      return { seconds: Math.min(...seconds), series: answer.length, points };
    },
    times,
    close: async () => {
      await prometheus.stop();
      await serving.stop();
    },
  };
}
