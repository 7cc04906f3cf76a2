import { describe, expect, it, test } from 'vitest';
import { anomaliesConfig } from './config.js';

describe('settings of anomalies', () => {
  it('need not be written', () => {
    expect(anomaliesConfig.parse(undefined)).toEqual({
      minimum_amount: 10,
      minimum_days: 30,
      sensitivity: 'normal',
      windows: [],
    });
  });

  it('name planned windows', () => {
    const window = { scope: { team: 'payments' }, from: '2026-11-23', to: '2026-11-30', amount: '12000', note: 'sale' };
    expect(anomaliesConfig.parse({ windows: [window] }).windows).toEqual([{ ...window, amount: 12_000 }]);
    const { amount: _, ...any } = window;
    expect(anomaliesConfig.parse({ windows: [any] }).windows).toEqual([{ ...any, amount: null }]);
  });

  const window = { from: '2026-11-23', to: '2026-11-30', note: 'sale' };
  const amountMessage = 'write the amount as a plain decimal in quotes, such as "25"';
  test.each([
    { name: 'an amount that is a number', settings: { minimum_amount: 25 }, message: amountMessage },
    { name: 'an amount with a currency', settings: { minimum_amount: '25 USD' }, message: amountMessage },
    {
      name: 'too few days',
      settings: { minimum_days: 7 },
      message: 'write at least 14: fewer days do not tell the weekdays',
    },
    {
      name: 'a dimension twice',
      settings: { dimensions: ['team', 'team'] },
      message: 'name each dimension once',
    },
    {
      name: 'a window that ends before it begins',
      settings: { windows: [{ ...window, to: '2026-11-01' }] },
      message: 'is before `from`; write a later day',
    },
    {
      name: 'a day that there is not',
      settings: { windows: [{ ...window, to: '2026-11-31' }] },
      message: 'write a day such as "2026-11-03"',
    },
    {
      name: 'a window without a reason',
      settings: { windows: [{ ...window, note: '' }] },
      message: 'say what is planned',
    },
  ])('with $name say what to write', ({ settings, message }) => {
    expect(anomaliesConfig.safeParse(settings).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
