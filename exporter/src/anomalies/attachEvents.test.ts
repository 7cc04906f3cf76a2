import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../domain/Day.js';
import { attachEvents } from './attachEvents.js';
import type { DeployEvent } from './parseCloudEvent.js';
import { foundIncident } from './testing/incident.js';

const incident = foundIncident({ scope: { provider: 'aws', team: 'payments' } }); // from 2026-11-03

function event(id: string, time: string, scope: Readonly<Record<string, string>> = { team: 'payments' }): DeployEvent {
  return { id, kind: 'deploy', scope, time: Date.parse(time), source: '/ci' };
}

describe('events that may explain an incident', () => {
  test.each([
    { name: 'one on the evening before', events: [event('a', '2026-11-02T18:00Z')], ids: ['a'] },
    { name: 'one on its first day', events: [event('a', '2026-11-03T23:59:59Z')], ids: ['a'] },
    { name: 'none after its first day', events: [event('a', '2026-11-04T00:00Z')], ids: [] },
    { name: 'one three days before', events: [event('a', '2026-10-31T00:00Z')], ids: ['a'] },
    { name: 'none longer before', events: [event('a', '2026-10-30T23:59Z')], ids: [] },
    { name: 'none of another team', events: [event('a', '2026-11-02T18:00Z', { team: 'search' })], ids: [] },
    { name: 'one of everything', events: [event('a', '2026-11-02T18:00Z', {})], ids: ['a'] },
    {
      name: 'one of the team, whatever the product',
      events: [event('a', '2026-11-02T18:00Z', { team: 'payments', product: 'checkout' })],
      ids: ['a'],
    },
    {
      name: 'none that speaks of nothing that the incident speaks of',
      events: [event('a', '2026-11-02T18:00Z', { product: 'checkout' })],
      ids: [],
    },
    {
      name: 'the nearest first',
      events: [event('far', '2026-11-01T08:00Z'), event('near', '2026-11-02T23:00Z'), event('on', '2026-11-03T02:00Z')],
      ids: ['near', 'on', 'far'],
    },
  ])('are $name', ({ events, ids }) => {
    expect(attachEvents(incident, events).map(({ id }) => id)).toEqual(ids);
  });

  test('may lie further back where that is said', () => {
    const early = [event('a', '2026-10-25T00:00Z')];
    expect(attachEvents(incident, early, 10 * DAY)).toEqual(early);
    expect(attachEvents(incident, early, HOUR)).toEqual([]);
  });
});
