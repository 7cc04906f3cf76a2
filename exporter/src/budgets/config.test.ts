import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { budgetsConfig } from './config.js';
import { parseBudgetsCsv } from './listing/parseBudgetsCsv.js';
import { policyConfig } from './policyConfig.js';
import { budgetOf } from './testing/budgetOf.js';

const DOCUMENT = readFileSync(new URL('../../../docs/budgets.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...DOCUMENT.matchAll(new RegExp('```' + language + '\\n(.*?)```', 'gs'))].map(([, text = '']) => text);
}

describe('the settings in the documentation', () => {
  const [budgets = '', policy = ''] = blocks('yaml');

  it('are valid, in YAML and in CSV alike', () => {
    const [written] = budgetsConfig.parse((parse(budgets) as { budgets: unknown }).budgets);
    const { fiscal_start, minimum_amount, ...rest } = written!;
    expect({ fiscal_start, minimum_amount }).toEqual({ fiscal_start: '04-01', minimum_amount: '500' });
    expect(parseBudgetsCsv(blocks('csv')[0] ?? '')).toEqual({ budgets: [rest], mistakes: [] });
  });

  it('show the policy that holds unless it is set', () => {
    const { policy: written } = parse(policy) as { policy: unknown };
    expect(policyConfig.parse(written)).toEqual(budgetOf().policy);
  });
});
