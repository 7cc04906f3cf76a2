import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOf } from '../../domain/Day.js';
import { parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askRates } from './askRates.js';
import type { Rates, RatesQuestion } from './askRates.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore({ team: {} });
});
afterEach(() => store.reset());
afterAll(() => store.close());

const START = '2026-11-03T00:00:00Z';

async function ask(charges: readonly Charge[], over: Partial<RatesQuestion> = {}): Promise<Rates> {
  const part = await store.part('2026-11', charges);
  await store.publish({ x: { '2026-11': [part] } }, startOf('2026-11-30'));
  const methodology = { version: 'v', owner: null, dimensions: store.dimensions, pools: [] };
  const question = { from: '2026-11-01', to: '2026-12-01', observability: [], top: 50, ...over } as const;
  return askRates(store.engine, store.edition(), methodology, question);
}

function usage(cost: string, over: Partial<Charge> = {}): Charge {
  return { start: START, cost, provider: 'aws', service: 'EC2', category: 'Usage', ...over };
}

/** Decimals as the numbers that they are. */
function plain(rows: readonly Readonly<Record<string, string>>[]) {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, /^-?\d+\.\d{12}$/.test(value) ? Number(value) : value]),
    ),
  );
}

describe('what commitments cost', () => {
  it('is apart in what they covered and what was left of them, by commitment', async () => {
    const { commitments } = await ask([
      usage('6', { commitment: ['sp-1', 'Used'] }),
      usage('3', { commitment: ['sp-1', 'Unused'] }),
      usage('2', { commitment: ['ri-2', 'Used'] }),
      usage('99'),
      { ...usage('0', { commitment: ['sp-1', 'Used'] }), category: 'Purchase' },
      usage('7', { commitment: ['sp-1', 'Used'], start: '2026-10-31T00:00:00Z' }),
    ]);
    expect(plain(commitments)).toEqual([
      { provider: 'aws', commitment: 'ri-2', used: 2, unused: 0 },
      { provider: 'aws', commitment: 'sp-1', used: 6, unused: 3 },
    ]);
  });

  it('is summed as other beyond the largest, so that the sums stay', async () => {
    const { commitments } = await ask(
      ['a', 'b', 'c'].flatMap((id, index) => [
        usage(String(10 * (index + 1)), { commitment: [id, 'Used'] }),
        usage('1', { commitment: [id, 'Unused'] }),
      ]),
      { top: 1 },
    );
    expect(plain(commitments)).toEqual([
      { provider: 'aws', commitment: 'c', used: 30, unused: 1 },
      { provider: 'aws', commitment: 'other', used: 30, unused: 2 },
    ]);
  });

  it('covers a share of the list cost of the services that have any', async () => {
    const { coverage } = await ask([
      usage('6', { list: '10', commitment: ['sp-1', 'Used'] }),
      usage('30', { list: '30' }),
      usage('3', { list: '0', commitment: ['sp-1', 'Unused'] }),
      usage('50', { service: 'S3' }),
      usage('8', { category: 'Tax' }),
    ]);
    expect(plain(coverage)).toEqual([{ provider: 'aws', cloud_service: 'EC2', usage: 40, covered: 10 }]);
  });
});

describe('savings', () => {
  it('are what usage cost less, without what commitments left unused', async () => {
    const { savings } = await ask([
      usage('6', { list: '10', contracted: '9', commitment: ['sp-1', 'Used'] }),
      usage('18', { list: '20', contracted: '18' }),
      usage('1', { list: '0', contracted: '0', commitment: ['sp-1', 'Unused'] }),
      usage('0', { list: '500', contracted: '500', category: 'Purchase', commitment: ['sp-1', 'Used'] }),
    ]);
    expect(plain(savings)).toEqual([{ provider: 'aws', negotiated: 3, commitment: 2 }]);
  });

  it('are not known of a provider that tells no list cost', async () => {
    const { savings } = await ask([usage('6', { list: null, provider: 'saas' }), usage('9', { list: '10' })]);
    expect(savings.map(({ provider }) => provider)).toEqual(['aws']);
  });

  it('lead from list to effective cost to the last digit', async () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 18n });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(amount, amount, amount), { minLength: 1, maxLength: 8 }), async (costs) => {
        const decimal = (units: bigint): string =>
          `${units / 10n ** 12n}.${String(units % 10n ** 12n).padStart(12, '0')}`;
        const { savings } = await ask(
          costs.map(([list, contracted, cost]) =>
            usage(decimal(cost), { list: decimal(list + 1n), contracted: decimal(contracted) }),
          ),
        );
        store.reset();
        const [sum] = savings;
        const told = parseUnits(sum?.negotiated ?? '') + parseUnits(sum?.commitment ?? '');
        expect(told).toBe(costs.reduce((all, [list, , cost]) => all + list + 1n - cost, 0n));
      }),
      { numRuns: 15 },
    );
  });
});

it('knows what observes others by a part of the name of provider or service', async () => {
  const { observability } = await ask(
    [
      usage('5', { service: 'AmazonCloudWatch' }),
      usage('2', { service: 'AmazonCloudWatch', category: 'Tax' }),
      usage('4', { service: 'Pro', provider: 'datadog inc' }),
      usage('100'),
    ],
    { observability: ['cloudwatch', 'Datadog'] },
  );
  expect(plain(observability)).toEqual([
    { provider: 'aws', cloud_service: 'AmazonCloudWatch', cost: 7 },
    { provider: 'datadog inc', cloud_service: 'Pro', cost: 4 },
  ]);
});

it('knows nothing where nothing was charged', async () => {
  expect(await ask([usage('1', { start: '2026-10-01T00:00:00Z' })])).toEqual({
    ...{ commitments: [], coverage: [], savings: [], observability: [] },
  });
});
