import type { BillCharge } from './readCharges.js';
import type { Basis } from './sumBy.js';

/** Whose a charge is before pools are split. */
export type OwnerOf = (charge: BillCharge) => string;

/** The demo's own rules: its cluster's monitoring is the SREs'; else the tag team says who, or the tag owner. */
export function demoOwner(charge: BillCharge): string {
  return tagOf(charge, ['k8snamespace']) === 'monitoring' ? 'sre' : taggedOwner(charge);
}

/** The first of the tags team and owner that says anything. Names that mean something get an underscore. */
export function taggedOwner(charge: BillCharge): string {
  const team = tagOf(charge, ['team', 'owner']);
  if (team === '') return 'unallocated';
  return ['none', 'unallocated', 'other'].includes(team) ? `${team}_` : team;
}

/** Cost by owner after the pool `platform`, what team platform owns, is split day by day among all owners of that day. */
export function borneCosts(
  charges: readonly BillCharge[],
  basis: Basis,
  ownerOf: OwnerOf,
): ReadonlyMap<string, bigint> {
  const borne = new Map<string, bigint>();
  const add = (sums: Map<string, bigint>, owner: string, units: bigint): void =>
    void sums.set(owner, (sums.get(owner) ?? 0n) + units);
  for (const ofDay of byDay(charges).values()) {
    const direct = new Map<string, bigint>();
    for (const charge of ofDay) add(direct, ownerOf(charge), charge[basis] ?? 0n);
    const pool = direct.get('platform') ?? 0n;
    direct.delete('platform');
    for (const [owner, units] of direct) add(borne, owner, units);
    if (pool === 0n) continue;
    const weights = [...direct]
      .filter(([owner]) => owner !== 'unallocated')
      .map(([owner, units]): [string, bigint] => [owner, units > 0n ? units : 0n])
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [owner, units] of largestRemainder(pool, weights)) add(borne, owner, units);
  }
  return new Map([...borne].filter(([, units]) => units !== 0n));
}

/** Hamilton's method: everyone gets the whole units, and those that are left go to the largest fractions, first come first. */
function largestRemainder(whole: bigint, weights: readonly (readonly [string, bigint])[]): readonly [string, bigint][] {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0n);
  if (total <= 0n) throw new Error('a day of the demo has a pool and no owner to bear it');
  const size = whole < 0n ? -whole : whole;
  const parts = weights.map(([owner, weight]) => ({
    owner,
    units: (size * weight) / total,
    rest: (size * weight) % total,
  }));
  let left = size - parts.reduce((sum, { units }) => sum + units, 0n);
  for (const part of parts.toSorted((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : 0))) {
    if (left === 0n) break;
    part.units += 1n;
    left -= 1n;
  }
  return parts.map(({ owner, units }) => [owner, whole < 0n ? -units : units]);
}

function byDay(charges: readonly BillCharge[]): ReadonlyMap<number, readonly BillCharge[]> {
  const days = new Map<number, BillCharge[]>();
  for (const charge of charges) {
    const day = Math.floor(charge.start / 86_400_000);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [charge]);
    else ofDay.push(charge);
  }
  return days;
}

/** What the first of some keys says, in whatever spelling, in lower case; the very spelling goes first. */
function tagOf({ tags }: BillCharge, keys: readonly string[]): string {
  const texts = keys.flatMap((key) =>
    Object.entries(tags)
      .filter(([spelling]) => spelling.toLowerCase().replace(/[\s_-]/g, '') === key)
      .toSorted(([a], [b]) => Number(b === key) - Number(a === key) || (a < b ? -1 : 1))
      .map(([, value]) => (typeof value === 'string' ? value.trim().toLowerCase().replace(/\s+/g, ' ') : '')),
  );
  return texts.find((text) => text !== '') ?? '';
}
