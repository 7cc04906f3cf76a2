import { describe, expect, it } from 'vitest';
import { family } from './family.js';

describe('family', () => {
  it('takes the fixed labels of the catalogue beside any dimension', () => {
    const dimensions: Record<string, string> = { team: 'payments' };
    const spend = family('finops_month_to_date_cost', [{ labels: { ...dimensions, currency: 'USD' }, value: '1.5' }]);
    expect(spend.samples).toEqual([{ labels: { team: 'payments', currency: 'USD' }, value: '1.5' }]);
  });

  it('does not compile without a fixed label, with a label the metric lacks, or with a name of the history plane', () => {
    const wrong = [
      // @ts-expect-error: the currency is missing
      family('finops_month_to_date_cost', [{ labels: { team: 'payments' }, value: '1' }]),
      // @ts-expect-error: a source's own metric has no dimensions
      family('finops_source_up', [{ labels: { source: 'aws', team: 'payments' }, value: 1 }]),
      // @ts-expect-error: this metric has no labels at all
      family('finops_exporter_series', [{ labels: { source: 'aws' }, value: 1 }]),
      // @ts-expect-error: history is answered by remote_read
      family('finops_cost_daily', []),
    ];
    expect(wrong).toHaveLength(4);
  });
});
