import { describe, expect, it, test } from 'vitest';
import type { LabelMatcher } from '../CostQuestions.js';
import { matches } from './matches.js';

describe('matches', () => {
  test.each<{ operator: LabelMatcher['operator']; pattern: string; value: string; expected: boolean }>([
    { operator: '=', pattern: 'finops', value: 'finops', expected: true },
    { operator: '=', pattern: 'fin.*', value: 'finops', expected: false },
    { operator: '!=', pattern: 'finops', value: 'finops', expected: false },
    { operator: '!=', pattern: '', value: 'finops', expected: true },
    { operator: '=~', pattern: 'fin', value: 'finops', expected: false },
    { operator: '=~', pattern: 'fin.*', value: 'finops', expected: true },
    { operator: '=~', pattern: '^finops$', value: 'finops', expected: true },
    { operator: '=~', pattern: 'aws|finops', value: 'finops', expected: true },
    { operator: '=~', pattern: 'a|b', value: 'ab', expected: false },
    { operator: '=~', pattern: 'finops_(?:billed_|list_)?cost_daily', value: 'finops_cost_daily', expected: true },
    { operator: '=~', pattern: 'finops_[a-z]+_daily', value: 'finops_cost_daily', expected: true },
    { operator: '=~', pattern: 'a\\.b', value: 'axb', expected: false },
    { operator: '=~', pattern: '.+', value: '', expected: false },
    { operator: '=~', pattern: '', value: '', expected: true },
    { operator: '!~', pattern: 'fin.*', value: 'finops', expected: false },
    { operator: '!~', pattern: 'fin', value: 'finops', expected: true },
  ])('"$value" $operator "$pattern" is $expected', ({ operator, pattern, value, expected }) => {
    expect(matches({ label: 'origin', operator, value: pattern }, value)).toBe(expected);
  });

  test.each([
    { name: 'alternatives that multiply', pattern: '(f|f)(i|i)(n|n)(o|o)x' },
    { name: 'too many alternatives', pattern: `(${Array(20).fill('f').join('|')}|f)` },
    { name: 'nested repetitions', pattern: '(f+)+x' },
    { name: 'a repeated group', pattern: '(.|.)*x' },
    { name: 'many repetitions', pattern: '.*.*.*.*x' },
    { name: 'a counted repetition', pattern: 'f{1,1000}' },
    { name: 'a back reference', pattern: '(f)\\1' },
    { name: 'a look-ahead', pattern: '(?=f).*' },
    { name: 'a flag', pattern: '(?i)FINOPS' },
    { name: 'an open group', pattern: '(finops' },
    { name: 'a long pattern', pattern: 'f'.repeat(301) },
  ])('refuses $name', ({ pattern }) => {
    expect(() => matches({ label: '__name__', operator: '=~', value: pattern }, 'finops')).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining('cannot match __name__') as string }),
    );
  });

  it('takes a list of all our names', () => {
    const value = 'finops_cost_daily|finops_billed_cost_daily|finops_list_cost_daily|finops_contracted_cost_daily';
    expect(matches({ label: '__name__', operator: '=~', value }, 'finops_list_cost_daily')).toBe(true);
  });
});
