/** A daily charge of a small bill; amounts are decimals as they stand in the file. */
export interface SmallCharge {
  readonly day: string;
  readonly effective: string;
  /** The effective cost unless given. */
  readonly billed?: string;
  readonly service?: string;
  readonly team?: string;
  readonly category?: string;
  /** Named after service and team unless given. */
  readonly resource?: string;
}

const HEADER =
  'BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,' +
  'ChargePeriodEnd,ProviderName,BillingAccountId,SubAccountId,ServiceName,RegionId,ResourceId,ChargeCategory,ChargeFrequency,Tags';

/** The bill of one billing period as FOCUS 1.0. */
export function billCsv(period: string, charges: readonly SmallCharge[]): string {
  const next = new Date(`${period}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const lines = charges.map(
    ({ day, effective, billed = effective, service = 'Compute', team = 'web', category = 'Usage', ...named }) => {
      const { resource = `${service}-${team}` } = named;
      const end = new Date(Date.parse(day) + 86_400_000).toISOString();
      return [
        ...[billed, effective, effective, effective, 'USD', `${period}-01T00:00:00Z`, next.toISOString()],
        ...[`${day}T00:00:00Z`, end, 'Example Cloud', 'account-1', 'sub-1', service, 'eu-west-1', resource],
        ...[category, category === 'Usage' ? 'Usage-Based' : 'One-Time', `"{""team"":""${team}""}"`],
      ].join(',');
    },
  );
  return [HEADER, ...lines, ''].join('\n');
}
