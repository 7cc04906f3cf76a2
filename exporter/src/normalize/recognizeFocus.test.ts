import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../domain/SourceError.js';
import { recognizeFocus } from './recognizeFocus.js';
import { FOCUS_COLUMNS } from './testing/FOCUS_COLUMNS.js';

const COUNTS = { '1.0-preview': 39, '1.0': 43, '1.1': 50, '1.2': 57, '1.3': 65, '1.4': 65 };

const MANDATORY = FOCUS_COLUMNS['1.2'].filter((column) =>
  /^(BilledCost|EffectiveCost|BillingCurrency|BillingPeriodStart|ChargePeriod(Start|End))$/.test(column),
);

describe('versions', () => {
  test.each(Object.entries(FOCUS_COLUMNS))('the columns of %s tell the version', (version, columns) => {
    expect(columns).toHaveLength(COUNTS[version as keyof typeof COUNTS]);
    expect(recognizeFocus(columns)).toBe(version);
  });

  test.each(Object.entries(FOCUS_COLUMNS))(
    'neither order nor case nor columns of a provider hide %s',
    (version, columns) => {
      const others = ['x_ServiceCode', 'aws_split', ...columns.map((column) => column.toUpperCase()).toReversed()];
      expect(recognizeFocus(others)).toBe(version);
    },
  );

  test.each([
    { name: 'nothing but what every charge needs', more: [], version: '1.0-preview' },
    { name: 'a region id', more: ['RegionId'], version: '1.0' },
    { name: 'a meter', more: ['RegionId', 'SkuMeter'], version: '1.1' },
    { name: 'an invoice', more: ['RegionId', 'InvoiceId'], version: '1.2' },
    { name: 'a service provider', more: ['ServiceProviderName'], version: '1.3' },
    { name: 'an invoice detail', more: ['ServiceProviderName', 'InvoiceDetailId'], version: '1.4' },
  ])('a bill that has $name is read as $version', ({ more, version }) => {
    expect(recognizeFocus([...MANDATORY, ...more])).toBe(version);
  });
});

describe('bills that are not FOCUS', () => {
  test.each(MANDATORY)('a bill without %s cannot be read', (column) => {
    const columns = FOCUS_COLUMNS['1.2'].filter((name) => name !== column);
    expect(() => recognizeFocus(columns)).toThrow(
      new SourceError(
        `column ${column} is missing (found ${columns.slice(0, 8).join(', ')} and 48 more): export the bill as FOCUS 1.0 or later`,
      ),
    );
  });

  it('names every missing column at once, and all that were found when they are few', () => {
    expect(() => recognizeFocus(['BillingCurrency', 'Cost', 'Date'])).toThrow(
      'columns BilledCost, EffectiveCost, BillingPeriodStart, ChargePeriodStart, ChargePeriodEnd are missing ' +
        '(found BillingCurrency, Cost, Date): export the bill as FOCUS 1.0 or later',
    );
  });

  test.each([
    {
      name: 'Invoice Detail',
      columns: ['BilledCost', 'BillingCurrency', 'BillingPeriodStart', 'InvoiceDetailId', 'InvoiceIssueStatus'],
    },
    { name: 'Billing Period', columns: ['BillingPeriodStart', 'BillingPeriodEnd', 'BillingPeriodStatus'] },
    { name: 'Contract Commitment', columns: ['BillingCurrency', 'ContractCommitmentId', 'ContractCommitmentCost'] },
  ])('the dataset $name is no bill', ({ columns }) => {
    expect(() => recognizeFocus(columns)).toThrow(SourceError);
  });
});
