import type { Day } from '../../domain/Day.js';
import { addDays } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import { parseUnits } from '../../domain/Money.js';
import type { Units } from '../../domain/Money.js';
import { UNALLOCATED } from '../../domain/Attribution.js';
import type { Cause } from '../../domain/Attribution.js';
import type { Engine } from '../Engine.js';
import { identifier, literal } from '../sql.js';
import {
  conditionSql,
  dimensionsIn,
  dimensionValue,
  missingCause,
  rulePlace,
  valueByPlace,
  visibilityFor,
} from '../visibility.js';
import { COST_OF, visibleCharges } from '../parts/writeRollup.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';
import { matcherCondition } from './matcherCondition.js';
import type { Matcher } from './matcherCondition.js';

export interface PlacedCostsQuestion {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly basis: keyof typeof COST_OF;
  readonly matchers: readonly Matcher[];
  readonly asOf?: Day;
}

/** Exact cost of one day that one rule places: with its owner, or in a pool. */
export interface RuledCost {
  readonly day: Day;
  readonly owner: string;
  readonly pool: string | null;
  /** The rule that names the owner; null where a tag or column does, or nothing. */
  readonly rule: string | null;
  /** Why there is no owner; null where there is one. */
  readonly cause: Cause | null;
  readonly cost: Units;
}

/** What the rules of a methodology make of the charges of some days, in no order. Empty where no dimension is the owner. */
export async function askPlacedCosts(
  engine: Engine,
  whole: Edition,
  methodology: Methodology,
  question: PlacedCostsQuestion,
): Promise<RuledCost[]> {
  const { owner, dimensions, pools } = methodology;
  if (owner === null) return [];
  const matched = question.matchers.map(({ label }) => label).filter((label) => label !== RESOURCE_LABEL);
  const decisive = visibilityFor([owner, ...matched], methodology);
  const edition = decisive.names.length === 0 ? whole : { ...whole, visibility: decisive };
  const labels = question.matchers.map(({ label }) =>
    label === RESOURCE_LABEL ? RESOURCE_VALUE : `${dimensionValue(label, dimensions)} as ${identifier(`l_${label}`)}`,
  );
  const named = pools.flatMap(({ when }) => dimensionsIn(when)).filter((name) => name !== owner);
  const finals = Object.fromEntries([...new Set(named), owner].map((name) => [name, identifier(`final ${name}`)]));
  const values = [...new Set(named)].map((name) => `${dimensionValue(name, dimensions)} as ${String(finals[name])}`);
  const pooled = pools.map(({ name, when }) => `when ${conditionSql(when, dimensions, finals)} then ${literal(name)}`);
  const rows = await engine.ask(`
    with matched as (
      select ${['*', `${COST_OF[question.basis]} as cost`, ...labels].join(', ')} from ${relation(edition, question)}
      where Day >= ${literal(question.from)} and Day <= ${literal(addDays(question.to, -1))}
    ), summed as (
      select ${[...names(edition), 'Day'].join(', ')}, sum(cost) as cost
      from matched where ${['true', ...question.matchers.map(matcherCondition)].join(' and ')} group by all
    ), seen as (
      select ${[...names(edition), 'list({ day: Day, cost: cost }) as days'].join(', ')} from summed group by all
    ), ruled as (
      select ${['*', `${rulePlace(owner, dimensions)} as x_Rule`, ...values].join(', ')} from seen
    ), owned as (
      select *, ${valueByPlace(owner, dimensions, 'x_Rule')} as ${String(finals[owner])} from ruled
    ), placed as materialized (
      select days, x_Rule, ${String(finals[owner])} as owner, ${missingCause(owner, dimensions)} as cause,
        ${pooled.length === 0 ? 'null::varchar' : `case ${pooled.join(' ')} end`} as pool from owned
    )
    select part.day::varchar as "day", owner, pool, x_Rule, case when owner = ${literal(UNALLOCATED)} then cause end as cause,
      sum(part.cost)::decimal(38, 12)::varchar as cost
    from (select unnest(days) as part, owner, pool, x_Rule, cause from placed) group by all`);
  const rules = dimensions[owner]?.rules ?? [];
  return rows.map((row) => ({
    day: String(row['day']),
    owner: String(row['owner']),
    pool: row['pool'] === null ? null : String(row['pool']),
    rule: row['x_Rule'] === null ? null : (rules[Number(row['x_Rule'])]?.rule ?? null),
    cause: row['cause'] === null ? null : (String(row['cause']) as Cause),
    cost: parseUnits(String(row['cost'])),
  }));
}

/** The columns that rules look at: charges that are alike in them are placed alike, whatever their day. */
function names({ visibility }: Edition): string[] {
  return visibility.names.map(identifier);
}

const RESOURCE_LABEL = 'resource_id';
const RESOURCE_VALUE = `coalesce(own_name(nullif(trim(x_ResourceId), '')), 'none') as l_resource_id`;

/** Daily cells, or the charges themselves where a resource is asked for, which cells do not know. */
function relation(edition: Edition, { matchers, asOf, from, to }: PlacedCostsQuestion): string {
  const parts = liveParts(edition.manifest).filter((id) => (edition.manifest.parts[id]?.lastStart ?? '') >= from);
  if (!matchers.some(({ label }) => label === RESOURCE_LABEL)) return cells(edition, parts, asOf);
  const selects = parts.flatMap((id) => {
    const part = edition.manifest.parts[id];
    if (part === undefined) return [];
    return `select *, x_Start::date as Day from (${visibleCharges(edition.folder, part, edition.visibility)})
      where x_Start >= timestamp ${literal(from)} and x_Start < timestamp ${literal(to)}`;
  });
  return selects.length === 0
    ? `(select *, null::varchar as x_ResourceId from ${cells(edition, [])})`
    : `(${selects.join(' union all by name ')})`;
}
