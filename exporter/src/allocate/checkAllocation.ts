import { normalValue } from '../domain/Attribution.js';
import { BUILT_IN_DIMENSIONS } from '../domain/Dimensions.js';
import type { AllocationConfig } from './config.js';
import { fieldOf } from './conditionConfig.js';
import type { ConditionConfig } from './conditionConfig.js';

/** A mistake of an allocation, and where it stands in it. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What only shows when all of an allocation is looked at together with the dimensions that there are. */
export function checkAllocation(allocation: AllocationConfig, dimensions: readonly string[]): Mistake[] {
  return [
    ...unknownOwner(allocation, dimensions),
    ...allocation.rules.flatMap((rule, index) => [
      ...unknownTargets(rule.set, dimensions, ['rules', index, 'set']),
      ...unknownCatalogs(rule.set, allocation, ['rules', index, 'set']),
      ...unknownFields(rule.when, dimensions, ['rules', index, 'when']),
      ...neverMatches(allocation.rules, index),
    ]),
    ...allocation.shared.flatMap((pool, index) => [
      ...unknownFields(pool.when, dimensions, ['shared', index, 'when']),
      ...(pool.over === undefined || pool.over === allocation.owner
        ? []
        : [
            {
              path: ['shared', index, 'over'],
              message: `only the owner dimension "${allocation.owner}" can be split over`,
            },
          ]),
      ...unknownTargetsOfPool(allocation, index),
    ]),
    ...repeated(
      allocation.shared.map(({ name }) => name),
      'shared',
      'name',
    ),
    ...repeated(
      allocation.catalogs.map(({ id }) => id),
      'catalogs',
      'id',
    ),
    ...repeated(
      allocation.rules.map(({ id }) => id),
      'rules',
      'id',
    ),
    ...cycles(allocation),
  ];
}

function unknownOwner({ owner, rules, shared, owners }: AllocationConfig, dimensions: readonly string[]): Mistake[] {
  const isUsed = rules.length > 0 || shared.length > 0 || owners !== undefined || owner !== 'team';
  if (!isUsed || dimensions.includes(owner)) return [];
  return [{ path: ['owner'], message: `"${owner}" is no dimension; there are ${dimensions.join(', ')}` }];
}

type RuleSet = AllocationConfig['rules'][number]['set'];

function unknownTargets(set: RuleSet, dimensions: readonly string[], path: Mistake['path']): Mistake[] {
  return Object.keys(set).flatMap((name) => {
    if (Object.hasOwn(BUILT_IN_DIMENSIONS, name)) {
      return [
        { path: [...path, name], message: `"${name}" is a fact of the bill and cannot be set; name another dimension` },
      ];
    }
    if (dimensions.includes(name)) return [];
    return [{ path: [...path, name], message: `"${name}" is no dimension; there are ${dimensions.join(', ')}` }];
  });
}

function unknownCatalogs(set: RuleSet, { catalogs }: AllocationConfig, path: Mistake['path']): Mistake[] {
  const ids = catalogs.map(({ id }) => id);
  return Object.entries(set).flatMap(([name, value]) =>
    typeof value === 'string' || ids.includes(value.catalog)
      ? []
      : [
          {
            path: [...path, name, 'catalog'],
            message: `"${value.catalog}" is no catalog; ${listed(ids, 'there are')}`,
          },
        ],
  );
}

function unknownFields(when: ConditionConfig, dimensions: readonly string[], path: Mistake['path']): Mistake[] {
  const known = [...Object.keys(BUILT_IN_DIMENSIONS), ...dimensions];
  return Object.keys(when).flatMap((key) => {
    const field = fieldOf(key);
    if (!('dimension' in field) || known.includes(field.dimension)) return [];
    return [
      {
        path: [...path, key],
        message: `"${key}" is no dimension; there are ${known.join(', ')}; write FOCUS columns as ServiceName, tags as Tags.app`,
      },
    ];
  });
}

