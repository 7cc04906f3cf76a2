import { describe, expect, test } from 'vitest';
import { explainByWindow } from './PlannedWindow.js';
import type { PlannedWindow } from './PlannedWindow.js';
import { foundIncident } from './testing/incident.js';

const window: PlannedWindow = {
  scope: { team: 'payments' },
  from: '2026-11-03',
  to: '2026-11-05',
  amount: 250,
  note: 'load test',
};

describe('a planned window', () => {
  test.each([
    { name: 'explains what lies within it', incident: {}, changes: {}, note: 'load test' },
    {
      name: 'explains what is deeper',
      incident: { scope: { team: 'payments', region: 'eu' } },
      changes: {},
      note: 'load test',
    },
    { name: 'does not explain what is wider', incident: { scope: {} }, changes: {}, note: null },
    { name: 'does not explain another team', incident: { scope: { team: 'search' } }, changes: {}, note: null },
    { name: 'does not explain what began before it', incident: { from: '2026-11-02' }, changes: {}, note: null },
    { name: 'does not explain what lasts longer', incident: { length: 4 }, changes: { amount: null }, note: null },
    { name: 'does not explain more than its amount', incident: { length: 3 }, changes: {}, note: null },
    {
      name: 'explains any amount where none is said',
      incident: { length: 3 },
      changes: { amount: null },
      note: 'load test',
    },
    { name: 'explains drops by their size', incident: { excess: -100 }, changes: {}, note: 'load test' },
    {
      name: 'explains everything where it has no scope',
      incident: { scope: {} },
      changes: { scope: {} },
      note: 'load test',
    },
  ])('$name', ({ incident, changes, note }) => {
    expect(explainByWindow(foundIncident(incident), [{ ...window, ...changes }]).window).toBe(note);
  });

  test('lets go of an incident once it is taken out of the settings', () => {
    expect(explainByWindow(foundIncident({ window: 'load test' }), []).window).toBeNull();
  });
});
