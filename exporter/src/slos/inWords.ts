/** A share as a percentage of three digits, such as `4.25 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** An estimate of money in three digits, such as `0.0118 USD`. */
export function money(amount: number, currency: string): string {
  return `${amount.toLocaleString('en-US', { maximumSignificantDigits: 3 })} ${currency}`;
}
