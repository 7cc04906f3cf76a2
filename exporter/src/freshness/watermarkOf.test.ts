import { describe, expect, test } from 'vitest';
import { HOUR, timestamp } from '../domain/Day.js';
import type { Completeness } from './learnCompleteness.js';
import { maxLagOf, watermarkOf } from './watermarkOf.js';

const NOW = Date.parse('2026-11-20T14:17:00Z');

/** Nine tenths are known this long after the end of a day. */
function completeAt(hours: number): Completeness {
  return (age) => (age >= hours * HOUR ? 0.9 : 0.89);
}

describe('the time up to which a source is complete', () => {
  test.each([
    {
      name: 'daily bills, nothing learnt: 36 hours before the last event, at a midnight',
      lastEvent: '2026-11-19T00:00:00Z',
      hourly: false,
      watermark: '2026-11-17T00:00:00Z',
    },
    {
      name: 'hourly bills, nothing learnt: 24 hours before the last event',
      lastEvent: '2026-11-20T09:00:00Z',
      hourly: true,
      watermark: '2026-11-19T09:00:00Z',
    },
    {
      name: 'an event within an hour counts from the start of the hour',
      lastEvent: '2026-11-20T09:59:59Z',
      hourly: true,
      watermark: '2026-11-19T09:00:00Z',
    },
    {
      name: 'a delay that is set stands in for what is not learnt',
      lastEvent: '2026-11-19T00:00:00Z',
      hourly: false,
      delay: 24,
      watermark: '2026-11-18T00:00:00Z',
    },
    {
      name: 'a delay of nothing is a delay that is set',
      lastEvent: '2026-11-20T09:00:00Z',
      hourly: true,
      delay: 0,
      watermark: '2026-11-20T09:00:00Z',
    },
    {
      name: 'an event that is dated ahead counts as now',
      lastEvent: '2026-11-30T00:00:00Z',
      hourly: false,
      watermark: '2026-11-19T00:00:00Z', // 02:17 of the 19th
    },
    {
      name: 'what is learnt counts from now',
      lastEvent: '2026-11-20T09:00:00Z',
      hourly: true,
      learnt: 8,
      watermark: '2026-11-20T06:00:00Z', // 14:17 less 8 hours, at the start of an hour
    },
    {
      name: 'what is learnt counts in days for daily bills',
      lastEvent: '2026-11-19T00:00:00Z',
      hourly: false,
      learnt: 14,
      watermark: '2026-11-20T00:00:00Z', // 00:17 of the 20th
    },
    {
      name: 'a day that is not complete yet is left out',
      lastEvent: '2026-11-19T00:00:00Z',
      hourly: false,
      learnt: 15,
      watermark: '2026-11-19T00:00:00Z', // 23:17 of the 19th
    },
    {
      name: 'no charges, no watermark beyond: hourly bills end with the hour of the last event',
      lastEvent: '2026-11-18T09:00:00Z',
      hourly: true,
      learnt: 8,
      watermark: '2026-11-18T10:00:00Z',
    },
    {
      name: 'no charges, no watermark beyond: daily bills end with the day of the last event',
      lastEvent: '2026-11-15T00:00:00Z',
      hourly: false,
      learnt: 14,
      watermark: '2026-11-16T00:00:00Z',
    },
    {
      name: 'what is learnt beats a delay that is set',
      lastEvent: '2026-11-20T09:00:00Z',
      hourly: true,
      learnt: 8,
      delay: 48,
      watermark: '2026-11-20T06:00:00Z',
    },
    {
      name: 'days that are never complete in time fall back to the delay, from now',
      lastEvent: '2026-11-19T00:00:00Z',
      hourly: false,
      learnt: 500,
      watermark: '2026-11-19T00:00:00Z', // 02:17 of the 19th
    },
  ])('$name', ({ lastEvent, hourly, learnt, delay, watermark }) => {
    const source = {
      lastEvent: Date.parse(lastEvent),
      hourly,
      completeness: learnt === undefined ? null : completeAt(learnt),
      delay: delay === undefined ? undefined : delay * HOUR,
      maxLag: undefined,
    };
    expect(timestamp(watermarkOf(source, NOW))).toBe(watermark);
  });
});

describe('the age at which a source is stale', () => {
  test.each([
    { name: 'hourly bills after 48 hours', hourly: true, maxLag: undefined, hours: 48 },
    { name: 'daily bills after 72 hours', hourly: false, maxLag: undefined, hours: 72 },
    { name: 'any bills after the time that is set', hourly: false, maxLag: 96 * HOUR, hours: 96 },
  ])('$name', ({ hourly, maxLag, hours }) => {
    expect(maxLagOf({ hourly, maxLag })).toBe(hours * HOUR);
  });
});
