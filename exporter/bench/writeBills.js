/**
 * Writes a synthetic FOCUS 1.2 export of 57 columns, about 1 KB a row, as one CSV.gz per billing period.
 * Rows stand in resource order, as providers deliver them; an account has five services, two regions, one team and one
 * environment; tags have 0–8 keys; 0.3 % of rows are credits.
 */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * @param {string} folder an existing folder
 * @param {{ rows: number, firstDay: string, days: number, period: string, name: string, seed?: number }} bill
 */
export async function writeBills(folder, { rows, firstDay, days, period, name, seed = 7 }) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '4GB' });
  const connection = await instance.connect();
  const path = join(folder, name);
  await connection.run(
    `copy (${bill({ rows, firstDay, days, period, seed })}) to '${path}' (format csv, header, compression gzip)`,
  );
  connection.closeSync();
  instance.closeSync();
  return path;
}

function bill({ rows, firstDay, days, period, seed }) {
  const resources = Math.max(200, Math.round(rows / 50));
  return `
    with draw as (
      select i, r, d, hash(r, ${seed}) as h, hash(i, ${seed} + 1) as g
      from (select i, i * ${resources} // ${rows} as r, (i % ${days})::int as d from range(${rows}) as t(i))
    ), cost as (
      select *, (h % 300)::int as a, ((h % 300 + h // 300 % 5) % 18)::int as s, ((h % 300 + h // 1500 % 2) % 15)::int as z,
        ((exp((h // 81000 % 1000) / 140.0) * (0.5 + (g % 1000) / 1000.0) / 100) * case when g % 1000 < 3 then -1 else 1 end)::decimal(18, 10) as c,
        date '${firstDay}' + d as day
      from draw
    )
    select
      'us-' || z || chr(97 + (h % 3)::int) as "AvailabilityZone", c as "BilledCost", '1234567890' || (a % 4) as "BillingAccountId",
      'Acme Holding ' || (a % 4) as "BillingAccountName", 'Standard' as "BillingAccountType", 'USD' as "BillingCurrency",
      strftime(date '${period}-01' + interval 1 month, '%Y-%m-%dT00:00:00Z') as "BillingPeriodEnd", '${period}-01T00:00:00Z' as "BillingPeriodStart",
      null as "CapacityReservationId", null as "CapacityReservationStatus",
      case when g % 1000 < 3 then 'Credit' else 'Usage' end as "ChargeCategory", null as "ChargeClass",
      '$0.' || (h % 1000) || ' per On Demand Linux instance Hour in zone ' || z as "ChargeDescription", 'Usage-Based' as "ChargeFrequency",
      strftime(day + 1, '%Y-%m-%dT00:00:00Z') as "ChargePeriodEnd", strftime(day, '%Y-%m-%dT00:00:00Z') as "ChargePeriodStart",
      null as "CommitmentDiscountCategory", null as "CommitmentDiscountId", null as "CommitmentDiscountName", null as "CommitmentDiscountQuantity",
      null as "CommitmentDiscountStatus", null as "CommitmentDiscountType", null as "CommitmentDiscountUnit",
      (g % 24000) / 1000.0 as "ConsumedQuantity", 'Hours' as "ConsumedUnit", (c * 1.05)::decimal(18, 10) as "ContractedCost",
      (h % 1000 / 997.0)::decimal(18, 10) as "ContractedUnitPrice", (c * 0.93)::decimal(18, 10) as "EffectiveCost",
      'INV-${period}-' || (a % 4) as "InvoiceId", 'Acme Web Services, Inc.' as "InvoiceIssuerName", (c * 1.1)::decimal(18, 10) as "ListCost",
      (h % 1000 / 900.0)::decimal(18, 10) as "ListUnitPrice", 'Standard' as "PricingCategory", 'USD' as "PricingCurrency",
      (h % 1000 / 997.0)::decimal(18, 10) as "PricingCurrencyContractedUnitPrice", (c * 0.93)::decimal(18, 10) as "PricingCurrencyEffectiveCost",
      (h % 1000 / 900.0)::decimal(18, 10) as "PricingCurrencyListUnitPrice", (g % 24000) / 1000.0 as "PricingQuantity", 'Hours' as "PricingUnit",
      'Acme Cloud' as "ProviderName", 'Acme Web Services, Inc.' as "PublisherName", 'us-' || z as "RegionId", 'United States ' || z as "RegionName",
      'arn:acme:compute:us-' || z || ':' || (100000000000 + a) || ':instance/i-' || lower(to_hex(h)) as "ResourceId",
      'node-' || r as "ResourceName", 'Instance' as "ResourceType", 'Compute' as "ServiceCategory", 'Acme Service ' || s as "ServiceName",
      'Virtual Machines' as "ServiceSubcategory", 'SKU' || (h % 5000) as "SkuId", 'BoxUsage:m5.' || (h % 24) || 'xlarge' as "SkuMeter",
      '{"CoreCount": ' || (h % 64) || ', "MemorySize": "' || (h % 256) || ' GiB", "OperatingSystem": "Linux"}' as "SkuPriceDetails",
      'SKU' || (h % 5000) || '.JRTCKXETXF.6YS6EN2CT7' as "SkuPriceId", (100000000000 + a)::varchar as "SubAccountId", 'team-account-' || a as "SubAccountName",
      'Account' as "SubAccountType",
      case when h % 100 < 3 then null when h % 100 < 15 then '{}' else
        '{"team": "team-' || (a % 40) || '", "environment": "' || ['prod', 'Production', 'staging', 'dev'][1 + (a % 4)] || '"' ||
        case when h % 7 < 4 then ', "product": "product-' || (h % 60) || '", "cost-center": "cc-' || (h % 90) || '"' else '' end ||
        case when h % 11 < 5 then ', "aws:createdBy": "AssumedRole:' || to_hex(h) || '", "Name": "node-' || r || '"' else '' end ||
        case when h % 13 < 4 then ', "k8s:namespace": "ns-' || (h % 200) || '", "k8s:cluster": "c-' || (h % 9) || '"' else '' end || '}' end as "Tags"
    from cost`;
}
