import type { AllocationResponse, ExplainResponse, TagsResponse } from '@outlay/contract/api';
import { describeMethodology, splitText, whenText } from '../allocate/describeMethodology.js';
import { proposeAliases } from '../allocate/proposeAliases.js';
import { splitPools } from '../allocate/splitPools.js';
import type { BorneCost, UsageOf } from '../allocate/splitPools.js';
import { CAUSES } from '../domain/Attribution.js';
import type { Pool } from '../domain/Attribution.js';
import { BUILT_IN_DIMENSIONS } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';
import { formatUnits, parseUnits, trimDecimal } from '../domain/Money.js';
import type { Units } from '../domain/Money.js';
import type { AllocationQuestion, CostQuestions, ExplainQuestion } from '../publish/CostQuestions.js';
import type { Engine } from '../store/Engine.js';
import { askPlacedCosts } from '../store/questions/askPlacedCosts.js';
import type { RuledCost } from '../store/questions/askPlacedCosts.js';
import { askTags } from '../store/questions/askTags.js';
import type { KeyCost } from '../store/questions/askTags.js';
import type { Edition } from '../store/questions/cells.js';

/** What is asked about whose cost is whose, and by which rules. */
export interface AllocationRooms {
  readonly engine: Engine;
  readonly edition: Edition;
  readonly methodology: Methodology;
  /** Units of owners by which pools are split. */
  readonly usage: UsageOf;
}

type Answers = Pick<CostQuestions, 'allocation' | 'explain' | 'tags' | 'methodology'>;

/** Questions about owners at one published state. */
export function answerAllocation(rooms: AllocationRooms): Answers {
  const { methodology } = rooms;
  return {
    allocation: (question) => allocation(rooms, question),
    explain: (question) => explain(rooms, question),
    tags: (question) => tags(rooms, question),
    methodology: () => ({
      version: methodology.version,
      markdown: describeMethodology(methodology),
      owner: methodology.owner,
      dimensions: [...Object.keys(BUILT_IN_DIMENSIONS), ...Object.keys(methodology.dimensions)],
    }),
  };
}

/** What owners bear, and what was placed before pools were split. */
export async function allocateCosts(
  { engine, edition, methodology, usage }: AllocationRooms,
  question: AllocationQuestion,
): Promise<{ readonly placed: readonly RuledCost[]; readonly borne: readonly BorneCost[] }> {
  const placed = await askPlacedCosts(engine, edition, methodology, { ...question, matchers: [] });
  return { placed, borne: splitPools(placed, methodology.pools, usage) };
}

/** What a pool passed on to owners on days whose usage is not known, and so by direct cost; 0 when it is not split by usage. */
export function estimatedCost({ name, split }: Pool, borne: readonly BorneCost[], usage: UsageOf): Units {
  if (split.kind !== 'usage') return 0n;
  return sum(borne.filter(({ pool, day }) => pool === name && usage(name, day) === null));
}

async function allocation(rooms: AllocationRooms, question: AllocationQuestion): Promise<AllocationResponse> {
  const { placed, borne } = await allocateCosts(rooms, question);
  const owners = groupBy(borne, ({ owner }) => owner);
  return {
    ...headOf(rooms, question, borne),
    owners: [...owners].map(([owner, parts]) => ({
      owner,
      cost: total(parts),
      direct: total(parts.filter(({ pool }) => pool === null)),
      shared: [...groupBy(parts, ({ pool }) => pool)].flatMap(([pool, share]) =>
        pool === null ? [] : [{ pool, cost: total(share) }],
      ),
    })),
    pools: rooms.methodology.pools.map((pool) => ({
      pool: pool.name,
      cost: total(placed.filter((part) => part.pool === pool.name)),
      split: splitText(pool),
      estimated: formatUnits(estimatedCost(pool, borne, rooms.usage)),
    })),
    unallocated: CAUSES.flatMap((cause) => {
      const without = placed.filter((part) => part.cause === cause && part.pool === null);
      return without.length === 0 ? [] : [{ cause, cost: total(without) }];
    }),
  };
}

/** An owner's own charges by rule and its share of each pool; with filters, whose the slice is before pools are split. */
async function explain(rooms: AllocationRooms, question: ExplainQuestion): Promise<ExplainResponse> {
  const { owner, matchers, ...span } = question;
  if (matchers.length > 0 || owner === undefined) {
    const placed = await askPlacedCosts(rooms.engine, rooms.edition, rooms.methodology, { ...span, matchers });
    const slice = placed.filter((part) => owner === undefined || part.owner === owner);
    return { ...headOf(rooms, span, slice), reasons: dearestFirst(placedReasons(rooms.methodology, slice)) };
  }
  const { placed, borne } = await allocateCosts(rooms, span);
  const own = placed.filter((part) => part.owner === owner && part.pool === null);
  const mine = borne.filter((part) => part.owner === owner);
  return {
    ...headOf(rooms, span, mine),
    reasons: dearestFirst([...placedReasons(rooms.methodology, own), ...shareReasons(rooms, owner, borne)]),
  };
}

