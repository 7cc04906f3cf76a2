import { addDays } from '../../dist/domain/Day.js';
import { findIncidents } from '../../dist/anomalies/findIncidents.js';
import { growTree } from '../../dist/anomalies/growTree.js';
import { fitCalendar } from '../../dist/forecast/fitCalendar.js';
import { randomOf } from '../generators/randomOf.js';
import { RULE } from './anomalyDetectors.js';
import { calendarSeries, DAYS, FIRST_DAY } from './anomalySeries.js';

const SIZES = { providers: 10, teams: 50, services: 20 };
const JUDGED = 7;

/** One search in a large tree, with one runaway service: 10 providers × 50 teams × 20 services of each provider, sizes that differ a thousandfold. */
export async function anomalySearch() {
  const cells = cellsOf();
  let fits = 0;
  const fit = (history) => {
    fits += 1;
    return fitCalendar(history);
  };
  return {
    run: async () => {
      const tree = growTree(['provider', 'team', 'cloud_service'], { firstDay: FIRST_DAY, days: DAYS }, cells);
      const found = findIncidents(tree, { ...RULE, fit, from: addDays(FIRST_DAY, DAYS - JUDGED) });
      return { leaves: cells.length, fits, incidents: found.length, named: found.map(({ scope }) => scope) };
    },
  };
}

/** Fifty shapes of series in ten thousand sizes. */
function cellsOf() {
  const random = randomOf(7);
  const shapes = Array.from({ length: 50 }, (_, index) => calendarSeries(index + 1));
  const cells = [];
  for (let provider = 0; provider < SIZES.providers; provider += 1) {
    for (let team = 0; team < SIZES.teams; team += 1) {
      for (let service = 0; service < SIZES.services; service += 1) {
        const size = Math.exp(random.normal() * 1.5);
        const shape = shapes[cells.length % shapes.length];
        cells.push({
          values: [`provider-${provider}`, `team-${team}`, `service-${provider}-${service}`],
          costs: Float64Array.from(shape, (cost) => cost * size),
        });
      }
    }
  }
  const runaway = cells[1234].costs;
  for (let day = DAYS - 2; day < DAYS; day += 1) runaway[day] += 100_000;
  return cells;
}
