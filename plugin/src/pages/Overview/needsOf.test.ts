import { describe, expect, it, test } from 'vitest';
import { sampleBudget, sampleIncident, sampleSlo } from '../../testing/samples';
import { needsOf, ownersOf } from './needsOf';

const NONE = { budgets: [], incidents: [], slos: [], ownerDimension: 'team', currency: 'USD' };
const PAGED = sampleBudget({ id: 'ml', page: { urgency: 'high', reason: 'runs out in 20 h' } });

describe('what needs somebody', () => {
  it('stands by how soon, pages first', () => {
    const needs = needsOf({
      ...NONE,
      budgets: [sampleBudget({ id: 'web', ticket: ['over plan', 'may end over'] }), PAGED],
      incidents: [sampleIncident({ isAlerting: false })],
      slos: [sampleSlo({ id: 'cover', state: 'breached', reason: 'too much' })],
    });
    expect(needs.map(({ urgency, title, reason }) => [urgency, title, reason])).toEqual([
      ['page', 'ml', 'runs out in 20 h'],
      ['ticket', 'web', 'over plan; may end over'],
      ['ticket', 'cover', 'too much'],
      ['look', 'AWS › ml', '$4,200 above what was expected, since Nov 19, 2026'],
    ]);
  });

  it('is of one owner when one is chosen; an incident belongs to the owner in its scope', () => {
    const answers = {
      ...NONE,
      budgets: [sampleBudget({ owner: 'web', ticket: ['x'] })],
      incidents: [sampleIncident()],
    };
    expect(needsOf(answers, 'ml').map(({ id }) => id)).toEqual(['incident a1']);
    expect(needsOf(answers, 'web').map(({ id }) => id)).toEqual(['budget ml']);
    expect(needsOf({ ...answers, ownerDimension: null }, 'ml')).toEqual([]);
  });

  test.each([
    { name: 'a budget on plan', answers: { budgets: [sampleBudget()] } },
    { name: 'an incident that is over', answers: { incidents: [sampleIncident({ status: 'over' })] } },
    { name: 'an incident that somebody looks at', answers: { incidents: [sampleIncident({ state: 'acknowledged' })] } },
    { name: 'an objective that is met', answers: { slos: [sampleSlo()] } },
    { name: 'an objective with nothing to judge yet', answers: { slos: [sampleSlo({ state: 'pending' })] } },
  ])('is not $name', ({ answers }) => {
    expect(needsOf({ ...NONE, ...answers })).toEqual([]);
  });

  it('leads to the page where it can be worked on', () => {
    const [need] = needsOf({ ...NONE, incidents: [sampleIncident({ id: 'a b' })] });
    expect(need?.url).toBe('/a/outlay-finops-app/anomalies?incident=a+b');
  });
});

it('has everybody who answers for something once, by name', () => {
  expect(ownersOf({ budgets: [sampleBudget({ owner: 'web' }), PAGED], slos: [sampleSlo({ owner: 'ml' })] })).toEqual([
    'ml',
    'web',
  ]);
});
