import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askOverlaps } from './askOverlaps.js';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

/** A part of charges of one account, a day each. */
function part(account: string | null, ...days: readonly string[]): Promise<string> {
  return store.part(
    '2026-11',
    days.map((day): Charge => ({ start: `2026-11-${day}T05:00:00Z`, cost: '1', ...(account !== null && { account }) })),
  );
}

async function overlaps(...parts: readonly string[]): Promise<string[]> {
  const found = await askOverlaps(store.engine, store.edition(), parts);
  const names = new Map(parts.map((id, index) => [id, String.fromCharCode(97 + index)]));
  return found.map(({ first, second, billingAccount, from, to }) =>
    [names.get(first), names.get(second), billingAccount, from, to].join(' '),
  );
}

describe('parts that share days', () => {
  it('are named in pairs, with the first and the last day that they share', async () => {
    const a = await part('42', '01', '02', '03', '04');
    const b = await part('42', '03', '04', '05', '03');
    expect(await overlaps(a, b)).toEqual(['a b 42 2026-11-03 2026-11-04']);
  });

  it('are none where one begins when the other has ended', async () => {
    expect(await overlaps(await part('42', '01', '02'), await part('42', '03', '04'))).toEqual([]);
  });

  it('are none of different billing accounts', async () => {
    expect(await overlaps(await part('42', '01'), await part('43', '01'))).toEqual([]);
  });

  it('may have no billing account, which is one too', async () => {
    expect(await overlaps(await part(null, '01'), await part(null, '01'))).toEqual(['a b none 2026-11-01 2026-11-01']);
    expect(await overlaps(await part(null, '01'), await part('42', '01'))).toEqual([]);
  });

  it('are none of one part, of none, or of parts that nobody knows', async () => {
    const a = await part('42', '01');
    expect(await overlaps(a)).toEqual([]);
    expect(await overlaps()).toEqual([]);
    expect(await overlaps(a, 'unknown')).toEqual([]);
  });

  it('are shown as far as anyone would read', async () => {
    const parts: string[] = [];
    for (let index = 0; index < 5; index += 1) parts.push(await part('42', '01'));
    expect(await overlaps(...parts)).toHaveLength(5);
  });
});
