const PREVIEW =
  columns(`AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd
  BillingPeriodStart ChargeCategory ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart ChargeSubcategory
  CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountType EffectiveCost
  InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity PricingUnit ProviderName PublisherName Region
  ResourceId ResourceName ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags
  UsageQuantity UsageUnit`);

const V1_0 = [
  ...without(PREVIEW, columns('ChargeSubcategory Region UsageQuantity UsageUnit')),
  ...columns(
    'ChargeClass CommitmentDiscountStatus ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice RegionId RegionName',
  ),
];

const V1_1 = [
  ...V1_0,
  ...columns(`CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit
    ServiceSubcategory SkuMeter SkuPriceDetails`),
];

const V1_2 = [
  ...V1_1,
  ...columns(`BillingAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice
    PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice SubAccountType`),
];

const V1_3 = [
  ...V1_2,
  ...columns(`AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags
    ContractApplied HostProviderName ServiceProviderName`),
];

const V1_4 = [
  ...without(V1_3, columns('ProviderName PublisherName')),
  ...columns('CommitmentProgramEligibilityDetails InvoiceDetailId'),
];

/** The columns of a bill by FOCUS version (since 1.3 the dataset Cost and Usage): https://focus.finops.org/focus-specification/ */
export const FOCUS_COLUMNS = {
  '1.0-preview': PREVIEW,
  '1.0': V1_0,
  '1.1': V1_1,
  '1.2': V1_2,
  '1.3': V1_3,
  '1.4': V1_4,
} as const;

function columns(text: string): readonly string[] {
  return text.split(/\s+/);
}

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  return all.filter((column) => !some.includes(column));
}
