import type { ColumnRule, Mapping } from './Mapping.js';

/**
 * FOCUS 1.0-preview to 1.4 as one mapping: later versions renamed few columns and removed fewer, so a newer name is
 * looked for first and an older one stands in. https://focus.finops.org/focus-specification/
 */
export const focus: Mapping = {
  version: 'focus-1',
  columns: [
    money('BilledCost', { mandatory: true }),
    money('EffectiveCost', { mandatory: true }),
    money('ListCost'),
    money('ContractedCost'),
    text('BillingCurrency', { mandatory: true }),
    time('BillingPeriodStart', { mandatory: true }),
    time('BillingPeriodEnd'),
    time('ChargePeriodStart', { mandatory: true }),
    time('ChargePeriodEnd', { mandatory: true }),
    text('BillingAccountId'),
    text('BillingAccountName'),
    text('SubAccountId'),
    text('SubAccountName'),
    text('ServiceProviderName', { from: ['ServiceProviderName', 'ProviderName'] }), // renamed in 1.3
    text('InvoiceIssuerName', { from: ['InvoiceIssuerName', 'InvoiceIssuer'] }),
    text('ServiceCategory'),
    text('ServiceName'),
    text('RegionId', { from: ['RegionId', 'Region'] }), // split in 1.0
    text('RegionName', { from: ['RegionName', 'Region'] }),
    text('ResourceId'),
    text('ResourceName'),
    text('ResourceType'),
    text('ChargeCategory'),
    text('ChargeClass'),
    text('ChargeDescription'),
    text('ChargeFrequency'),
    text('CommitmentDiscountId'),
    text('CommitmentDiscountStatus', {
      from: ['CommitmentDiscountStatus', 'ChargeSubcategory'], // 1.0-preview told it by subcategory
      values: {
        'Used Commitment': 'Used',
        'Unused Commitment': 'Unused',
        'On-Demand': '',
        Credit: '',
        Refund: '',
        'General Adjustment': '',
      },
    }),
    text('PricingCategory', { values: { 'On-Demand': 'Standard', 'Commitment-Based': 'Committed' } }), // 1.0-preview
    text('ConsumedQuantity', { from: ['ConsumedQuantity', 'UsageQuantity'] }), // renamed in 1.0
    text('ConsumedUnit', { from: ['ConsumedUnit', 'UsageUnit'] }),
    { column: 'Tags', kind: 'tags', from: ['Tags'] },
  ],
};

type Options = Omit<Partial<ColumnRule>, 'column' | 'kind'>;

function money(column: string, options: Options = {}): ColumnRule {
  return { column, kind: 'money', from: [column], ...options };
}

function text(column: string, options: Options = {}): ColumnRule {
  return { column, kind: 'text', from: [column], ...options };
}

function time(column: string, options: Options = {}): ColumnRule {
  return { column, kind: 'time', from: [column], ...options };
}
