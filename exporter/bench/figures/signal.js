import { atMost, unlimited } from '../limit.js';
import { measure } from '../measure.js';

const MONTHS = 600;
const SLACKS = [1.1, 1.03, 1];
const MOST_HOURS = { typical: 42, slow: 58 };
const MOST_FALSE_PAGES = 0.002;

/** How often the page rule of budgets is wrong and how long it takes, on simulated bills, beside two naive rules. */
export async function signal({ months = MONTHS }) {
  const figures = [];
  for (const feed of Object.keys(MOST_HOURS)) {
    const { bySlack, ...measured } = await measure('signal', { feed, months, slacks: SLACKS });
    figures.push(...bySlack.flatMap((found) => figuresOf(feed, found, measured)));
  }
  return figures;
}

function figuresOf(feed, { slack, months, byRule }, of) {
  const { ours, unguarded, monthToDateDelta, fixedLag } = byRule;
  const name = `${feed} feed, budget ${slack} × usual`;
  const line = (figure, value, unit) => ({ figure: `${name}: ${figure}`, value, unit, of });
  return [
    atMost(MOST_FALSE_PAGES, line(`false pages, ${months} months`, ours.falsePagesPerMonth, ' a month')),
    unlimited(line('false pages, without guards', unguarded.falsePagesPerMonth, ' a month')),
    unlimited(line('false pages, month-to-date delta', monthToDateDelta.falsePagesPerMonth, ' a month')),
    unlimited(line('false pages, fixed lag of 24 h', fixedLag.falsePagesPerMonth, ' a month')),
    atMost(MOST_HOURS[feed], line(`median detection of ${ours.mustFind} runaways`, ours.medianHours, ' h')),
    unlimited(line('median detection, month-to-date delta', monthToDateDelta.medianHours, ' h')),
    unlimited(line('median detection, fixed lag of 24 h', fixedLag.medianHours, ' h')),
    unlimited(line('not found', ours.missed, '')),
    unlimited(line('not found, month-to-date delta', monthToDateDelta.missed, '')),
    unlimited(line('not found though run out within a day of their end', ours.lost, '')),
  ];
}
