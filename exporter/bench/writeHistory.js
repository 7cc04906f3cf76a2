import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The last of 400 days. */
export const LAST_DAY = '2026-10-31';
export const HISTORY_DAYS = 400;
const SUB_ACCOUNTS = 50;
export const SERIES_PER_SUB_ACCOUNT = 200;
export const TEAMS = 40;

/**
 * Writes 400 days of 10,000 series, a charge for each series and day, as one small FOCUS export in Parquet for each month.
 * @param {string} folder an existing folder
 */
export async function writeHistory(folder) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`create table days as
    select day::date as "day", strftime(day, '%Y-%m') as "month" from range(
      date '${LAST_DAY}' - ${HISTORY_DAYS - 1}, date '${LAST_DAY}' + 1, interval 1 day) as t(day)`);
  const months = (await connection.runAndReadAll('select distinct "month" from days order by 1')).getRows();
  for (const [month] of months) {
    await connection.run(`copy (${charges(month)}) to '${join(folder, `${month}.parquet`)}' (format parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
}

function charges(month) {
  return `
    with cells as (
      select "day", a, s, hash("day", a, s) as h from days, range(${SUB_ACCOUNTS}) as accounts(a), range(${SERIES_PER_SUB_ACCOUNT}) as series(s)
      where "month" = '${month}'
    )
    select
      (h % 100000 / 100.0)::decimal(18, 2) as "BilledCost", (h % 100000 / 100.0)::decimal(18, 2) as "EffectiveCost",
      'USD' as "BillingCurrency", timestamp '${month}-01' as "BillingPeriodStart", timestamp '${month}-01' + interval 1 month as "BillingPeriodEnd",
      "day"::timestamp as "ChargePeriodStart", "day"::timestamp + interval 1 day as "ChargePeriodEnd", 'Usage' as "ChargeCategory",
      'Acme Cloud' as "ProviderName", 'account-' || a as "SubAccountId", 'Service ' || s % 20 as "ServiceName", 'us-1' as "RegionId",
      '{"team": "team-' || a % ${TEAMS} || '", "product": "product-' || s // 20 || '"}' as "Tags"
    from cells`;
}