/** One order for one answer: by cost, then by what a reason says. */
function dearestFirst(reasons: ExplainResponse['reasons']): ExplainResponse['reasons'] {
  const key = ({ owner, text }: ExplainResponse['reasons'][number]): string => `${owner} ${text}`;
  return reasons.toSorted((a, b) => {
    const difference = parseUnits(b.cost) - parseUnits(a.cost);
    return difference !== 0n ? (difference > 0n ? 1 : -1) : key(a) < key(b) ? -1 : 1;
  });
}

function placedReasons(methodology: Methodology, placed: readonly RuledCost[]): ExplainResponse['reasons'] {
  const groups = groupBy(placed, ({ owner, pool, rule, cause }) => JSON.stringify([owner, pool, rule, cause]));
  return [...groups.values()].flatMap((parts) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { owner, pool, rule, cause } = first;
    return [{ owner, cost: total(parts), pool, rule, cause, text: placedText(methodology, first) }];
  });
}

function placedText(
  { owner: dimension, dimensions, pools }: Methodology,
  { owner, pool, rule, cause }: RuledCost,
): string {
  const definition = dimension === null ? undefined : dimensions[dimension];
  const given = definition?.rules?.find((one) => one.rule === rule);
  const why =
    given !== undefined
      ? `rule ${given.rule} gives it to ${owner}: ${whenText(given.when)}`
      : cause !== null
        ? CAUSE_TEXTS[cause]
        : `its ${definition?.column ?? 'tag'} says ${owner}`;
  const into = pools.find(({ name }) => name === pool);
  return into === undefined
    ? why
    : `${why}; it is in the pool ${into.name}: ${whenText(into.when)}. ${splitText(into)}`;
}

const CAUSE_TEXTS = {
  no_tag: 'it has no owner: no tag names one, and no rule matches',
  unknown_value: 'it has no owner: its tag names one that is not known',
  no_rule: 'it has no owner: no rule matches',
} as const;

function shareReasons(
  { methodology, usage }: AllocationRooms,
  owner: string,
  borne: readonly BorneCost[],
): ExplainResponse['reasons'] {
  return methodology.pools.flatMap((pool) => {
    const whole = borne.filter((part) => part.pool === pool.name);
    const mine = whole.filter((part) => part.owner === owner);
    if (mine.length === 0) return [];
    const text = `${percent(sum(mine), sum(whole))} of ${total(whole)} that the pool ${pool.name} passed on to owners: ${whenText(pool.when)}. ${splitText(pool)}`;
    const estimated = estimatedCost(pool, mine, usage);
    const doubt = estimated === 0n ? '' : ` Of it, ${formatUnits(estimated)} is of days whose usage is not known.`;
    return [{ owner, cost: total(mine), pool: pool.name, rule: null, cause: null, text: `${text}${doubt}` }];
  });
}

async function tags(rooms: AllocationRooms, question: { from: string; to: string }): Promise<TagsResponse> {
  const { engine, edition, methodology } = rooms;
  const { costs, spellings, offenders, values } = await askTags(engine, edition, methodology, question);
  const of = (key: string, by: KeyCost['by']) => costs.filter((cost) => cost.key === key && cost.by === by);
  const listed = (key: string, by: KeyCost['by']) =>
    of(key, by)
      .map((cost) => ({ value: cost.value, coverage: coverage(cost), missing: trimDecimal(cost.missing) }))
      .toSorted((a, b) => (parseUnits(a.missing) < parseUnits(b.missing) ? 1 : -1));
  return {
    currency: edition.manifest.currency,
    keys: Object.entries(spellings).map(([key, found]) => ({
      key,
      coverage: of(key, 'all').map(coverage)[0] ?? null,
      spellings: [...found],
      trend: of(key, 'month').map((cost) => ({ month: cost.value, coverage: coverage(cost) })),
      byProvider: listed(key, 'provider'),
      byService: listed(key, 'service'),
      byOwner: listed(key, 'owner'),
    })),
    offenders: offenders.map((offender) => ({ ...offender, cost: trimDecimal(offender.cost) })),
    aliases: proposeAliases(values).map((alias) => ({ ...alias, cost: trimDecimal(alias.cost) })),
  };
}

/** Share of cost that carries a key; null without any cost. */
export function coverage({ cost, missing }: Pick<KeyCost, 'cost' | 'missing'>): number | null {
  const whole = parseUnits(cost);
  return whole === 0n ? null : Number(((whole - parseUnits(missing)) * 1_000_000_000n) / whole) / 1e9;
}

function headOf(
  { methodology, edition }: AllocationRooms,
  { basis }: AllocationQuestion,
  costs: readonly { readonly cost: Units }[],
) {
  return { methodology: methodology.version, currency: edition.manifest.currency, basis, sum: total(costs) };
}

function sum(costs: readonly { readonly cost: Units }[]): Units {
  return costs.reduce((all, { cost }) => all + cost, 0n);
}

function total(costs: readonly { readonly cost: Units }[]): string {
  return formatUnits(sum(costs));
}

function percent(part: Units, whole: Units): string {
  return whole === 0n ? 'a share' : `${(Number((part * 100_000n) / whole) / 1000).toString()} %`;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
