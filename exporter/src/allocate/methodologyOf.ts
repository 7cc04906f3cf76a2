import { createHash } from 'node:crypto';
import { normalValue } from '../domain/Attribution.js';
import type { GivenValue, Pool, PoolSplit, RuleCase } from '../domain/Attribution.js';
import type { Dimension, Dimensions } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';
import { fieldOf, predicateOf } from './conditionConfig.js';
import type { AllocationConfig } from './config.js';

/** What the files of catalogs say: by catalog, by lower-case key, its fields. */
export type CatalogEntries = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Rules, pools and dimensions as data that the store can compile, with the version that names them. */
export function methodologyOf(
  dimensions: Dimensions,
  allocation: AllocationConfig,
  catalogs: CatalogEntries,
): Methodology {
  const owner = Object.hasOwn(dimensions, allocation.owner) ? allocation.owner : null;
  const content = {
    owner,
    dimensions: Object.fromEntries(
      Object.entries(dimensions).map(([name, definition]): [string, Dimension] => [
        name,
        {
          ...definition,
          ...withRules(casesFor(name, allocation, catalogs)),
          ...(name === owner ? { isOwner: true } : {}),
          ...(name === owner && allocation.owners !== undefined ? { known: allocation.owners } : {}),
        },
      ]),
    ),
    pools: allocation.shared.map(poolOf),
  };
  const version = createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex')
    .slice(0, 16);
  return { version, ...content };
}

/** The id of a rule: its own, or that of its place. */
function ruleId(rule: AllocationConfig['rules'][number], index: number): string {
  return rule.id ?? `rule-${index + 1}`;
}

function withRules(rules: readonly RuleCase[]): Pick<Dimension, 'rules'> {
  return rules.length === 0 ? {} : { rules };
}

function casesFor(dimension: string, { rules }: AllocationConfig, catalogs: CatalogEntries): RuleCase[] {
  return rules.flatMap((rule, index) => {
    const value = rule.set[dimension];
    if (value === undefined) return [];
    return [{ rule: ruleId(rule, index), when: predicateOf(rule.when), gives: givenBy(value, catalogs) }];
  });
}

function givenBy(value: AllocationConfig['rules'][number]['set'][string], catalogs: CatalogEntries): GivenValue {
  if (typeof value === 'string') return { text: normalValue(value) }; // like tags
  const entries = Object.entries(catalogs[value.catalog] ?? {}).flatMap(([key, fields]) => {
    const found = fields[value.field];
    return found === undefined || found.trim() === '' ? [] : [[normalValue(key), normalValue(found)] as const];
  });
  return { lookup: fieldOf(value.key), entries: Object.fromEntries(entries) };
}

function poolOf({ name, when, split, among }: AllocationConfig['shared'][number]): Pool {
  return { name, when: predicateOf(when), split: splitOf(split), among: among.map(normalValue) };
}

function splitOf(split: AllocationConfig['shared'][number]['split']): PoolSplit {
  if (typeof split === 'string') return { kind: split };
  if ('usage' in split) return { kind: 'usage', query: split.usage };
  const shares = Object.entries(split.fixed).map(([target, share]) => [normalValue(target), share] as const);
  return { kind: 'fixed', shares: Object.fromEntries(shares) };
}

/** The same content in one order of keys, so that it has one digest. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
