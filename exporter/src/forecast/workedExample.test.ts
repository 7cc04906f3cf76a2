import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, DAY, startOf } from '../domain/Day.js';
import { applyScenarios } from './applyScenarios.js';
import { forecastConfig } from './config.js';
import { forecastPeriod } from './forecastPeriod.js';

const page = readFileSync(new URL('../../../docs/forecasting.md', import.meta.url), 'utf8');

const FIRST = '2026-01-01';
const TODAY = '2026-11-13';
const days = Array.from({ length: (startOf(TODAY) - startOf(FIRST)) / DAY }, (_, index) => addDays(FIRST, index));

/** The example of the page: weekdays and weekends, ± 8 in turn, and one week in four a little dearer. */
const variable = days.map((day, index) => {
  const isWeekend = new Date(startOf(day)).getUTCDay() % 6 === 0;
  const extra = Math.floor(index / 7) % 4 === 0 ? 6 : -2;
  return (isWeekend ? 60 : 100) + [-8, 4, 0, 8, -4][index % 5]! + extra;
});
const fixed = days.map((day) => (day.endsWith('-03') ? 300 : day.endsWith('-20') ? 120 : 0));
const rest = forecastPeriod({
  variable: { firstDay: FIRST, costs: variable },
  fixed: { firstDay: FIRST, costs: fixed },
  until: '2026-12-01',
});

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

/** Whole units with separators, as the page writes them. */
function amount(cost: number): string {
  return Math.round(cost).toLocaleString('en-US');
}

describe('the example of the page', () => {
  const spent = sum(variable.slice(-12)) + sum(fixed.slice(-12));
  const modelled = sum(rest.variableByDay);

  it.each([
    { row: 'known', cells: [amount(spent), amount(spent), amount(spent)] },
    { row: 'modelled', cells: [amount(rest.p10! - 120), amount(modelled), amount(rest.p90! - 120)] },
    { row: 'scheduled', cells: ['120', '120', '120'] },
    { row: 'November', cells: [rest.p10!, rest.p50, rest.p90!].map((cost) => amount(spent + cost)) },
  ])('says what is $row', ({ row, cells }) => {
    const line = page.split('\n').find((text) => text.startsWith(`| ${row}`)) ?? '';
    expect(
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    ).toEqual(cells);
  });

  it('says what its scenario changes', () => {
    const settings = parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '') as Readonly<Record<string, unknown>>;
    const { scenarios } = forecastConfig.parse(settings['forecast']);
    const launch = scenarios.filter(({ id }) => id === 'search-launch');
    const planned = applyScenarios({ firstDay: rest.firstDay, costs: rest.byDay }, launch);
    const change = sum(planned.costs) - sum(rest.byDay);
    expect(page).toContain(`adds ${amount(change)} to November: ${amount(spent + rest.p50 + change)}`);
  });
});