/** A rule cannot match when an earlier one sets the same dimensions and asks for no more than it does. */
function neverMatches(rules: AllocationConfig['rules'], index: number): Mistake[] {
  const rule = rules[index];
  if (rule === undefined) return [];
  const targets = Object.keys(rule.set);
  const shadow = rules.slice(0, index).findIndex((earlier) => {
    const sets = Object.entries(earlier.set).flatMap(([name, value]) => (typeof value === 'string' ? name : []));
    return targets.every((name) => sets.includes(name)) && asksNoMore(earlier.when, rule.when);
  });
  if (shadow === -1) return [];
  return [
    {
      path: ['rules', index],
      message: `can never match, because rules[${shadow}] matches all of it before; remove it or move it up`,
    },
  ];
}

function asksNoMore(earlier: ConditionConfig, later: ConditionConfig): boolean {
  return Object.entries(earlier).every(([key, wide]) => {
    const narrow = later[key];
    return narrow !== undefined && (JSON.stringify(wide) === JSON.stringify(narrow) || covers(wide, narrow));
  });
}

function covers(wide: ConditionConfig[string], narrow: ConditionConfig[string]): boolean {
  const [wideTexts, narrowTexts] = [textsOf(wide), textsOf(narrow)];
  if (wideTexts === null || narrowTexts === null) return false;
  return narrowTexts.every((text) => wideTexts.some((pattern) => isCovered(text, pattern)));
}

function textsOf(claim: ConditionConfig[string]): readonly string[] | null {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim : null;
}

function isCovered(text: string, pattern: string): boolean {
  if (normalValue(text) === normalValue(pattern)) return true;
  const pieces = normalValue(pattern)
    .split('*')
    .map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return pieces.length > 1 && new RegExp(`^${pieces.join('.*')}$`, 's').test(normalValue(text));
}

function unknownTargetsOfPool({ shared, owners }: AllocationConfig, index: number): Mistake[] {
  const pool = shared[index];
  if (pool === undefined || owners === undefined) return [];
  const known = [...owners.map(normalValue), ...shared.map(({ name }) => name)];
  const fixed = typeof pool.split === 'object' && 'fixed' in pool.split ? Object.keys(pool.split.fixed) : [];
  const wrong = (target: string, path: Mistake['path']): Mistake[] =>
    known.includes(normalValue(target)) ? [] : [{ path, message: `"${target}" is neither an owner nor a pool` }];
  return [
    ...pool.among.flatMap((target, place) => wrong(target, ['shared', index, 'among', place])),
    ...fixed.flatMap((target) => wrong(target, ['shared', index, 'split', 'fixed', target])),
  ];
}

function repeated(names: readonly (string | undefined)[], list: string, key: string): Mistake[] {
  return names.flatMap((name, index) =>
    name === undefined || names.indexOf(name) === index
      ? []
      : [{ path: [list, index, key], message: `"${name}" is used twice; choose another name` }],
  );
}

/** Pools that pass cost on to one another in a circle would never end. */
function cycles({ shared }: AllocationConfig): Mistake[] {
  const next = new Map(shared.map((pool) => [pool.name, targetsOf(pool)]));
  const circle = shared.map(({ name }) => pathBack(name, name, next, [])).find((path) => path !== null);
  if (circle == null) return [];
  const index = shared.findIndex(({ name }) => name === circle[0]);
  return [
    {
      path: ['shared', index],
      message: `the pools ${circle.join(' → ')} pass cost on in a circle; take one of them out of "among" or "fixed"`,
    },
  ];
}

function targetsOf({ among, split }: AllocationConfig['shared'][number]): string[] {
  return [...among, ...(typeof split === 'object' && 'fixed' in split ? Object.keys(split.fixed) : [])];
}

function pathBack(
  from: string,
  to: string,
  next: ReadonlyMap<string, readonly string[]>,
  walked: readonly string[],
): readonly string[] | null {
  const here = [...walked, from];
  for (const target of next.get(from) ?? []) {
    if (target === to) return [...here, to];
    if (!next.has(target) || here.includes(target)) continue;
    const path = pathBack(target, to, next, here);
    if (path !== null) return path;
  }
  return null;
}

function listed(names: readonly string[], words: string): string {
  return names.length === 0 ? 'there is none yet' : `${words} ${names.join(', ')}`;
}
