import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, DAY, startOf, timestamp } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import { trimDecimal } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askKnowledge } from './askKnowledge.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterEach(() => store.reset());
afterAll(() => store.close());

const NOW = startOf('2026-11-30');

function charge(day: Day, team: string, cost: string): Charge {
  return { start: `${day}T00:00:00Z`, cost, tags: { team } };
}

async function publish(at: string, sources: Readonly<Record<string, readonly Charge[]>>): Promise<void> {
  const holdings: Record<string, Record<string, string[]>> = {};
  for (const [source, charges] of Object.entries(sources)) {
    holdings[source] = { '2026-11': [await store.part('2026-11', charges)] };
  }
  await store.publish(holdings, Date.parse(at));
}

async function shown(now = NOW): Promise<string[]> {
  return (await askKnowledge(store.engine, store.edition(), now)).map(
    ({ source, day, publishedAt, change, moved, movedCost }) =>
      `${source} ${day} at ${timestamp(publishedAt)}: ${change} of ${moved}, exactly ${trimDecimal(movedCost)}`,
  );
}

describe('how days became known', () => {
  it('is what each publication changed of each day, oldest first', async () => {
    await publish('2026-11-04T09:00:00Z', { aws: [charge('2026-11-03', 'a', '10'), charge('2026-11-04', 'a', '1')] });
    await publish('2026-11-05T09:00:00Z', {
      aws: [charge('2026-11-03', 'b', '12.5'), charge('2026-11-04', 'a', '1')],
      azure: [charge('2026-11-03', 'a', '-0.000000000001')],
    });
    expect(await shown()).toEqual([
      'aws 2026-11-03 at 2026-11-04T09:00:00Z: 10 of 10, exactly 10',
      'aws 2026-11-04 at 2026-11-04T09:00:00Z: 1 of 1, exactly 1',
      'aws 2026-11-03 at 2026-11-05T09:00:00Z: 2.5 of 22.5, exactly 22.5',
      'azure 2026-11-03 at 2026-11-05T09:00:00Z: -1e-12 of 1e-12, exactly 0.000000000001',
    ]);
  });

  it('is nothing when nothing was published, or nothing changed', async () => {
    expect(await shown()).toEqual([]);
    await store.publish({}, NOW);
    expect(await shown()).toEqual([]);
  });

  it('reaches back 75 days', async () => {
    await publish(timestamp(NOW - 76 * DAY), { aws: [charge(addDays('2026-11-30', -74), 'a', '1')] });
    expect(await shown()).toEqual([]);
    await publish('2026-11-29T00:00:00Z', { aws: [charge(addDays('2026-11-30', -75), 'a', '2')] });
    expect(await shown()).toHaveLength(2);
    await publish('2026-11-29T00:00:01Z', {
      aws: [charge(addDays('2026-11-30', -75), 'a', '2'), charge(addDays('2026-11-30', -76), 'a', '4')],
    });
    expect(await shown()).toHaveLength(2);
  });
});
