import { describe, expect, it, test } from 'vitest';
import { HOUR, startOf } from '../../domain/Day.js';
import type { SloState } from '../SloStatus.js';
import { history, judge, status } from './testing/judge.js';

describe('the ledger is told', () => {
  const at = startOf('2026-11-02');
  test.each<{ name: string; before: SloState[]; state: SloState; type: string | null }>([
    { name: 'that an objective is kept for the first time', before: [], state: 'met', type: 'slo_recovered' },
    { name: 'that it is breached', before: ['met'], state: 'breached', type: 'slo_breached' },
    { name: 'that it is breached from the first', before: [], state: 'breached', type: 'slo_breached' },
    { name: 'that it recovered', before: ['breached'], state: 'met', type: 'slo_recovered' },
    { name: 'that it recovered, though it burns', before: ['breached'], state: 'burning', type: 'slo_recovered' },
    { name: 'that nobody knows', before: ['met'], state: 'unknown', type: 'slo_unknown' },
    { name: 'nothing while it stays breached', before: ['breached'], state: 'breached', type: null },
    { name: 'nothing when it only burns', before: ['met'], state: 'burning', type: null },
    { name: 'nothing while nobody knows', before: ['unknown'], state: 'unknown', type: null },
  ])('$name', ({ before, state, type }) => {
    const known = history(...before.map((past) => ['2026-11-01', past] as const));
    const { events } = judge(known, at, status(state));
    const payload = {
      slo: 'order-cost',
      owner: 'payments',
      kind: 'unit_cost',
      reason: `is ${state}`,
      as_of: '2026-11-02T00:00:00Z',
    };
    expect(events).toEqual(type === null ? [] : [{ type, payload, time: '2026-11-02T00:00:05Z' }]);
  });

  it('that an objective left the configuration, once', () => {
    const { events, after } = judge(history(['2026-11-01', 'breached']), at);
    expect(events).toMatchObject([
      { type: 'slo_unknown', payload: { slo: 'order-cost', reason: 'is no longer configured' } },
    ]);
    expect(judge(after, at + HOUR).events).toEqual([]);
  });

  it('nothing about a time before what it knows', () => {
    expect(judge(history(['2026-11-03', 'met']), at, status('breached')).events).toEqual([]);
  });
});
