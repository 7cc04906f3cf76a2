import { resourcesResponse } from '@outlay/contract/api';
import type { ResourcesResponse } from '@outlay/contract/api';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOf } from '../../domain/Day.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askResources } from './askResources.js';
import type { Resources } from './askResources.js';

const OF_TEAM_A = [{ label: 'team', operator: '=', value: 'a' }] as const;
/** Two days, and the two before them. */
const SPAN = { from: '2026-11-05', to: '2026-11-07' };

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore({ team: { isOwner: true, tags: ['team', 'squad'] }, product: {} });
});
afterEach(() => store.reset());
afterAll(() => store.close());

function charge(resource: string | undefined, day: string, cost: string, over: Partial<Charge> = {}): Charge {
  const named = resource === undefined ? {} : { resource };
  return { start: `2026-11-${day}T00:00:00Z`, cost, tags: { team: 'a' }, ...named, ...over };
}

async function publish(...charges: readonly Charge[]): Promise<void> {
  await store.publish({ x: { '2026-11': [await store.part('2026-11', charges)] } }, startOf('2026-11-08'));
}

async function ask(over: Partial<Resources> = {}): Promise<ResourcesResponse> {
  const question: Resources = { ...SPAN, basis: 'effective', matchers: OF_TEAM_A, limit: 200, ...over };
  const methodology = { owner: 'team', dimensions: store.dimensions };
  return resourcesResponse.parse(await askResources(store.engine, store.edition(), methodology, question));
}

function lines({ resources }: ResourcesResponse): string[] {
  return resources.map(({ resourceId, cost, previousCost }) => `${resourceId} ${cost} before ${previousCost}`);
}

describe('the resources of a slice', () => {
  it('are those of its charges, with what they cost before, and what is gone', async () => {
    await publish(
      charge('vm', '05', '3'),
      charge('vm', '06', '4'),
      charge('vm', '04', '1'),
      charge('vm', '02', '1000'),
      charge('vm', '07', '1000'),
      charge('disk', '06', '9'),
      charge('gone', '03', '2'),
      charge('strange', '05', '50', { tags: { team: 'b' } }),
    );
    const answer = await ask();
    expect(lines(answer)).toEqual(['disk 9 before 0', 'vm 7 before 1', 'gone 0 before 2']);
    expect(answer).toMatchObject({ previousFrom: '2026-11-03', total: 3, sum: '16', previousSum: '3' });
    expect(answer.others).toEqual({ count: 0, cost: '0', previousCost: '0' });
  });

  it('have a name, their owners and the tags that rules look at', async () => {
    await publish(
      charge('vm', '05', '1', { resourceName: 'web', tags: { Squad: 'A', product: 'shop', size: 'xl' } }),
      charge('vm', '06', '1', { resourceName: 'web', tags: { team: 'a', product: 'blog' } }),
      charge('lost', '05', '1', { tags: {} }),
    );
    const { resources } = await ask({ matchers: [{ label: 'team', operator: '!=', value: 'b' }] });
    expect(resources).toMatchObject([
      {
        resourceId: 'vm',
        resourceName: 'web',
        owners: ['a'],
        tags: { team: ['a'], squad: ['a'], product: ['blog', 'shop'] },
      },
      { resourceId: 'lost', resourceName: 'lost', owners: ['unallocated'], tags: {} },
    ]);
  });

  it('are none where a charge has no resource, and never called as that is', async () => {
    await publish(charge(undefined, '05', '2'), charge(' ', '05', '1'), charge('none', '05', '0.5'));
    expect(lines(await ask())).toEqual(['none 3 before 0', 'none_ 0.5 before 0']);
  });

  it('have the largest amounts first, credits among them, and the others as one', async () => {
    await publish(
      ...Array.from({ length: 30 }, (_, index) => charge(`vm-${index}`, '05', String(index + 1))),
      charge('credit', '05', '-100'),
      charge('vm-0', '03', '0.000000000001'),
    );
    const answer = await ask({ limit: 2 });
    expect(lines(answer)).toEqual(['credit -100 before 0', 'vm-29 30 before 0']);
    expect(answer.others).toEqual({ count: 29, cost: '435', previousCost: '0.000000000001' });
  });

  it('are none before anything is published, or where nothing matches', async () => {
    const nothing = { total: 0, sum: '0', resources: [], others: { count: 0, cost: '0', previousCost: '0' } };
    expect(await ask()).toMatchObject(nothing);
    await publish(charge('vm', '05', '1', { tags: { team: 'b' } }));
    expect(await ask()).toMatchObject(nothing);
  });

  it('sum to the slice, to the last unit, however many there are and are listed', async () => {
    const anyCharge = fc.record({
      resource: fc.integer({ min: 0, max: 5000 }).map((number) => `vm-${number}`),
      day: fc.constantFrom('03', '04', '05', '06'),
      units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCharge, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (charges, limit) => {
          store.reset();
          await publish(...charges.map(({ resource, day, units }) => charge(resource, day, formatUnits(units))));
          const { resources, others, sum, previousSum, total } = await ask({ limit });
          const all = [...resources, others];
          const unitsIn = (days: readonly string[]) =>
            charges.reduce((units, one) => (days.includes(one.day) ? units + one.units : units), 0n);
          expect(all.reduce((units, { cost }) => units + parseUnits(cost), 0n)).toBe(unitsIn(['05', '06']));
          expect(all.reduce((units, one) => units + parseUnits(one.previousCost), 0n)).toBe(unitsIn(['03', '04']));
          expect([parseUnits(sum), parseUnits(previousSum)]).toEqual([unitsIn(['05', '06']), unitsIn(['03', '04'])]);
          expect(resources.length + others.count).toBe(total);
          expect(total).toBe(new Set(charges.map(({ resource }) => resource)).size);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('sum to the whole with 5,000 of them', async () => {
    await publish(...Array.from({ length: 5000 }, (_, index) => charge(`vm-${index}`, '05', `${index}.000000000001`)));
    const { resources, others, sum, total } = await ask();
    expect(total).toBe(5000);
    expect(resources).toHaveLength(200);
    expect(sum).toBe('12497500.000000005');
    const parts = [...resources, others].reduce((units, { cost }) => units + parseUnits(cost), 0n);
    expect(formatUnits(parts)).toBe(sum);
  });
});
