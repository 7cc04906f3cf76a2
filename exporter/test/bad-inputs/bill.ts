/** What a case does not say about a charge: a plain good one of 3 October 2026. Keys are FOCUS columns, in file order. */
const CHARGE = {
  BilledCost: '1.5',
  EffectiveCost: '1.25',
  ListCost: '2',
  ContractedCost: '1.75',
  BillingCurrency: 'USD',
  BillingPeriodStart: '2026-10-01T00:00:00Z',
  BillingPeriodEnd: '2026-11-01T00:00:00Z',
  ChargePeriodStart: '2026-10-03T00:00:00Z',
  ChargePeriodEnd: '2026-10-04T00:00:00Z',
  BillingAccountId: '1234-5678',
  SubAccountId: 'sub-1',
  ServiceProviderName: 'Lumen',
  ServiceName: 'Compute',
  ChargeCategory: 'Usage',
  Tags: '{"team":"payments"}',
};

/** Columns and values of one charge, as far as they differ from the plain one. */
export type Charge = Readonly<Record<string, string>>;

/** CSV text of charges; columns that the plain charge lacks follow those that it has. */
export function bill(...charges: readonly Charge[]): string {
  const columns = [...new Set([CHARGE, ...charges].flatMap((charge) => Object.keys(charge)))];
  const rows = charges.map((charge) => {
    const whole: Charge = { ...CHARGE, ...charge };
    return columns.map((column) => whole[column] ?? '');
  });
  return [columns, ...rows].map((fields) => `${fields.map(quoted).join(',')}\n`).join('');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
