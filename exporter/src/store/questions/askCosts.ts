import type { CostsResponse } from '@outlay/contract/api';
import type { Day } from '../../domain/Day.js';
import { addDays } from '../../domain/Day.js';
import type { Dimensions } from '../../domain/Dimensions.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Engine } from '../Engine.js';
import { COST_OF } from '../parts/writeRollup.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';
import { matcherCondition } from './matcherCondition.js';
import type { Matcher } from './matcherCondition.js';

export interface Costs {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly by: readonly string[];
  readonly basis: 'effective' | 'billed' | 'list' | 'contracted';
  readonly granularity: 'day' | 'month' | 'total';
  readonly matchers: readonly Matcher[];
  readonly asOf?: Day;
  readonly offset: number;
  readonly limit: number;
}

const START = { day: 'Day::varchar', month: `strftime(Day, '%Y-%m-01')`, total: 'null::varchar' } as const;

/** Exact costs by day, month or in all, grouped by dimensions; one page, and the sum over all pages. */
export async function askCosts(
  engine: Engine,
  edition: Edition,
  dimensions: Dimensions,
  question: Costs,
): Promise<CostsResponse> {
  const { by, basis, offset, limit } = question;
  const asked = [...new Set([...by, ...question.matchers.map(({ label }) => label)])];
  const labels = by.map((name) => identifier(`l_${name}`));
  const relation = cells(edition, liveParts(edition.manifest), question.asOf);
  const rows = await engine.ask(`
    with labelled as (
      select ${[`${START[question.granularity]} as "start"`, `${COST_OF[basis]} as cost`, ...asked.map((name) => `${dimensionValue(name, dimensions)} as ${identifier(`l_${name}`)}`)].join(', ')}
      from ${relation} where Day >= ${literal(question.from)} and Day <= ${literal(addDays(question.to, -1))}
    ), summed as (
      select ${['"start"', ...labels].join(', ')}, sum(cost)::decimal(38, 12) as cost
      from labelled where ${['true', ...question.matchers.map(matcherCondition)].join(' and ')} group by all
    ), counted as (select *, count(*) over () as total, sum(cost) over () as total_cost from summed)
    select * from counted order by ${['"start"', ...labels].join(', ')} limit ${limit} offset ${offset}`);
  const whole =
    rows[0] ??
    (offset > 0 || limit === 0
      ? await askCosts(engine, edition, dimensions, { ...question, offset: 0, limit: 1 })
      : undefined);
  const sum = whole === undefined ? '0' : 'sum' in whole ? String(whole.sum) : String(whole['total_cost']);
  return {
    total: Number(whole?.['total'] ?? 0),
    offset,
    limit,
    currency: edition.manifest.currency,
    basis,
    sum: exact(sum),
    rows: rows.map((row) => ({
      start: row['start'] === null ? null : String(row['start']),
      dimensions: Object.fromEntries(by.map((name) => [name, String(row[`l_${name}`])])),
      cost: exact(String(row['cost'])),
    })),
  };
}

function exact(text: string): string {
  return formatUnits(parseUnits(text));
}
