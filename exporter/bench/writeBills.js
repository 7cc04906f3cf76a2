import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

/** Resources whose days stand together, more apart than gzip looks back: real exports compress no better. */
const BLOCK_RESOURCES = 200;

/** Rows of one resource in a month. */
const MONTHLY_ROWS = 50;

/**
 * Writes a synthetic FOCUS 1.2 export of 57 columns as CSV.gz: about 900 bytes a row, 125 compressed. An account has six
 * services, two regions, one or two teams and one environment; tags have 0–8 keys; 0.3 % of rows are credits.
 * @param {string} folder an existing folder
 * @param {{ rows: number, firstDay: string, days: number, period: string, name: string, seed?: number }} bill
 * @returns {Promise<string>} its path
 */
export async function writeBills(folder, { name, ...bill }) {
  const path = join(folder, name);
  const plain = `${path}.plain`;
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`copy (${selectBill(bill)}) to '${plain}' (format csv, header)`);
  connection.closeSync();
  instance.closeSync();
  // Node's zlib is more than twice as fast as DuckDB's.
  await pipeline(
    createReadStream(plain, { highWaterMark: 1 << 20 }),
    createGzip({ chunkSize: 1 << 20 }),
    createWriteStream(path),
  );
  rmSync(plain);
  return path;
}

function selectBill({ rows, firstDay, days, period, seed = 7 }) {
  const blockRows = BLOCK_RESOURCES * Math.max(1, Math.round((MONTHLY_ROWS * days) / 30));
  return `
    with draw as (
      select i // ${blockRows} * ${BLOCK_RESOURCES} + i % ${BLOCK_RESOURCES} as r, (i % ${blockRows} // ${BLOCK_RESOURCES} % ${days})::int as d, hash(i, ${seed}) as g from range(${rows}) as t(i)
    ), placed as (
      select *, hash(r, 'resource') as h, (hash(r, 'account') % 300)::int as a from draw
    ), owned as (
      select *, (a * 7 + hash(r, 'service') % 6)::int % 18 as s, (a + hash(r, 'region') % 2)::int % 15 as z,
        ['prod', 'Production', 'staging', 'dev'][1 + a % 4] as environment, (a % 40 + hash(r, 'team') % 10 // 9)::int as team
      from placed
    ), used as (
      select *, date '${firstDay}' + d as day, (g % 24000000 / 1000000.0)::decimal(18, 6) as quantity,
        (0.01 + s * 0.137 + (h % 24) * 0.0416)::decimal(18, 10) as price,
        case when g % 1000 < 3 then -1 else 1 end as sign, 1 + (hash(g) % 1000)::decimal(18,0) / 10000 as list_factor
      from owned
    ), priced as (
      select *, (sign * quantity * price)::decimal(18, 10) as c from used
    )
    select
      'us-' || z || chr(97 + (h % 3)::int) as "AvailabilityZone", c as "BilledCost", '1234567890' || (a % 4) as "BillingAccountId",
      'Acme Holding ' || (a % 4) as "BillingAccountName", 'Standard' as "BillingAccountType", 'USD' as "BillingCurrency",
      strftime(date '${period}-01' + interval 1 month, '%Y-%m-%dT00:00:00Z') as "BillingPeriodEnd", '${period}-01T00:00:00Z' as "BillingPeriodStart",
      null as "CapacityReservationId", null as "CapacityReservationStatus",
      case when sign < 0 then 'Credit' else 'Usage' end as "ChargeCategory", null as "ChargeClass",
      '$' || price || ' per On Demand Linux m5.' || (h % 24) || 'xlarge Instance Hour' as "ChargeDescription", 'Usage-Based' as "ChargeFrequency",
      strftime(day + 1, '%Y-%m-%dT00:00:00Z') as "ChargePeriodEnd", strftime(day, '%Y-%m-%dT00:00:00Z') as "ChargePeriodStart",
      null as "CommitmentDiscountCategory", null as "CommitmentDiscountId", null as "CommitmentDiscountName", null as "CommitmentDiscountQuantity",
      null as "CommitmentDiscountStatus", null as "CommitmentDiscountType", null as "CommitmentDiscountUnit",
      quantity as "ConsumedQuantity", 'Hours' as "ConsumedUnit", (c * 1.05)::decimal(18, 10) as "ContractedCost",
      (price * 1.05)::decimal(18, 10) as "ContractedUnitPrice", (c * 0.93)::decimal(18, 10) as "EffectiveCost",
      'INV-${period}-' || (a % 4) as "InvoiceId", 'Acme Web Services, Inc.' as "InvoiceIssuerName", (c * list_factor)::decimal(18, 10) as "ListCost",
      (price * 1.1)::decimal(18, 10) as "ListUnitPrice", 'Standard' as "PricingCategory", 'USD' as "PricingCurrency",
      (price * 1.05)::decimal(18, 10) as "PricingCurrencyContractedUnitPrice", (c * 0.93)::decimal(18, 10) as "PricingCurrencyEffectiveCost",
      (price * 1.1)::decimal(18, 10) as "PricingCurrencyListUnitPrice", quantity as "PricingQuantity", 'Hours' as "PricingUnit",
      'Acme Cloud' as "ProviderName", 'Acme Web Services, Inc.' as "PublisherName", 'us-' || z as "RegionId", 'United States ' || z as "RegionName",
      'arn:acme:compute:us-' || z || ':' || (100000000000 + a) || ':instance/i-' || lower(to_hex(h)) as "ResourceId",
      'node-' || r as "ResourceName", 'Instance' as "ResourceType", 'Compute' as "ServiceCategory", 'Acme Service ' || s as "ServiceName",
      'Virtual Machines' as "ServiceSubcategory", 'SKU' || (s * 24 + h % 24) as "SkuId", 'BoxUsage:m5.' || (h % 24) || 'xlarge' as "SkuMeter",
      '{"CoreCount": ' || (h % 64) || ', "MemorySize": "' || (h % 256) || ' GiB", "OperatingSystem": "Linux"}' as "SkuPriceDetails",
      'SKU' || (s * 24 + h % 24) || '.JRTCKXETXF.6YS6EN2CT7' as "SkuPriceId", (100000000000 + a)::varchar as "SubAccountId", 'team-account-' || a as "SubAccountName",
      'Account' as "SubAccountType",
      case when h % 100 < 3 then null when h % 100 < 15 then '{}' else
        '{"team": "team-' || team || '", "environment": "' || environment || '"' ||
        case when h % 7 < 4 then ', "product": "product-' || (team * 3 + hash(r, 'product') % 3) || '", "cost-center": "cc-' || (h % 90) || '"' else '' end ||
        case when h % 11 < 5 then ', "aws:createdBy": "AssumedRole:' || to_hex(h) || '", "Name": "node-' || r || '"' else '' end ||
        case when h % 13 < 4 then ', "k8s:namespace": "ns-' || (h % 200) || '", "k8s:cluster": "c-' || (h % 9) || '"' else '' end || '}' end as "Tags"
    from priced`;
}
