import { BUSINESS_UNITS } from '../tables/teams.js';
import type { BusinessUnit } from '../tables/teams.js';
import type { Columns, EstateTables, Service } from '../tables/EstateTables.js';

/** What every row of a service in a sub account says, under the names of all FOCUS versions; layouts pick theirs. */
export function baseColumns(tables: EstateTables, unit: BusinessUnit, service: Service): Columns {
  const subAccount = tables.subAccounts[unit];
  return {
    BillingAccountId: tables.billingAccountId,
    BillingAccountName: tables.billingAccountName,
    BillingAccountType: tables.billingAccountType,
    BillingCurrency: 'USD',
    HostProviderName: tables.provider,
    InvoiceIssuerName: tables.issuer,
    PricingCurrency: 'USD',
    ProviderName: tables.provider,
    PublisherName: tables.publisher,
    RegionId: subAccount.region,
    RegionName: subAccount.regionName,
    ServiceCategory: service.category,
    ServiceName: service.name,
    ServiceProviderName: tables.provider,
    ServiceSubcategory: service.subcategory,
    SubAccountId: subAccount.id,
    SubAccountName: BUSINESS_UNITS[unit],
    SubAccountType: tables.subAccountType,
  };
}
