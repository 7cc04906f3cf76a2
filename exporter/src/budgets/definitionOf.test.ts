import { budgetDefinition } from '@outlay/contract/api';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { budgetConfig } from './budgetConfig.js';
import { definitionOf } from './definitionOf.js';
import { budgetOf } from './testing/budgetOf.js';

const PLAIN = { id: 'payments', owner: 'payments', amount: '42000', plan: 'linear', period: 'month' };

describe('the definition of a budget', () => {
  test.each<{ name: string; settings: Parameters<typeof budgetOf>[0]; definition: object }>([
    { name: 'has nothing of what is as it is unless set', settings: {}, definition: PLAIN },
    {
      name: 'has values as lists',
      settings: { scope: { team: 'payments', environment: ['prod', 'staging'] } },
      definition: { ...PLAIN, scope: { team: ['payments'], environment: ['prod', 'staging'] } },
    },
    {
      name: 'has the length of a rolling period in days',
      settings: { period: { rolling: '672h' } },
      definition: { ...PLAIN, period: { rolling: '28d' } },
    },
    {
      name: 'has of the policy only what was set, times in their largest unit',
      settings: { policy: { page: { horizon: '48h', urgent: '90m', burn: 1.25 }, ticket: { windows: ['7d'] } } },
      definition: { ...PLAIN, policy: { page: { horizon: '2d', urgent: '90m' }, ticket: { windows: ['7d'] } } },
    },
  ])('$name', ({ settings, definition }) => {
    expect(definitionOf(budgetOf(settings))).toEqual(definition);
  });

  it('is the same budget when it is read again, and what the contract says', () => {
    const duration = fc.integer({ min: 1, max: 4000 }).chain((n) => fc.constantFrom(`${n}ms`, `${n}s`, `${n}m`));
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    const settings = fc.record(
      {
        owner: fc.string({ minLength: 1 }),
        scope: fc.dictionary(fc.string(), fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), {
          noNullPrototype: true,
        }),
        amount: fc.constantFrom('1', '42000', '0.000000000001', '90000000000000000.5'),
        period: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const, { rolling: '28d' }),
        plan: fc.constantFrom('linear' as const, 'weekday' as const, 'forecast' as const),
        minimum_amount: fc.constantFrom('0', '500'),
        parent: fc.constantFrom('engineering'),
        policy: fc.record(
          {
            page: fc.record(
              { horizon: fc.constantFrom('6d'), urgent: duration, overspend: ratio },
              { requiredKeys: [] },
            ),
            ticket: fc.record({ overspend: ratio }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, (given) => {
        const budget = budgetOf(given);
        const definition = definitionOf(budget);
        expect(budgetConfig.parse(definition)).toEqual(budget);
        expect(budgetDefinition.parse(definition)).toEqual(definition);
      }),
    );
  });
});
