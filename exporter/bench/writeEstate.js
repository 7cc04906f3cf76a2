import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const HISTORY_DAYS = 400;
/** How long the source of hours tells them; days before that are days. */
const HOURLY_DAYS = 14;
const SUB_ACCOUNTS = 300;
export const TEAMS = 40;
const COMMITMENTS = 40;

/** Charges of one provider are told by the hour, those of three others by the day; each lies in a folder of its own. */
export const SOURCES = { hours: 'provider = 0', days: 'provider > 0' };

/**
 * Writes FOCUS exports in Parquet, one for each source and month: 400 days up to yesterday of as many combinations of
 * account, service, team, product, environment and region as there are `series`, each a resource of its own.
 * @param {string} folder is made
 * @param {{ series: number, today: string }} estate
 */
export async function writeEstate(folder, { series, today }) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run(`create table charges as ${charges({ series, today })}`);
  const months = (await connection.runAndReadAll('select distinct "BillingPeriodStart"::date::varchar from charges'))
    .getRows()
    .map(([month]) => month);
  for (const [source, condition] of Object.entries(SOURCES)) {
    await mkdir(join(folder, source), { recursive: true });
    for (const month of months) {
      const file = join(folder, source, `${month.slice(0, 7)}.parquet`);
      await connection.run(`copy (select * exclude (provider) from charges
        where ${condition} and "BillingPeriodStart" = timestamp '${month}') to '${file}' (format parquet)`);
    }
  }
  connection.closeSync();
  instance.closeSync();
}

function charges({ series, today }) {
  return `
    with combinations as (
      select i, i % ${SUB_ACCOUNTS} as a, i // ${SUB_ACCOUNTS} as k, i % ${SUB_ACCOUNTS} % 4 as provider, hash(i) as h from range(${series}) as t(i)
    ), placed as (
      select *, a % ${TEAMS} as team, (k % 17 + a) % 18 as s, ['prod', 'staging', 'dev'][1 + (a + k // 17)::int % 3] as environment,
        0.2 + (h % 1000)::double ** 2 / 100000 as scale
      from combinations
    ), times as (
      select d, date '${today}' - d::int as day, 0 as hour from range(1, ${HISTORY_DAYS} + 1) as t(d)
    ), moments as (
      select placed.*, day::timestamp as start, interval 1 day as length, 1 as share from placed, times
      where provider > 0 or d > ${HOURLY_DAYS}
      union all by name
      select placed.*, day::timestamp + h.hour * interval 1 hour as start, interval 1 hour as length, 24 as share
      from placed, times, range(24) as h(hour) where provider = 0 and d <= ${HOURLY_DAYS}
    ), priced as (
      select *, s < 3 and h % 2 = 0 as is_covered,
        (scale * (case when dayofweek(start) in (0, 6) then 0.7 else 1 end) * (0.9 + (hash(i, start) % 1000) / 5000.0) / share)::decimal(18, 8) as cost
      from moments
    ), used as (
      select * exclude (is_covered), case when is_covered then 'commitment-' || provider || '-' || a % ${COMMITMENTS} end as commitment,
        case when is_covered then 'Used' end as status, 1.0 as part from priced
      union all by name
      select * exclude (is_covered), 'commitment-' || provider || '-' || a % ${COMMITMENTS} as commitment, 'Unused' as status, 0.1 as part
      from priced where is_covered and h % 20 = 0
    )
    select
      provider, (cost * part)::decimal(18, 8) as "BilledCost", (cost * part)::decimal(18, 8) as "EffectiveCost",
      case when status = 'Unused' then 0 else cost * 1.4 end::decimal(18, 8) as "ListCost",
      case when status = 'Unused' then 0 else cost * 1.25 end::decimal(18, 8) as "ContractedCost", 'USD' as "BillingCurrency",
      date_trunc('month', start)::timestamp as "BillingPeriodStart",
      date_trunc('month', start)::timestamp + interval 1 month as "BillingPeriodEnd",
      start as "ChargePeriodStart", start + length as "ChargePeriodEnd", 'Usage' as "ChargeCategory", 'Usage-Based' as "ChargeFrequency",
      'Cloud ' || provider as "ProviderName", 'payer-' || provider as "BillingAccountId",
      'account-' || a as "SubAccountId", 'Account of ' || a as "SubAccountName",
      case when s = 17 then 'Monitoring' else 'Service ' || s end as "ServiceName", 'Category ' || s % 6 as "ServiceCategory",
      'region-' || h % 15 as "RegionId", 'resource-' || i as "ResourceId", 'node ' || i as "ResourceName",
      commitment as "CommitmentDiscountId", status as "CommitmentDiscountStatus",
      case when h % 25 = 0 then '{}' else '{"team": "team-' || team || '", "product": "product-' || (team * 3 + k % 3) ||
        '", "environment": "' || environment || '"}' end as "Tags"
    from used`;
}
