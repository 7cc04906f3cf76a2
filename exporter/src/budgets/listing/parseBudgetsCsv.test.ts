import { describe, expect, it, test } from 'vitest';
import { DAY } from '../../domain/Day.js';
import { budgetOf } from '../testing/budgetOf.js';
import { parseBudgetsCsv } from './parseBudgetsCsv.js';

const HEADER = 'id,owner,amount,period,plan,scope,parent';

function told(text: string): string[] {
  return parseBudgetsCsv(text).mistakes.map(
    ({ line, column, value, message }) => `line ${line}, ${column}, "${value}": ${message}`,
  );
}

describe('budgets from CSV', () => {
  it('are those of the configuration', () => {
    const text = `\uFEFF${HEADER}\r\nall,finance,100000,year,linear,,\r\n
payments,"Payments, EU",12345678901234567.000000000001,month,weekday,team=payments|checkout; provider=aws,all\r\n`;
    expect(parseBudgetsCsv(text)).toEqual({
      mistakes: [],
      budgets: [
        budgetOf({ id: 'all', owner: 'finance', amount: '100000', period: 'year' }),
        budgetOf({
          id: 'payments',
          owner: 'Payments, EU',
          amount: '12345678901234567.000000000001',
          plan: 'weekday',
          scope: { team: ['payments', 'checkout'], provider: 'aws' },
          parent: 'all',
        }),
      ],
    });
  });

  it('need no more than a name, an owner and an amount, in any order', () => {
    const { budgets } = parseBudgetsCsv('amount,id,owner\n5,a,b\n');
    expect(budgets).toEqual([budgetOf({ id: 'a', owner: 'b', amount: '5', plan: 'weekday' })]);
  });

  it('may roll', () => {
    const { budgets } = parseBudgetsCsv('id,owner,amount,period\na,b,5,rolling 28d\n');
    expect(budgets[0]?.period).toEqual({ rolling: 28 * DAY });
  });

  test.each([
    {
      name: 'an amount with a thousands separator',
      rows: 'a,b,"42,000",,,,',
      told: 'line 2, amount, "42,000": write an amount above 0 as a plain decimal in quotes, such as "42000"',
    },
    {
      name: 'an unknown period',
      rows: 'a,b,5,week,,,',
      told: 'line 2, period, "week": write month, quarter, year or { rolling: "28d" }',
    },
    { name: 'an unknown plan', rows: 'a,b,5,,even,,', told: 'line 2, plan, "even": write linear, weekday or forecast' },
    {
      name: 'no owner',
      rows: 'a,,5,,,,',
      told: 'line 2, owner, "": write who answers for the budget, such as payments',
    },
    {
      name: 'a scope without a value',
      rows: 'a,b,5,,,team,',
      told: 'line 2, scope, "team": write dimensions and values, such as team=payments;provider=aws',
    },
    {
      name: 'a dimension that stands twice',
      rows: 'a,b,5,,,team=x;team=y,',
      told: 'line 2, scope, "team=x;team=y": write dimensions and values, such as team=payments;provider=aws',
    },
    {
      name: 'an empty value among several',
      rows: 'a,b,5,,,team=x|,',
      told: 'line 2, scope, "team=x|": write dimensions and values, such as team=payments;provider=aws',
    },
    { name: 'a short line', rows: 'a,b,5', told: 'line 2, , "a,b,5": has 3 cells; write 7, as in the header' },
    {
      name: 'the right line after an empty one and one with a line break',
      rows: '\na,"b\nc",5,,,,\nd,e,x,,,,',
      told: 'line 5, amount, "x": write an amount above 0 as a plain decimal in quotes, such as "42000"',
    },
    {
      name: 'a quote that never ends',
      rows: 'a,"b,5,,,,\nc,d,5,,,,\n',
      told: 'line 2, , "": is not CSV from here on; check the quotes',
    },
  ])('tell $name', ({ rows, told: mistake }) => {
    expect(told(`${HEADER}\n${rows}`)).toEqual([mistake]);
  });

  it('report all mistakes and keep the lines without one', () => {
    const { budgets, mistakes } = parseBudgetsCsv(`${HEADER}\nA,b,x,,,,\nc,d,5,,,,\n`);
    expect(budgets.map(({ id }) => id)).toEqual(['c']);
    expect(mistakes.map(({ line, column }) => [line, column])).toEqual([
      [2, 'id'],
      [2, 'amount'],
    ]);
  });

  test.each([
    {
      name: 'an empty file',
      text: '',
      told: ['id', 'owner', 'amount'].map((name) => `line 1, ${name}, "${name}": is missing; add a column "${name}"`),
    },
    {
      name: 'a column that nobody knows',
      text: 'id,owner,amount,currency\n',
      told: ['line 1, currency, "currency": is no column; there are id, owner, amount, period, plan, scope, parent'],
    },
    { name: 'a column twice', text: 'id,owner,amount,id\n', told: ['line 1, id, "id": stands twice; keep one column'] },
  ])('need a header: $name', ({ text, told: mistakes }) => {
    expect(told(text)).toEqual(mistakes);
  });
});
