import { describe, expect, it, test } from 'vitest';
import { foldIncidents, NO_INCIDENTS } from './foldIncidents.js';
import type { Incidents } from './foldIncidents.js';
import type { FoundIncident } from './Incident.js';
import { incidentEvents, stateEvent } from './incidentEvents.js';
import type { IncidentEvent } from './incidentEvents.js';
import { foundIncident } from './testing/incident.js';

const JUDGED = { from: '2026-10-15', until: '2026-11-18' };
const known = foundIncident();

function fold(events: readonly IncidentEvent[], before: Incidents = NO_INCIDENTS, at = 1000): Incidents {
  return events.reduce((incidents, event) => foldIncidents(incidents, { ...event, at }), before);
}

function refresh(before: Incidents, found: readonly FoundIncident[]): Incidents {
  return fold(incidentEvents([...before.values()], found, JUDGED), before);
}

/** Opened, then judged by a person. */
function settled(state: 'explained' | 'false' | 'acknowledged', of = known): Incidents {
  const opened = refresh(NO_INCIDENTS, [of]);
  return fold([stateEvent(of.id, { state, actor: 'ana', note: 'load test' })], opened);
}

describe('what is new since the last refresh', () => {
  test.each([
    { name: 'an incident that was not known opens', before: [], found: [known], types: ['incident_opened'] },
    { name: 'the same incident is no news', before: [known], found: [known], types: [] },
    {
      name: 'one day more is a change',
      before: [known],
      found: [foundIncident({ length: 3 })],
      types: ['incident_changed'],
    },
    {
      name: 'a cent more is none',
      before: [known],
      found: [foundIncident({ impact: known.impact + 0.01 })],
      types: [],
    },
    {
      name: 'the end of it is a change',
      before: [known],
      found: [foundIncident({ status: 'over' })],
      types: ['incident_changed'],
    },
    { name: 'one that is found no more is closed', before: [known], found: [], types: ['incident_changed'] },
    {
      name: 'one that was closed stays closed',
      before: [foundIncident({ status: 'restated' })],
      found: [],
      types: [],
    },
    {
      name: 'one of days that are not judged any more stays as it was',
      before: [foundIncident({ from: '2026-09-01', status: 'over' })],
      found: [],
      types: [],
    },
    {
      name: 'one of days that are still to come, as of an earlier time, stays as it was',
      before: [foundIncident({ from: '2026-11-20' })],
      found: [],
      types: [],
    },
    {
      name: 'another scope on the same days is another incident',
      before: [known],
      found: [known, foundIncident({ id: 'other', scope: { provider: 'gcp' } })],
      types: ['incident_opened'],
    },
  ])('$name', ({ before, found, types }) => {
    expect(incidentEvents(before, found, JUDGED).map(({ type }) => type)).toEqual(types);
  });

  it('keeps the id when the first day is restated away', () => {
    const later = foundIncident({ id: 'another', from: '2026-11-04', length: 2 });
    const incidents = refresh(refresh(NO_INCIDENTS, [known]), [later]);
    expect([...incidents.values()].map(({ id, days }) => [id, days[0]?.day])).toEqual([[known.id, '2026-11-04']]);
  });

  it('keeps the id when the cause is found one step deeper', () => {
    const scope = { ...known.scope, cloud_service: 'compute' };
    const incidents = refresh(refresh(NO_INCIDENTS, [known]), [foundIncident({ id: 'another', scope })]);
    expect([...incidents.values()].map(({ id, scope }) => [id, scope])).toEqual([[known.id, scope]]);
  });

  it('closes an incident as restated when its days are normal after all, and opens it again when they are not', () => {
    const closed = refresh(refresh(NO_INCIDENTS, [known]), []);
    expect(closed.get(known.id)?.status).toBe('restated');
    expect(refresh(closed, [known]).get(known.id)?.status).toBe('active');
  });

  it('ends a leak that began before the judged days', () => {
    const leak = foundIncident({ kind: 'leak', from: '2026-10-12', length: 14 });
    expect(refresh(refresh(NO_INCIDENTS, [leak]), []).get(leak.id)?.status).toBe('over');
  });
});

