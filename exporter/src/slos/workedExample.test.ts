import { readFileSync } from 'node:fs';
import { beforeAll, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { HOUR } from '../domain/Day.js';
import { hourlyQuery, prometheusConfig } from '../prometheus/config.js';
import { slosConfig } from './config.js';
import { evaluateUnitCost } from './unitCost/evaluateUnitCost.js';
import type { Slo, UnitCostSlo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { hours, known } from './testing/buckets.js';

const page = readFileSync(new URL('../../../docs/slos.md', import.meta.url), 'utf8');
const MIDNIGHT = Date.parse('2026-11-29T00:00:00Z');

let slos: readonly Slo[];
beforeAll(() => {
  const settings = parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '') as Readonly<Record<string, unknown>>;
  expect(prometheusConfig.parse(settings['prometheus']).url).toBe('http://127.0.0.1:9090');
  slos = slosConfig(hourlyQuery).parse(settings['slos']);
});

/** The example of the page, so many hours after that midnight. */
function statusAfter(later: number): SloStatus {
  const watermark = MIDNIGHT + later * HOUR;
  const orders = hours(MIDNIGHT + 24 * HOUR, 30, 1000);
  const release = Date.parse('2026-11-27T12:00:00Z');
  const cost = {
    ...orders,
    values: orders.values.map((_, index) => (orders.first + index * HOUR < release ? 12 : 18)),
  };
  const slo = slos.find((found): found is UnitCostSlo => found.kind === 'unit_cost')!;
  return evaluateUnitCost(slo, { cost, units: known(orders), currency: 'USD' }, { watermark, staleSources: [] });
}

it('has an objective of each kind', () => {
  expect(slos.map(({ kind }) => kind)).toEqual([
    'unit_cost',
    'coverage',
    'telemetry_ratio',
    'forecast_accuracy',
    'ratio',
  ]);
});

test.each([
  {
    name: 'the last day',
    text: ({ unitCost, burn }: SloStatus) => rowOf(unitCost?.windows[0]?.unitCost, burn[0]?.rate),
  },
  {
    name: 'the last week',
    text: ({ unitCost, burn }: SloStatus) => rowOf(unitCost?.windows[1]?.unitCost, burn[1]?.rate),
  },
  {
    name: 'the bad hours',
    text: ({ sli }: SloStatus) => `so ${Math.round((1 - sli!) * 672)} of the 672\nhours are bad`,
  },
  { name: 'the SLI', text: ({ sli }: SloStatus) => `the SLI is ${(sli! * 100).toFixed(1)} %` },
  {
    name: 'the error budget',
    text: ({ errorBudgetRemaining }: SloStatus) =>
      `${(errorBudgetRemaining! * 100).toFixed(1)} % of the error budget is left`,
  },
  { name: 'the state', text: ({ state }: SloStatus) => `so the objective is\n\`${state}\`` },
  { name: 'the reason', text: ({ reason }: SloStatus) => `> ${reason}\n` },
])('the example tells $name as it is', ({ text }) => {
  expect(page).toContain(text(statusAfter(0)));
});

it('is breached two hours later, not sooner', () => {
  expect([0, 1, 2].map((later) => statusAfter(later).state)).toEqual(['burning', 'burning', 'breached']);
  expect(page).toContain('Two hours later it is `breached`');
});

function rowOf(unitCost: number | null | undefined, rate: number | null | undefined): string {
  const amount = Number(unitCost!.toPrecision(5));
  return `(${amount} / 0.012 − 1) / 0.1 = ${rate!.toFixed(2)}`;
}
