import { addDays } from '../../dist/domain/Day.js';
import { findIncidents } from '../../dist/anomalies/findIncidents.js';
import { growTree } from '../../dist/anomalies/growTree.js';
import { randomOf } from '../generators/randomOf.js';
import { RULE } from './anomalyDetectors.js';
import { calendarSeries, DAYS, FIRST_DAY, median } from './anomalySeries.js';

const DIMENSIONS = ['provider', 'team', 'cloud_service'];
const SIZES = { provider: 4, team: 6, cloud_service: 5 };
/** Days after which the search begins and ends; the injection lies between. */
const JUDGED = 40;

/**
 * Whether the service into which an anomaly was injected is named. Each tree has 4 providers × 6 teams × 5 services with
 * costs that differ a thousandfold; one service of at least `least` of the total costs 30 to 150 % more for 1 to 4 days.
 */
export async function anomalyCause({ trees, seed, least }) {
  return {
    run: async () => {
      const counts = { injected: 0, named: 0, ancestor: 0, missed: 0, others: 0, incidents: 0 };
      for (let index = 0; index < trees; index += 1) judge(seed + index, least, counts);
      const days = trees * JUDGED;
      return { ...counts, namedRatio: counts.named / counts.injected, othersPerMonth: (30 * counts.others) / days };
    },
  };
}

function judge(seed, least, counts) {
  const random = randomOf(seed + 31_000);
  const cells = cellsOf(seed, random);
  const total = sumAll(cells);
  const large = cells.filter(({ costs }) => level(costs) >= least * level(total));
  const target = large[Math.floor(random.uniform() * large.length)];
  const first = DAYS - 5 - Math.floor(random.uniform() * (JUDGED - 10));
  const length = 1 + Math.floor(random.uniform() * 4);
  const amount = (0.3 + 1.2 * random.uniform()) * level(target.costs);
  for (let day = first; day < Math.min(DAYS, first + length); day += 1) target.costs[day] += amount;

  const tree = growTree(DIMENSIONS, { firstDay: FIRST_DAY, days: DAYS }, cells);
  const found = findIncidents(tree, { ...RULE, from: addDays(FIRST_DAY, DAYS - JUDGED) });
  const during = found.filter(
    ({ days, direction }) => direction === 'rise' && days.some(({ day }) => isIn(day, first, length)),
  );
  const isAbove = ({ scope }) =>
    Object.entries(scope).every(([name, value]) => target.values[DIMENSIONS.indexOf(name)] === value);
  const named = during.filter(
    (incident) => isAbove(incident) && Object.keys(incident.scope).length === DIMENSIONS.length,
  );
  const above = during.filter(isAbove);
  counts.injected += 1;
  counts.incidents += found.length;
  if (named.length > 0) counts.named += 1;
  else if (above.length > 0) counts.ancestor += 1;
  else counts.missed += 1;
  const rises = found.filter(({ direction }) => direction === 'rise');
  counts.others += rises.length - (above.length > 0 ? 1 : 0);
}

function isIn(day, first, length) {
  return day >= addDays(FIRST_DAY, first) && day < addDays(FIRST_DAY, first + length);
}

function cellsOf(seed, random) {
  const values = (name) => Array.from({ length: SIZES[name] }, (_, index) => `${name}-${index + 1}`);
  return values('provider').flatMap((provider, p) =>
    values('team').flatMap((team, t) =>
      values('cloud_service').map((service, s) => {
        const size = Math.exp(random.normal() * 1.2);
        return {
          values: [provider, team, service],
          costs: calendarSeries(seed * 1000 + p * 100 + t * 10 + s).map((cost) => cost * size),
        };
      }),
    ),
  );
}

function level(costs) {
  return median(costs.slice(-30));
}

function sumAll(cells) {
  return Array.from({ length: DAYS }, (_, day) => cells.reduce((sum, { costs }) => sum + costs[day], 0));
}
