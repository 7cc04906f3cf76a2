import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../domain/Day.js';
import { findIncidents } from './findIncidents.js';
import { growTree } from './growTree.js';
import type { CostCell } from './growTree.js';
import type { FoundIncident } from './Incident.js';
import type { SeriesTree } from './SeriesTree.js';
import { FIRST_DAY, raised, RULE, weekly } from './testing/series.js';

const DIMENSIONS = ['provider', 'team', 'cloud_service'];
const DAYS = 120;
const AT = 100;

/** Two providers × two teams × three services, each with costs of its own. */
function cells(): CostCell[] {
  return ['aws', 'gcp'].flatMap((provider, p) =>
    ['payments', 'search'].flatMap((team, t) =>
      ['compute', 'database', 'storage'].map((service, s) => ({
        values: [provider, team, service],
        costs: weekly(100 + 70 * p + 40 * t + 25 * s, DAYS),
      })),
    ),
  );
}

/** The cells with an amount more a day in those whose values begin like this. */
function withExcess(amount: number, values: readonly string[], from = AT, days = 3, before = cells()): CostCell[] {
  return before.map((cell) =>
    values.every((value, depth) => cell.values[depth] === value)
      ? { ...cell, costs: raised(Array.from(cell.costs), amount, from, days) }
      : cell,
  );
}

function tree(of: readonly CostCell[], days = DAYS): SeriesTree {
  return growTree(DIMENSIONS, { firstDay: FIRST_DAY, days }, of);
}

function summary(incidents: readonly FoundIncident[]): string[] {
  return incidents.map(({ scope, days, direction }) =>
    [direction, Object.values(scope).join('/') || 'everything', days[0]?.day, days.length].join(' '),
  );
}

describe('the cause of an excess', () => {
  it('is the one service from which it comes, and nothing above it', () => {
    const found = findIncidents(tree(withExcess(400, ['aws', 'payments', 'database'])), RULE);
    expect(summary(found)).toEqual(['rise aws/payments/database 2026-09-09 3']);
  });

  it('is kept as a path with the share that each step explains', () => {
    const [found] = findIncidents(tree(withExcess(400, ['aws', 'payments', 'database'])), RULE);
    expect(found?.path.map(({ dimension, value }) => `${dimension}=${value}`)).toEqual([
      'provider=aws',
      'team=payments',
      'cloud_service=database',
    ]);
    for (const { share } of found?.path ?? []) expect(share).toBeGreaterThan(0.9);
  });

  it('is the team when all its services rise alike', () => {
    const found = findIncidents(tree(withExcess(150, ['aws', 'payments'])), RULE);
    expect(summary(found)).toEqual(['rise aws/payments 2026-09-09 3']);
  });

  it('is everything when everything rises alike, and is one incident', () => {
    const found = findIncidents(tree(withExcess(100, [])), RULE);
    expect(summary(found)).toEqual(['rise everything 2026-09-09 3']);
  });

  it('is two services when two rise on the same day', () => {
    const both = withExcess(500, ['gcp', 'search', 'storage'], AT, 3, withExcess(450, ['aws', 'payments', 'database']));
    expect(summary(findIncidents(tree(both), RULE)).toSorted()).toEqual([
      'rise aws/payments/database 2026-09-09 3',
      'rise gcp/search/storage 2026-09-09 3',
    ]);
  });

  it('is found for a second service while the first goes on', () => {
    const both = withExcess(
      300,
      ['gcp', 'search', 'storage'],
      102,
      2,
      withExcess(450, ['aws', 'payments', 'database'], AT, 5),
    );
    expect(summary(findIncidents(tree(both), RULE))).toEqual([
      'rise aws/payments/database 2026-09-09 5',
      'rise gcp/search/storage 2026-09-11 2',
    ]);
  });

  it('is found in a service that is too small to show in the total', () => {
    const found = findIncidents(tree(withExcess(60, ['aws', 'payments', 'compute'])), RULE);
    expect(summary(found)).toEqual(['rise aws/payments/compute 2026-09-09 3']);
  });

  it('is seen where a rise and a drop cancel out in the total', () => {
    const moved = withExcess(
      -150,
      ['gcp', 'search', 'storage'],
      AT,
      3,
      withExcess(150, ['aws', 'payments', 'compute']),
    );
    expect(summary(findIncidents(tree(moved), RULE)).toSorted()).toEqual([
      'drop gcp/search/storage 2026-09-09 3',
      'rise aws/payments/compute 2026-09-09 3',
    ]);
  });

  it('is a service that never cost anything before', () => {
    const fresh = {
      values: ['aws', 'payments', 'gpu'],
      costs: Array.from({ length: DAYS }, (_, day) => (day < AT ? 0 : 80)),
    };
    const [found] = findIncidents(tree([...cells(), fresh]), RULE);
    expect(found?.scope).toEqual({ provider: 'aws', team: 'payments', cloud_service: 'gpu' });
    expect(found?.status).toBe('level');
  });

  it('needs few fits, however large the tree', () => {
    let fits = 0;
    const fit: typeof RULE.fit = (history) => {
      fits += 1;
      return RULE.fit(history);
    };
    const many = Array.from({ length: 3000 }, (_, index) => ({
      values: [`p${index % 10}`, `t${index % 50}`, `s${index}`],
      costs: weekly(20, 60),
    }));
    const small = growTree(DIMENSIONS, { firstDay: FIRST_DAY, days: 60 }, many);
    findIncidents(small, { ...RULE, fit, from: addDays(FIRST_DAY, 57) });
    expect(fits).toBeLessThan(300);
  });
});

describe('incidents from refresh to refresh', () => {
  const grown = withExcess(400, ['aws', 'payments', 'database'], AT, 10);
  const upTo = (days: number): readonly FoundIncident[] => findIncidents(tree(grown, days), RULE);

  it('keep their id while days are added', () => {
    const ids = [AT + 1, AT + 2, AT + 9, DAYS].map((days) => upTo(days).map(({ id }) => id));
    expect(new Set(ids.map((each) => each.join())).size).toBe(1);
  });

  it('go on from what is known when only later days are judged', () => {
    const known = upTo(AT + 3);
    const found = findIncidents(tree(grown), { ...RULE, from: addDays(FIRST_DAY, AT + 3) }, known);
    expect(found).toEqual(upTo(DAYS));
  });

  it('keep a new level when only later days are judged', () => {
    const risen = withExcess(400, ['aws', 'payments', 'database'], 80, 40);
    const known = findIncidents(tree(risen, 110), RULE);
    const found = findIncidents(tree(risen), { ...RULE, from: addDays(FIRST_DAY, 110) }, known);
    expect(found).toEqual(known);
    expect(summary(found)).toEqual(['rise aws/payments/database 2026-08-20 14']);
    expect(found[0]?.status).toBe('level');
  });

  it('leave out what is known of scopes that are no more', () => {
    const known = upTo(AT + 3).map((incident) => ({ ...incident, scope: { team: 'gone' } }));
    expect(findIncidents(tree(cells()), { ...RULE, from: addDays(FIRST_DAY, 110) }, known)).toEqual([]);
  });

  it('do not depend on the order of the costs', () => {
    const some = withExcess(300, ['gcp', 'search', 'storage'], 102, 2, grown);
    const expected = findIncidents(tree(some), RULE);
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        const found = findIncidents(tree(shuffled), RULE);
        expect(summary(found)).toEqual(summary(expected));
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 5 },
    );
  });
});
