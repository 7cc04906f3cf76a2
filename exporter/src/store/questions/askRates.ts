import type { Day } from '../../domain/Day.js';
import { addDays } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import type { Engine } from '../Engine.js';
import { literal, literals } from '../sql.js';
import { dimensionValue } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';

export interface RatesQuestion {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  /** Parts of the names of providers and services that observe others; case does not count. */
  readonly observability: readonly string[];
  /** Commitments that keep their name; the others are summed as `other`. */
  readonly top: number;
}

/** What was paid for usage, and what it would have cost otherwise. Costs are exact decimals. */
export interface Rates {
  /** Effective cost of what commitments covered, and of what they left unused. */
  readonly commitments: readonly {
    readonly provider: string;
    readonly commitment: string;
    readonly used: string;
    readonly unused: string;
  }[];
  /** List cost of usage in the services that have a commitment, and that part of it which one covered. */
  readonly coverage: readonly {
    readonly provider: string;
    readonly cloud_service: string;
    readonly usage: string;
    readonly covered: string;
  }[];
  /** List minus contracted, and contracted minus effective cost of usage, of providers that tell list costs. */
  readonly savings: readonly { readonly provider: string; readonly negotiated: string; readonly commitment: string }[];
  /** Effective cost of services that observe others. */
  readonly observability: readonly {
    readonly provider: string;
    readonly cloud_service: string;
    readonly cost: string;
  }[];
}

/** What commitments, discounts and telemetry cost and saved between two days. */
export async function askRates(
  engine: Engine,
  edition: Edition,
  { dimensions }: Methodology,
  { from, to, observability, top }: RatesQuestion,
): Promise<Rates> {
  await engine.run(`create or replace temp table rates as
    select ${dimensionValue('provider', dimensions)} as provider, ${dimensionValue('cloud_service', dimensions)} as cloud_service,
      CommitmentDiscountId as commitment, CommitmentDiscountStatus as status,
      coalesce(ChargeCategory, 'Usage') = 'Usage' as is_usage,
      sum(EffectiveCost) as effective, sum(ListCost) as list, sum(ContractedCost) as contracted
    from ${cells(edition, liveParts(edition.manifest))}
    where Day >= ${literal(from)} and Day <= ${literal(addDays(to, -1))} group by all`);
  const rates: Rates = {
    commitments: await rows(
      engine,
      `
      with each as (
        select provider, commitment, ${exact('effective', `status = 'Used'`)} as used, ${exact('effective', `status = 'Unused'`)} as unused
        from rates where is_usage and status in ('Used', 'Unused') group by all
      ), ranked as (
        select *, row_number() over (order by abs(used) + abs(unused) desc, provider, commitment) as place from each
      )
      select provider, case when place > ${top} then 'other' else coalesce(own_name(commitment), 'none') end as commitment,
        sum(used)::decimal(38, 12)::varchar as used, sum(unused)::decimal(38, 12)::varchar as unused
      from ranked group by 1, 2 order by 1, 2`,
    ),
    coverage: await rows(
      engine,
      `
      select provider, cloud_service, ${exact('list')}::varchar as usage, ${exact('list', `status = 'Used'`)}::varchar as covered
      from rates where is_usage and status is distinct from 'Unused' group by all
      having bool_or(status = 'Used') and sum(list) > 0 order by 1, 2`,
    ),
    savings: await rows(
      engine,
      `
      select provider, sum(list - contracted)::decimal(38, 12)::varchar as negotiated,
        sum(contracted - effective)::decimal(38, 12)::varchar as commitment
      from rates where is_usage group by all having sum(list) > 0 order by 1`,
    ),
    observability: await rows(
      engine,
      `
      select provider, cloud_service, ${exact('effective')}::varchar as cost
      from rates where len(list_filter(${literals(observability)}, lambda part: contains(lower(provider || ' ' || cloud_service), lower(part)))) > 0
      group by all order by 1, 2`,
    ),
  };
  await engine.run('drop table rates');
  return rates;
}

/** Rows of which every column is text, named as the fields are. */
async function rows<Field extends string>(engine: Engine, sql: string): Promise<Record<Field, string>[]> {
  return (await engine.rows(sql)) as Record<Field, string>[];
}

function exact(cost: string, when = 'true'): string {
  return `coalesce(sum(${cost}) filter (${when}), 0)::decimal(38, 12)`;
}
