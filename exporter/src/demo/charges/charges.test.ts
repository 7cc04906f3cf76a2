import { describe, expect, it } from 'vitest';
import { DAY, HOUR, addDays, dayOf, monthOf, startOf } from '../../domain/Day.js';
import type { Day, Instant, Month } from '../../domain/Day.js';
import { buildEstate } from '../estate/buildEstate.js';
import { story } from '../Story.js';
import { awsTables } from '../tables/awsTables.js';
import { azureTables } from '../tables/azureTables.js';
import type { EstateTables } from '../tables/EstateTables.js';
import { gcpTables } from '../tables/gcpTables.js';
import { lumenTables } from '../tables/lumenTables.js';
import type { Charge } from './Charge.js';
import { charges } from './charges.js';

const NOW = Date.parse('2026-10-15T09:00:00Z');
const TABLES = [awsTables, azureTables, gcpTables, lumenTables];
const plot = story(NOW, 14, 20);

interface Row extends Charge {
  readonly columns: Readonly<Record<string, string>>;
  readonly billingPeriod: Month;
}

describe('what a provider knows', () => {
  it.each(TABLES)(
    'at $source of a day is 60 % when it ended less than a day ago, 92 % a day later, all then',
    (tables) => {
      const known = (day: Day, hoursAfterItsEnd: number) =>
        costOfDailyUse(tables, day, startOf(day) + DAY + hoursAfterItsEnd * HOUR);
      const day = addDays(plot.hourlyFrom, -9);
      const final = known(day, 240);

      expect(known(day, 2) / final).toBeGreaterThan(0.5);
      expect(known(day, 23) / final).toBeLessThan(0.7);
      expect(known(day, 25) / final).toBeGreaterThan(0.86);
      expect(known(day, 47) / final).toBeLessThan(0.97);
      expect(known(day, 48)).toBe(final);
    },
  );

  it('has no row that ends later than it can be known', () => {
    const at = plot.deliveries.at(-1) ?? 0;
    const late = rowsOf(awsTables, at).filter((row) => row.columns['ChargeFrequency'] === 'Usage-Based');
    const hourly = late.filter((row) => row.end - row.start === HOUR);

    expect(Math.max(...late.map((row) => row.end))).toBeLessThanOrEqual(at);
    expect(Math.max(...hourly.map((row) => row.end))).toBe(at - 13 * HOUR);
  });

  it('is hourly for machines in the last three weeks and daily before', () => {
    const rows = rowsOf(awsTables, NOW);
    const hourly = rows.filter((row) => row.end - row.start === HOUR);

    expect(new Set(hourly.map((row) => row.columns['ServiceName']))).toEqual(
      new Set(['Amazon Elastic Compute Cloud', 'Amazon SageMaker']),
    );
    expect(dayOf(Math.min(...hourly.map((row) => row.start)))).toBe(plot.hourlyFrom);
  });
});