describe('the state of an incident', () => {
  it('is open when it is found, as of the time of the event', () => {
    const [incident] = fold([{ type: 'incident_opened', payload: { incident: known } }], NO_INCIDENTS, 42).values();
    expect(incident).toMatchObject({ state: 'open', firstSeen: 42, actor: null });
  });

  it('is explained when a planned window explains it, and open once it outgrows the window', () => {
    const planned = refresh(NO_INCIDENTS, [foundIncident({ window: 'load test' })]);
    expect(planned.get(known.id)?.state).toBe('explained');
    expect(refresh(planned, [known]).get(known.id)?.state).toBe('open');
  });

  it('is what a named person says', () => {
    expect(settled('acknowledged').get(known.id)).toMatchObject({
      state: 'acknowledged',
      actor: 'ana',
      note: 'load test',
    });
  });

  test.each([
    { name: 'an explained incident stays so', state: 'explained', found: known, after: 'explained' },
    { name: 'a false alarm stays so', state: 'false', found: known, after: 'false' },
    {
      name: 'an explained incident that grows a little stays so',
      state: 'explained',
      found: foundIncident({ impact: 299 }),
      after: 'explained',
    },
    {
      name: 'an explained incident that grows by half opens again',
      state: 'explained',
      found: foundIncident({ length: 3 }),
      after: 'open',
    },
    {
      name: 'a false alarm that grows by half opens again',
      state: 'false',
      found: foundIncident({ length: 3 }),
      after: 'open',
    },
    {
      name: 'an acknowledged incident that grows stays acknowledged',
      state: 'acknowledged',
      found: foundIncident({ length: 9 }),
      after: 'acknowledged',
    },
    {
      name: 'an explained incident that shrinks stays so',
      state: 'explained',
      found: foundIncident({ length: 1 }),
      after: 'explained',
    },
  ] as const)('$name', ({ state, found, after }) => {
    expect(refresh(settled(state), [found]).get(known.id)?.state).toBe(after);
  });

  it('compares with what was explained last', () => {
    const again = fold(
      [stateEvent(known.id, { state: 'explained', actor: 'ben', note: 'longer' })],
      refresh(settled('explained'), [foundIncident({ length: 3 })]),
    );
    expect(refresh(again, [foundIncident({ length: 4 })]).get(known.id)?.state).toBe('explained');
    expect(refresh(again, [foundIncident({ length: 5 })]).get(known.id)?.state).toBe('open');
  });

  it('cannot be anything else', () => {
    const state = 'closed' as 'open';
    expect(() => stateEvent(known.id, { state, actor: 'ana', note: '' })).toThrow(
      '"closed" is no state of an incident',
    );
  });
});

describe('the fold', () => {
  const events: readonly IncidentEvent[] = [
    ...incidentEvents([], [known], JUDGED),
    stateEvent(known.id, { state: 'explained', actor: 'ana', note: '' }),
    ...incidentEvents([known], [foundIncident({ length: 4 })], JUDGED),
    stateEvent(known.id, { state: 'acknowledged', actor: 'ben', note: '' }),
    ...incidentEvents([foundIncident({ length: 4 })], [], JUDGED),
  ];

  it('is the same when every event comes twice', () => {
    const twice = events.flatMap((event) => [event, event]);
    expect(fold(twice)).toEqual(fold(events));
    expect(fold(events).get(known.id)).toMatchObject({ status: 'restated', state: 'acknowledged', actor: 'ben' });
  });

  it('survives the ledger, which keeps JSON', () => {
    expect(fold(JSON.parse(JSON.stringify(events)) as IncidentEvent[])).toEqual(fold(events));
  });

  it('leaves events of others and of unknown incidents alone', () => {
    const incidents = fold(events);
    expect(foldIncidents(incidents, { type: 'bill', payload: {}, at: 1 })).toBe(incidents);
    expect(fold([stateEvent('unknown', { state: 'open', actor: 'ana', note: '' })], incidents)).toEqual(incidents);
  });

  it('refuses an event that is none', () => {
    expect(() => foldIncidents(NO_INCIDENTS, { type: 'incident_opened', payload: {}, at: 1 })).toThrow('incident');
  });
});
