import { formatUnits, parseUnits } from '../../../domain/Money.js';

export interface Change {
  /** Exact decimal. */
  readonly difference: string;
  /** Such as "+8.4%"; null when there is nothing to compare with. */
  readonly percent: string | null;
}

const PERCENT = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const PARTS = 10_000n;

/** How an amount compares with an earlier one; both are exact decimals. */
export function changeOf(amount: string, before: string): Change {
  const from = parseUnits(before);
  const difference = parseUnits(amount) - from;
  const size = from < 0n ? -from : from;
  return {
    difference: formatUnits(difference),
    percent: size === 0n ? null : PERCENT.format(Number((difference * PARTS) / size) / Number(PARTS)).replace('-', '−'),
  };
}