describe('the costs', () => {
  const rows = TABLES.flatMap((tables) => rowsOf(tables, NOW));

  it('are the unit prices times the quantity', () => {
    const priced = rows.filter((row) => row.quantityMillis !== null && row.columns['ListUnitPrice'] !== undefined);

    expect(priced.length).toBeGreaterThan(100_000);
    for (const row of priced) {
      const micros = Math.round(Number(row.columns['ListUnitPrice']) * 1e6);
      if (row.list !== micros * (row.quantityMillis ?? 0)) {
        expect.fail(`${row.columns['ResourceName'] ?? ''}: ${row.list} is not ${row.quantityMillis ?? 0} × ${micros}`);
      }
    }
  });

  it('of a committed month are those of its purchase, used or not', () => {
    for (const tables of [awsTables, azureTables]) {
      for (const plan of tables.plans) {
        const ofPlan = rows.filter(
          (row) => row.columns['CommitmentDiscountId'] === plan.id && row.billingPeriod === '2026-08',
        );
        const purchase = ofPlan.filter((row) => row.columns['ChargeCategory'] === 'Purchase');
        const status = (name: string) => ofPlan.filter((row) => row.columns['CommitmentDiscountStatus'] === name);

        expect(purchase).toHaveLength(1);
        expect(sum(purchase, 'effective')).toBe(0);
        expect(sum(ofPlan, 'effective')).toBe(sum(purchase, 'billed'));
        expect(sum(status('Used'), 'effective')).toBeGreaterThan(0.85 * sum(purchase, 'billed'));
        expect(sum(status('Unused'), 'effective')).toBeGreaterThan(0);
        expect(sum([...status('Used'), ...status('Unused')], 'billed')).toBe(0);
      }
    }
  });

  it('add up to what a company of this size pays', () => {
    const dollars = new Map<string, number>();
    for (const row of rows) {
      const month = row.billingPeriod;
      dollars.set(month, (dollars.get(month) ?? 0) + row.effective / 1e9);
    }
    for (const month of plot.months.slice(0, -1)) {
      expect(dollars.get(month), month).toBeGreaterThan(320_000);
      expect(dollars.get(month), month).toBeLessThan(460_000);
    }
    expect(rows.length).toBeGreaterThan(150_000);
    expect(rows.length).toBeLessThan(220_000);
  });

  it('are untagged for about 7 % of usage, and mistagged for some more', () => {
    const usage = rows.filter((row) => row.columns['ChargeCategory'] === 'Usage');
    const share = (keys: RegExp) =>
      sum(
        usage.filter((row) => keys.test(row.columns['Tags'] ?? '')),
        'effective',
      ) / sum(usage, 'effective');

    expect(1 - share(/"(team|owner)":/i)).toBeGreaterThan(0.05);
    expect(1 - share(/"(team|owner)":/i)).toBeLessThan(0.1);
    expect(share(/"(Team|TEAM)":/)).toBeGreaterThan(0.005);
    expect(share(/"owner":/)).toBeGreaterThan(0.01);
    expect(share(/"team":"(\w+-team|[A-Z]|data platform)/)).toBeGreaterThan(0.005);
  });

  it('fall on weekends and rise at the end of a month', () => {
    const dollarsOn = (service: string, day: Day) =>
      sum(
        rows.filter((row) => row.columns['ServiceName'] === service && row.start === startOf(day)),
        'effective',
      ) / 1e9;

    expect(dollarsOn('BigQuery', '2026-08-15')).toBeLessThan(0.7 * dollarsOn('BigQuery', '2026-08-13'));
    expect(dollarsOn('BigQuery', '2026-06-30')).toBeGreaterThan(1.6 * dollarsOn('BigQuery', '2026-06-24'));
  });

  it('go down for credits, refunds, adjustments and corrections of the month before', () => {
    const negative = new Set(rows.filter((row) => row.billed < 0).map((row) => row.columns['ChargeCategory']));
    const corrections = rows.filter((row) => row.columns['ChargeClass'] === 'Correction');

    expect(negative).toEqual(new Set(['Credit', 'Usage', 'Adjustment']));
    expect(corrections).toHaveLength(26);
  });
});

function rowsOf(tables: EstateTables, knownAt: Instant): readonly Row[] {
  const estate = buildEstate(tables, { seed: 20, now: NOW, scale: 1 });
  return plot.months.flatMap((month) =>
    [...charges(estate, plot, { month, knownAt })].flatMap((batch) =>
      batch.charges.map((charge) => ({ ...charge, columns: batch.columns, billingPeriod: month })),
    ),
  );
}

function costOfDailyUse(tables: EstateTables, day: Day, knownAt: Instant): number {
  const estate = buildEstate(tables, { seed: 20, now: NOW, scale: 1 });
  const batches = [...charges(estate, plot, { month: monthOf(day), knownAt })];
  const usage = batches.filter((batch) => batch.columns['ChargeCategory'] === 'Usage');
  return sum(
    usage.flatMap((batch) => batch.charges).filter((charge) => charge.start === startOf(day)),
    'effective',
  );
}

function sum(rows: readonly Charge[], basis: 'effective' | 'billed'): number {
  return rows.reduce((total, row) => total + row[basis], 0);
}
