import type { BudgetDefinition } from '@outlay/contract/api';
import { describe, expect, it, test } from 'vitest';
import { definitionOf, mistakesOf, proposalOf } from './proposal';

const PLAIN: BudgetDefinition = { id: 'ml', owner: 'ml', amount: '45000', period: 'month', plan: 'weekday' };
const FULL: BudgetDefinition = {
  ...PLAIN,
  ...{ scope: { team: ['ml'] }, fiscal_start: '04-01', minimum_amount: '500', parent: 'company' },
  policy: {
    page: { pairs: [{ long: '3d', short: '1d' }], horizon: '2d', urgent: '6h', overspend: 0.1, burn: 2 },
    ticket: { windows: ['7d'], overspend: 0.04 },
  },
};

describe('a proposal', () => {
  test.each([
    { name: 'a plain budget', definition: PLAIN },
    { name: 'a budget with everything', definition: FULL },
    { name: 'a rolling budget', definition: { ...PLAIN, period: { rolling: '28d' } } },
  ])('of nothing leaves $name as it is', ({ definition }) => {
    const proposal = proposalOf(definition);
    expect(definitionOf(definition, proposal)).toEqual(definition);
    expect(mistakesOf(proposal)).toEqual({});
  });

  it('changes what is asked for, and keeps what no form has', () => {
    const proposal = { ...proposalOf(FULL), amount: '50000', horizon: '', ticketOverspend: '0.5' };
    expect(definitionOf(FULL, proposal)).toEqual({
      ...FULL,
      amount: '50000',
      policy: {
        page: { pairs: [{ long: '3d', short: '1d' }], urgent: '6h', overspend: 0.1, burn: 2 },
        ticket: { windows: ['7d'], overspend: 0.5 },
      },
    });
  });

  it('has no policy where all of it is as it is unless set', () => {
    const before: BudgetDefinition = { ...PLAIN, policy: { ticket: { overspend: 0.1 } } };
    expect(definitionOf(before, { ...proposalOf(before), ticketOverspend: '' })).toEqual(PLAIN);
  });

  it('has no fiscal year where the period rolls', () => {
    const proposal = { ...proposalOf(FULL), period: 'rolling', rolling: '7' };
    const { fiscal_start: _, ...rest } = FULL;
    expect(definitionOf(FULL, proposal)).toEqual({ ...rest, period: { rolling: '7d' } });
  });

  test.each([
    { field: 'owner', value: '' },
    { field: 'amount', value: '0.00' },
    { field: 'amount', value: '1,000' },
    { field: 'fiscalStart', value: '4-1' },
    { field: 'minimumAmount', value: '-1' },
    { field: 'horizon', value: '3 days' },
    { field: 'urgent', value: '73h' },
    { field: 'pageOverspend', value: '5' },
    { field: 'ticketOverspend', value: '2 %' },
    { field: 'burn', value: '0.9' },
  ])('is refused with $field "$value"', ({ field, value }) => {
    expect(Object.keys(mistakesOf({ ...proposalOf(PLAIN), [field]: value }))).toEqual([field]);
  });

  test.each(['0', '367', '1.5', ''])('is refused with a rolling period of "%s" days', (rolling) => {
    const proposal = { ...proposalOf(PLAIN), period: 'rolling', rolling };
    expect(Object.keys(mistakesOf(proposal))).toEqual(['rolling']);
  });
});
