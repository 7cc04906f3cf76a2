import type { CostsResponse } from '@outlay/contract/api';
import { describe, expect, it } from 'vitest';
import { moversOf } from './moversOf';

function costs(rows: Readonly<Record<string, string>>): CostsResponse {
  return {
    ...{ total: 0, offset: 0, limit: 100, currency: 'USD', basis: 'effective', sum: '0' },
    rows: Object.entries(rows).map(([service, cost]) => ({ start: null, dimensions: { service }, cost })),
  };
}

describe('movers', () => {
  const now = costs({ a: '10', b: '5', c: '7', d: '1' });
  const before = costs({ a: '4', b: '9', c: '7', e: '3' });

  it('are the largest changes, up or down, what came and what went among them', () => {
    expect(moversOf({ now, before, dimension: 'service' }, 3)).toEqual([
      { value: 'a', cost: '10', before: '4', change: 6, ratio: 1.5 },
      { value: 'b', cost: '5', before: '9', change: -4, ratio: -4 / 9 },
      { value: 'e', cost: '0', before: '3', change: -3, ratio: -1 },
    ]);
  });

  it('have no ratio to nothing, and none that did not move', () => {
    const all = moversOf({ now, before, dimension: 'service' }, 10);
    expect(all.find(({ value }) => value === 'd')?.ratio).toBeNull();
    expect(all.some(({ value }) => value === 'c')).toBe(false);
  });
});
