/** Decimals of a quantity (milli), of a unit price (micro) and of a cost (nano): quantity × price is a cost, exactly. */
export type Scale = 3 | 6 | 9;

const WHOLE = { 3: 1e3, 6: 1e6, 9: 1e9 } as const;

/** The shortest plain decimal that is exactly `units` × 10^-scale. */
export function decimal(units: number, scale: Scale): string {
  const size = Math.abs(units);
  const whole = Math.floor(size / WHOLE[scale]);
  const fraction = size - whole * WHOLE[scale];
  const sign = units < 0 ? '-' : '';
  if (fraction === 0) {
    return `${sign}${whole}`;
  }
  return `${sign}${whole}.${withoutTrailingZeros(String(WHOLE[scale] + fraction).slice(1))}`;
}

/** Like {@link decimal}, but amounts below a thousandth are written as some vendors write them: 4.92E-7. */
export function scientific(units: number, scale: Scale): string {
  const size = Math.abs(units);
  if (size === 0 || size * 1000 >= WHOLE[scale]) {
    return decimal(units, scale);
  }
  const digits = String(size);
  const fraction = withoutTrailingZeros(digits.slice(1));
  const mantissa = fraction === '' ? digits.slice(0, 1) : `${digits.slice(0, 1)}.${fraction}`;
  return `${units < 0 ? '-' : ''}${mantissa}E${digits.length - 1 - scale}`;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) {
    end -= 1;
  }
  return digits.slice(0, end);
}
