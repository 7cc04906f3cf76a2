import type { BillCharge } from './readCharges.js';

export type Basis = 'effective' | 'billed' | 'list' | 'contracted';

/** The exact cost of each group of charges; a missing cost adds nothing. */
export function sumBy(
  charges: readonly BillCharge[],
  basis: Basis,
  groupOf: (charge: BillCharge) => string,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const charge of charges) {
    const group = groupOf(charge);
    sums.set(group, (sums.get(group) ?? 0n) + (charge[basis] ?? 0n));
  }
  return sums;
}

export function sumOf(charges: readonly BillCharge[], basis: Basis): bigint {
  return sumBy(charges, basis, () => '').get('') ?? 0n;
}

/** Whether a float is this exact amount but for rounding, where amounts of `size` were added up. */
export function isNearly(value: number, exact: bigint, size: bigint = exact): boolean {
  const tolerance = Number(size < 0n ? -size : size) * 1e-12;
  return Math.abs(value * 1e12 - Number(exact)) <= tolerance + 0.5;
}
