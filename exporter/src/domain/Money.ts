/** Digits after the point that every cost column keeps, in the store and here. */
const MONEY_SCALE = 12;

const UNITS_PER_WHOLE = 10n ** BigInt(MONEY_SCALE);
const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,12}))?$/;

/**
 * An exact amount, counted in units of 10⁻¹² of the reporting currency.
 * One exporter has one reporting currency, so amounts need not carry it.
 */
export type Units = bigint;

/** Reads a plain decimal with at most 12 decimals, as DuckDB prints DECIMAL(38,12). */
export function parseUnits(text: string): Units {
  const match = DECIMAL.exec(text);
  if (match === null) {
    throw new RangeError(`"${text}" is not a plain decimal with at most ${MONEY_SCALE} decimals`);
  }
  const [, sign, whole = '0', fraction = ''] = match;
  const size = BigInt(whole) * UNITS_PER_WHOLE + BigInt(fraction.padEnd(MONEY_SCALE, '0'));
  return sign === '-' ? -size : size;
}

/** The shortest plain decimal that is exactly this amount: no exponent, no trailing zeros, no minus zero. */
export function formatUnits(units: Units): string {
  const size = units < 0n ? -units : units;
  const fraction = (size % UNITS_PER_WHOLE).toString().padStart(MONEY_SCALE, '0').replace(/0+$/, '');
  const whole = (size / UNITS_PER_WHOLE).toString();
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The shortest text of a decimal that DuckDB printed with all its zeros. */
export function trimDecimal(text: string): string {
  const trimmed = text.replace(/\.?0+$/, '');
  return !text.includes('.') ? text : trimmed === '-0' || trimmed === '' ? '0' : trimmed;
}
