import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addDays, DAY, startOf } from '../domain/Day.js';
import type { Day } from '../domain/Day.js';
import { findIncidents } from './findIncidents.js';
import { growTree } from './growTree.js';
import { measureDay } from './judgeDay.js';
import { RULE } from './testing/series.js';

const PAGE = readFileSync(new URL('../../../docs/anomalies.md', import.meta.url), 'utf8');
const TEXT = PAGE.replace(/\s+/g, ' ');
const SPAN = { firstDay: '2026-07-01', days: 122 };

/** 122 days of one cost on working days and another on weekends, and something more on three days of October. */
function costs(workday: number, weekend: number, more = 0): number[] {
  return Array.from({ length: SPAN.days }, (_, index) => {
    const day: Day = addDays(SPAN.firstDay, index);
    const isWeekend = new Date(startOf(day)).getUTCDay() % 6 === 0;
    return (isWeekend ? weekend : workday) + (day >= '2026-10-20' && day <= '2026-10-22' ? more : 0);
  });
}

const tree = growTree(['provider', 'team', 'cloud_service'], SPAN, [
  { values: ['aws', 'payments', 'compute'], costs: costs(400, 300, 240) },
  { values: ['aws', 'payments', 'storage'], costs: costs(200, 200) },
  { values: ['aws', 'search', 'compute'], costs: costs(300, 200, 20) },
]);

function row(cells: readonly (string | number)[]): RegExp {
  return new RegExp(`^\\| ${cells.map((cell) => `${String(cell)} *`).join('\\| ')}\\|$`, 'm');
}

it('is what the page says', () => {
  const found = findIncidents(tree, RULE);
  const [incident] = found;
  expect(found).toHaveLength(1);
  expect(TEXT).toContain(`incident \`${incident?.id ?? ''}\``);
  for (const { dimension, value, share } of incident?.path ?? []) {
    expect(PAGE).toMatch(row([`\`${dimension}\``, `\`${value}\``, `${Math.round(100 * share)} %`]));
  }
  for (const { day, cost, expected, tolerance } of incident?.days ?? []) {
    expect(PAGE).toMatch(row([day, cost, Math.round(expected), tolerance, Math.round(cost - expected)]));
  }
  expect(TEXT).toContain(`impact of ${Math.round(incident?.impact ?? 0)} USD`);

  const tuesday = (startOf('2026-10-20') - startOf(SPAN.firstDay)) / DAY;
  const total = measureDay({ tree, rule: RULE, episodes: [] }, tree.root, tuesday);
  const [cost, expected, tolerance] = [total.cost, total.expected, total.tolerance].map(Math.round);
  expect(TEXT).toContain(`cost ${cost} USD instead of ${expected} USD, beyond the tolerance of ${tolerance} USD`);
});
