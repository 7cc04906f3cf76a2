import { describe, expect, it, test } from 'vitest';
import { hourlyQuery } from '../prometheus/config.js';
import { refuseMistakenSlos, slosConfig } from './config.js';
import type { Surroundings } from './config.js';

const schema = slosConfig(hourlyQuery);

const UNIT_COST = {
  id: 'checkout-unit-cost',
  owner: 'payments',
  kind: 'unit_cost',
  units: 'sum(increase(orders_total[1h]))',
  unit: 'order',
  target: '0.012',
};
const COVERAGE = { id: 'owned', owner: 'finops', kind: 'coverage' };
const TELEMETRY = {
  id: 'telemetry',
  owner: 'sre',
  kind: 'telemetry_ratio',
  scope: { cloud_service: 'AmazonCloudWatch' },
};
const FORECAST = { id: 'forecast', owner: 'finops', kind: 'forecast_accuracy', lead: 14 };
const RATIO = {
  id: 'jobs',
  owner: 'data',
  kind: 'ratio',
  objective: 0.99,
  bad: 'sum(increase(bad[1h]))',
  total: 'sum(increase(all[1h]))',
};

function mistakes(slos: unknown): readonly string[] {
  return schema.safeParse(slos).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('objectives', () => {
  it('are none unless there are some', () => {
    expect(schema.parse(undefined)).toEqual([]);
  });

  test.each([
    {
      name: 'a unit cost',
      slo: { ...UNIT_COST, scope: { product: 'checkout' } },
      parsed: {
        objective: 0.95,
        scope: { product: ['checkout'] },
        labels: {},
        tolerance: 0.1,
        minimumUnits: 100,
        target: '0.012',
      },
    },
    { name: 'coverage', slo: COVERAGE, parsed: { kind: 'coverage', objective: 0.95, scope: {} } },
    {
      name: 'coverage of several values',
      slo: { ...COVERAGE, objective: 0.9, scope: { team: ['web', 'app'] } },
      parsed: { objective: 0.9, scope: { team: ['web', 'app'] } },
    },
    {
      name: 'a telemetry ratio',
      slo: TELEMETRY,
      parsed: { objective: 0.95, scope: { cloud_service: ['AmazonCloudWatch'] } },
    },
    { name: 'a telemetry ratio with its maximum', slo: { ...TELEMETRY, maximum: 0.25 }, parsed: { objective: 0.75 } },
    { name: 'forecast accuracy', slo: FORECAST, parsed: { objective: 0.9, leadDays: 14 } },
    {
      name: 'a ratio of counts',
      slo: RATIO,
      parsed: { objective: 0.99, events: { bad: RATIO.bad, total: RATIO.total } },
    },
    {
      name: 'a ratio',
      slo: { ...RATIO, bad: undefined, total: undefined, bad_ratio: 'avg_over_time(idle[1h])' },
      parsed: { events: { badRatio: 'avg_over_time(idle[1h])' } },
    },
  ])('may be $name, with what it leaves out', ({ slo, parsed }) => {
    expect(schema.parse([slo])).toMatchObject([{ id: slo.id, owner: slo.owner, kind: slo.kind, ...parsed }]);
  });

  const TARGET = '0.target: write the target as a decimal above 0 in quotes, such as "0.012"';
  const SHARE = 'write a share between 0 and 1, such as 0.95';
  test.each([
    { name: 'a target without quotes', slo: { ...UNIT_COST, target: 0.012 }, expected: [TARGET] },
    { name: 'a target with an exponent', slo: { ...UNIT_COST, target: '1e-2' }, expected: [TARGET] },
    { name: 'a target of nothing', slo: { ...UNIT_COST, target: '0.00' }, expected: [TARGET] },
    { name: 'a credit as target', slo: { ...UNIT_COST, target: '-1' }, expected: [TARGET] },
    { name: 'an objective of all', slo: { ...COVERAGE, objective: 1 }, expected: [`0.objective: ${SHARE}`] },
    { name: 'an objective of nothing', slo: { ...COVERAGE, objective: 0 }, expected: [`0.objective: ${SHARE}`] },
    { name: 'an objective in percent', slo: { ...COVERAGE, objective: 95 }, expected: [`0.objective: ${SHARE}`] },
    {
      name: 'an objective in quotes',
      slo: { ...COVERAGE, objective: '95 %' },
      expected: ['0.objective: write a share between 0 and 1 without quotes, such as 0.95'],
    },
    {
      name: 'units that are no PromQL',
      slo: { ...UNIT_COST, units: 'sum(increase(orders_total[1h])' },
      expected: ['0.units: is no PromQL: character 31: the query ends too early: a ")" is missing'],
    },
    {
      name: 'units of five minutes',
      slo: { ...UNIT_COST, units: 'sum(increase(orders_total[5m]))' },
      expected: [
        '0.units: character 27: the range [5m] is not an hour; the query is asked once an hour, so write [1h]',
      ],
    },
    {
      name: 'a unit cost without anything',
      slo: { id: 'a', owner: 'b', kind: 'unit_cost' },
      expected: [
        '0.units: is missing; kind unit_cost needs it, for example units: "sum(increase(orders_total[1h]))"',
        '0.unit: is missing; kind unit_cost needs it, for example unit: order',
        '0.target: is missing; kind unit_cost needs it, for example target: "0.012"',
      ],
    },
    {
      name: 'a setting of another kind, beside another mistake',
      slo: { ...COVERAGE, target: '1', objective: 2 },
      expected: [
        `0.objective: ${SHARE}`,
        '0.target: is no setting of kind coverage; remove it, there are id, owner, kind, objective, scope',
      ],
    },
    {
      name: 'a telemetry ratio of everything',
      slo: { ...TELEMETRY, scope: undefined },
      expected: [
        '0.scope: is missing; kind telemetry_ratio needs it, for example scope: { cloud_service: [AmazonCloudWatch] }',
      ],
    },
    { name: 'a lead of eight days', slo: { ...FORECAST, lead: 8 }, expected: ['0.lead: write 7, 14 or 28'] },
    {
      name: 'a forecast accuracy without lead',
      slo: { ...FORECAST, lead: undefined },
      expected: ['0.lead: is missing; kind forecast_accuracy needs it, for example lead: 7'],
    },
    {
      name: 'bad events without events',
      slo: { ...RATIO, total: undefined },
      expected: ['0.total: is missing; kind ratio needs it, for example total: "sum(increase(jobs_total[1h]))"'],
    },
    {
      name: 'two kinds of ratio',
      slo: { ...RATIO, bad_ratio: 'a' },
      expected: ['0.bad_ratio: write bad and total, or bad_ratio, not both'],
    },
    {
      name: 'a ratio without objective',
      slo: { ...RATIO, objective: undefined },
      expected: ['0.objective: is missing; kind ratio needs it, for example objective: 0.99'],
    },
    {
      name: 'a scope of a number',
      slo: { ...COVERAGE, scope: { team: 7 } },
      expected: ['0.scope.team: write a value or a list of values, such as "checkout" or [checkout, cart]'],
    },
    {
      name: 'an id with capitals',
      slo: { ...COVERAGE, id: 'Owned' },
      expected: ['0.id: use lower-case letters, digits and dashes, a letter first'],
    },
  ])('have a message for $name', ({ slo, expected }) => {
    expect(mistakes([slo])).toEqual(expected);
  });

  it('have names of their own, and so have their units', () => {
    expect(mistakes([UNIT_COST, COVERAGE, { ...UNIT_COST, target: 1 }])).toEqual([
      TARGET.replace('0', '2'),
      '2.id: "checkout-unit-cost" is used twice; every objective needs a name of its own',
      '2.unit: "order" is used twice; every unit needs a name of its own',
    ]);
  });
});

describe('objectives beside the rest of the configuration', () => {
  function refused(slos: readonly unknown[], surroundings: Surroundings): readonly string[] {
    const result = schema
      .superRefine((parsed, context) => {
        refuseMistakenSlos(parsed, surroundings, context);
      })
      .safeParse(slos);
    return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  }

  test.each([
    {
      name: 'name dimensions that there are',
      slos: [{ ...COVERAGE, scope: { team: 'web' } }],
      hasPrometheus: false,
      expected: [],
    },
    {
      name: 'name no dimension that there is not',
      slos: [COVERAGE, { ...COVERAGE, id: 'b', scope: { teem: 'web' } }],
      hasPrometheus: false,
      expected: ['slos.1.scope.teem: "teem" is no dimension; there are team, product'],
    },
    {
      name: 'name no label for a dimension that there is not',
      slos: [{ ...UNIT_COST, labels: { app: 'produce' } }],
      hasPrometheus: true,
      expected: ['slos.0.labels.app: "produce" is no dimension; there are team, product'],
    },
    {
      name: 'ask no Prometheus that there is not',
      slos: [UNIT_COST, RATIO, FORECAST],
      hasPrometheus: false,
      expected: [
        'slos.0.kind: kind unit_cost asks Prometheus; say which: prometheus: { url: http://127.0.0.1:9090 }',
        'slos.1.kind: kind ratio asks Prometheus; say which: prometheus: { url: http://127.0.0.1:9090 }',
      ],
    },
  ])('$name', ({ slos, hasPrometheus, expected }) => {
    expect(refused(slos, { dimensions: ['team', 'product'], hasPrometheus })).toEqual(expected);
  });
});
