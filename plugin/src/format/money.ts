/** Digits that a formatter shows: whole amounts unless a price is small. */
const DIGITS = { whole: 0, price: 4 } as const;

/**
 * An amount in the locale of the reader, such as `$1,234`. `amount` is a decimal string of the exporter or a float; what
 * is shown is rounded, what is summed never comes from here. A currency that Intl does not know stands behind the number.
 */
export function money(amount: string | number, currency: string, digits: keyof typeof DIGITS = 'whole'): string {
  const value = Number(amount);
  const most = Math.abs(value) > 0 && Math.abs(value) < 10 ? Math.max(2, DIGITS[digits]) : DIGITS[digits];
  const options = { maximumFractionDigits: most, minimumFractionDigits: Math.min(2, most) };
  try {
    return new Intl.NumberFormat(locale(), { ...options, style: 'currency', currency }).format(value);
  } catch {
    return `${new Intl.NumberFormat(locale(), options).format(value)} ${currency}`;
  }
}

/** A share, such as 12.5 %, from 0.125. */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** The language of the page: Grafana sets it from the preferences of the user. */
export function locale(): string {
  return document.documentElement.lang || navigator.language;
}

/** A count of things. */
export function count(things: number): string {
  return new Intl.NumberFormat(locale()).format(things);
}
