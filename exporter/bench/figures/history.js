import { atMost, unlimited } from '../limit.js';
import { bestOf, measure } from '../measure.js';
import { hasPrometheus } from '../startPrometheus.js';
import { SERIES_PER_SUB_ACCOUNT, TEAMS } from '../writeHistory.js';

const QUESTIONS = [
  {
    name: `${SERIES_PER_SUB_ACCOUNT} series × 400 d`,
    query: 'last_over_time(finops_cost_daily{origin="finops", sub_account="account-7"}[1d])',
    series: SERIES_PER_SUB_ACCOUNT,
  },
  {
    name: '10,000 series × 400 d by team',
    query: 'sum by (team) (last_over_time(finops_cost_daily{origin="finops", by="team"}[1d]))',
    series: TEAMS,
  },
];

/** Queries of a real Prometheus that reads 400 days from the exporter, against the same over 30 days. */
export async function history(shop) {
  if (!hasPrometheus) {
    console.error('SKIPPED: history through Prometheus; on Debian run: apt-get install prometheus');
    return [];
  }
  const store = await shop.historyStore();
  const figures = [];
  for (const { name, query, series } of QUESTIONS) {
    const { long, short } = await bestOf(2, {
      long: () => measure('prometheusQuery', { ...store, query }),
      short: () => measure('prometheusQuery', { ...store, query, days: 30 }),
    });
    if (long.series !== series) throw new Error(`${name}: prometheus found ${long.series} series`);
    figures.push(
      atMost(0.6, { figure: `history, ${name}`, value: long.seconds, unit: ' s', of: long, baseline: short }),
      unlimited({
        figure: `history, ${name} : 30 d, wall`,
        value: long.seconds / short.seconds,
        of: long,
        baseline: short,
      }),
    );
  }
  return figures;
}
