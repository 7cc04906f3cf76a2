export type BusinessUnit = 'retail' | 'payments' | 'data' | 'platform' | 'corporate';

/** Names of the sub accounts, the same at every provider. */
export const BUSINESS_UNITS: Readonly<Record<BusinessUnit, string>> = {
  retail: 'Retail',
  payments: 'Payments',
  data: 'Data and AI',
  platform: 'Platform',
  corporate: 'Corporate',
};

/** Who owns what: the product a team tags, the business unit that pays, the cost center in the books. */
export const TEAMS = {
  web: { product: 'storefront', unit: 'retail', costCenter: 'CC-1100' },
  mobile: { product: 'mobile-app', unit: 'retail', costCenter: 'CC-1200' },
  search: { product: 'search', unit: 'retail', costCenter: 'CC-1300' },
  checkout: { product: 'checkout', unit: 'retail', costCenter: 'CC-1400' },
  payments: { product: 'payments-api', unit: 'payments', costCenter: 'CC-2100' },
  'data-platform': { product: 'data-lake', unit: 'data', costCenter: 'CC-3100' },
  ml: { product: 'recommendations', unit: 'data', costCenter: 'CC-3200' },
  platform: { product: 'developer-platform', unit: 'platform', costCenter: 'CC-4100' },
  sre: { product: 'observability', unit: 'platform', costCenter: 'CC-4200' },
  'finance-it': { product: 'erp', unit: 'corporate', costCenter: 'CC-5100' },
} as const satisfies Record<string, { product: string; unit: BusinessUnit; costCenter: string }>;

export type Team = keyof typeof TEAMS;
