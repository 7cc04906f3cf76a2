import { describe, expect, it, test } from 'vitest';
import { evaluateTelemetryRatio } from './evaluateTelemetryRatio.js';
import type { TelemetryRatioSlo } from './Slo.js';
import { hours } from './testing/buckets.js';

const END = Date.parse('2026-11-29T00:00:00Z');
const FRESH = { watermark: END, staleSources: [] };

describe('the share of cost that is observability', () => {
  const slo: TelemetryRatioSlo = {
    ...{ id: 'telemetry', owner: 'sre', kind: 'telemetry_ratio', objective: 0.95 },
    scope: { cloud_service: ['AmazonCloudWatch'] },
  };

  test.each([
    {
      observability: 4,
      state: 'met',
      reason: '4 % of the cost was observability in the last 28 days; at most 5 % may be',
    },
    {
      observability: 6,
      state: 'breached',
      reason: '6 % of the cost was observability in the last 28 days; at most 5 % may be',
    },
  ])('of $observability % is $state', ({ observability, state, reason }) => {
    const costs = { observability: hours(END, 28, observability), cost: hours(END, 28, 100) };
    const status = evaluateTelemetryRatio(slo, costs, FRESH);
    expect(status).toMatchObject({ state, reason, kind: 'telemetry_ratio' });
    expect(status.burn.map(({ rate }) => rate)).toEqual([
      expect.closeTo(observability / 5),
      expect.closeTo(observability / 5),
    ]);
  });

  it('is unknown while bills are overdue', () => {
    const costs = { observability: hours(END, 28, 1), cost: hours(END, 28, 100) };
    expect(evaluateTelemetryRatio(slo, costs, { ...FRESH, staleSources: ['aws'] }).state).toBe('unknown');
  });
});
