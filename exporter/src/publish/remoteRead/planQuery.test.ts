import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LabelMatcher } from '../CostQuestions.js';
import { planQuery } from './planQuery.js';

const served = { dimensions: ['provider', 'sub_account', 'team'], currency: 'EUR' };
const bounds = { from: 1_758_000_000_000, to: 1_792_000_000_000 };
const COST: Matcher = ['__name__', '=', 'finops_cost_daily'];

describe('planQuery', () => {
  it('asks the store for the metric, with its matchers on dimensions', () => {
    expect(plan(COST, ['origin', '=', 'finops'], ['team', '=~', 'a|b'], ['provider', '!=', 'aws'])).toEqual([
      {
        labels: { __name__: 'finops_cost_daily', origin: 'finops', currency: 'EUR' },
        question: {
          basis: 'effective',
          resolution: 'day',
          ...bounds,
          matchers: [
            { label: 'team', operator: '=~', value: 'a|b' },
            { label: 'provider', operator: '!=', value: 'aws' },
          ],
        },
      },
    ]);
  });

  test.each<{ name: string; matcher: Matcher; names: string[] }>([
    { name: 'one', matcher: ['__name__', '=', 'finops_list_cost_hourly'], names: ['finops_list_cost_hourly'] },
    { name: 'none of ours', matcher: ['__name__', '=', 'up'], names: [] },
    {
      name: 'a pattern',
      matcher: ['__name__', '=~', 'finops_(billed|list)_cost_.*'],
      names: [
        'finops_billed_cost_daily',
        'finops_billed_cost_hourly',
        'finops_list_cost_daily',
        'finops_list_cost_hourly',
      ],
    },
    {
      name: 'all but hourly ones and resources',
      matcher: ['__name__', '!~', '.*_hourly|.*resource.*'],
      names: [
        'finops_billed_cost_daily',
        'finops_contracted_cost_daily',
        'finops_cost_daily',
        'finops_list_cost_daily',
      ],
    },
  ])('chooses the metrics by name: $name', ({ matcher, names }) => {
    expect(plan(matcher).map(({ labels }) => labels['__name__'])).toEqual(names);
  });

  it('asks for every basis and resolution by name', () => {
    const asked = plan(['team', '=', 'a']).map(({ labels, question: { basis, resolution, resources } }) => [
      labels['__name__'],
      basis,
      resolution,
      resources ?? false,
    ]);
    expect(asked).toEqual([
      ['finops_billed_cost_daily', 'billed', 'day', false],
      ['finops_billed_cost_hourly', 'billed', 'hour', false],
      ['finops_contracted_cost_daily', 'contracted', 'day', false],
      ['finops_contracted_cost_hourly', 'contracted', 'hour', false],
      ['finops_cost_daily', 'effective', 'day', false],
      ['finops_cost_hourly', 'effective', 'hour', false],
      ['finops_list_cost_daily', 'list', 'day', false],
      ['finops_list_cost_hourly', 'list', 'hour', false],
      ['finops_resource_cost_daily', 'effective', 'day', true],
    ]);
  });

  test.each<{ name: string; matcher: Matcher; answered: boolean }>([
    { name: 'the origin', matcher: ['origin', '=', 'finops'], answered: true },
    { name: 'another origin', matcher: ['origin', '!=', 'finops'], answered: false },
    { name: 'the currency', matcher: ['currency', '=~', 'EUR|USD'], answered: true },
    { name: 'another currency', matcher: ['currency', '=', 'USD'], answered: false },
    { name: 'an external label', matcher: ['cluster', '=', 'eu-1'], answered: true },
    { name: 'an external label that must be absent', matcher: ['cluster', '=~', '|eu-1'], answered: true },
    { name: 'a pattern on a label we do not have', matcher: ['cluster', '=~', 'eu-.+'], answered: false },
    { name: 'the absence of a value we do not have', matcher: ['cluster', '!=', 'eu-1'], answered: true },
    { name: 'a resource on a series without resources', matcher: ['resource_id', '=', 'i-1'], answered: false },
    { name: 'a label named as a method', matcher: ['constructor', '=~', '.+'], answered: false },
    { name: 'no instruction', matcher: ['by', '=', ''], answered: true },
  ])('judges what the store does not know: $name', ({ matcher, answered }) => {
    const plans = plan(COST, matcher);
    expect(plans).toHaveLength(answered ? 1 : 0);
    if (answered)
      expect(plans[0]?.question).toEqual({ basis: 'effective', resolution: 'day', ...bounds, matchers: [] });
  });

  it('leaves out a matcher only if every value satisfies it, also the empty one', () => {
    const pattern = fc.oneof(
      fc.constantFrom(
        '.*',
        '(.*)',
        '^.*$',
        '.*|',
        '|.*',
        '.+|',
        '|.+',
        '',
        '.+',
        '(.+)',
        '.',
        '.*.',
        '^.+$',
        '|',
        '.?',
      ),
      fc
        .array(fc.constantFrom('.', '*', '+', '|', '^', '$', 'a', '?'), { maxLength: 5 })
        .map((parts) => parts.join('')),
    );
    const value = fc.oneof(fc.constant(''), fc.constant('\n'), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.constantFrom('=', '!=', '=~', '!~'), pattern, value, (operator, text, given) => {
        const [planned] = plan(COST, ['team', operator, text]);
        if (planned?.question.matchers.length !== 0) return;
        expect(operator).toBe('=~');
        expect(new RegExp(`^(?:${text})$`, 's').test(given)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['.*', '(.*)', '^.*$', '.*|', '|.+'])('leaves out %s, which every value satisfies', (pattern) => {
    expect(plan(COST, ['team', '=~', pattern])[0]?.question.matchers).toEqual([]);
  });

  it('asks for resources of everyone who names all teams', () => {
    const [planned] = plan(['__name__', '=', 'finops_resource_cost_daily'], ['team', '=~', '.*']);
    expect(planned?.question).toMatchObject({ resources: true, matchers: [] });
  });

  it('passes instructions on and returns them as labels, letter by letter', () => {
    const [planned] = plan(COST, ['by', '=', 'team, provider,team'], ['asof', '=', '2026-11-03']);
    expect(planned?.question).toMatchObject({ by: ['team', 'provider'], asOf: '2026-11-03' });
    expect(planned?.labels).toMatchObject({ by: 'team, provider,team', asof: '2026-11-03' });
  });

  it('keeps questions within the times that samples can have', () => {
    const [planned] = planQuery({ from: -9.2e18, to: 9.2e18, matchers: [matcher(COST)] }, served);
    expect(planned?.question).toMatchObject({ from: 34_359_738_368, to: 4_398_046_511_103 });
    expect(planQuery({ from: 2, to: 1, matchers: [matcher(COST)] }, served)).toEqual([]);
  });

  it('asks for resources of an owner', () => {
    const [planned] = plan(
      ['__name__', '=', 'finops_resource_cost_daily'],
      ['team', '=', 'a'],
      ['resource_id', '!=', ''],
    );
    expect(planned?.question).toMatchObject({
      resources: true,
      matchers: [{ label: 'team' }, { label: 'resource_id', operator: '!=', value: '' }],
    });
  });

  test.each<{ name: string; matchers: Matcher[]; message: string }>([
    {
      name: 'an unknown dimension',
      matchers: [['by', '=', 'team,tema']],
      message: 'by="team,tema" names "tema", which is not a dimension; the dimensions are provider, sub_account, team',
    },
    { name: 'an empty dimension', matchers: [['by', '=', 'team,']], message: 'names ""' },
    {
      name: 'a pattern of dimensions',
      matchers: [['by', '=~', 'team|provider']],
      message: 'by is an instruction and takes only =',
    },
    {
      name: 'a pattern of days',
      matchers: [['asof', '=~', '2026-.*']],
      message: 'asof is an instruction and takes only =',
    },
    {
      name: 'two days',
      matchers: [
        ['asof', '=', '2026-11-03'],
        ['asof', '=', '2026-11-04'],
      ],
      message: 'asof is given twice',
    },
    {
      name: 'a day that does not exist',
      matchers: [['asof', '=', '2026-02-30']],
      message: 'asof="2026-02-30" is not a day',
    },
    { name: 'a time', matchers: [['asof', '=', '2026-11-03T10:00:00Z']], message: 'is not a day' },
    { name: 'a month of nonsense', matchers: [['asof', '=', '2026-99-99']], message: 'is not a day' },
    {
      name: 'resources of everyone',
      matchers: [
        ['__name__', '=', 'finops_resource_cost_daily'],
        ['team', '!=', 'a'],
      ],
      message: 'finops_resource_cost_daily needs a matcher on team or sub_account',
    },
  ])('refuses $name', ({ matchers, message }) => {
    expect(() => plan(...matchers)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(message) as string }),
    );
  });

  it('leaves resources out of a question for several metrics', () => {
    const names = plan(['origin', '=', 'finops']).map(({ labels }) => labels['__name__']);
    expect(names).toHaveLength(8);
    expect(names).not.toContain('finops_resource_cost_daily');
  });
});

type Matcher = readonly [label: string, operator: LabelMatcher['operator'], value: string];

function plan(...matchers: readonly Matcher[]) {
  return planQuery({ ...bounds, matchers: matchers.map(matcher) }, served);
}

function matcher([label, operator, value]: Matcher): LabelMatcher {
  return { label, operator, value };
}
