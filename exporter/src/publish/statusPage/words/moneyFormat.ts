export interface MoneyFormat {
  /** With the currency's own decimals: $1,234.50. */
  exact(amount: string): string;
  /** The same with a sign: +$1,234.50. */
  signed(amount: string): string;
  /** An estimate, a float: whole units from 100 on, the currency's own decimals below. */
  estimate(amount: number): string;
}

/** Formats amounts of one currency; no exact amount passes through a float. */
export function moneyFormat(currency: string): MoneyFormat {
  const style = { style: 'currency', currency } as const;
  const exact = new Intl.NumberFormat('en-US', style);
  const signed = new Intl.NumberFormat('en-US', { ...style, signDisplay: 'exceptZero' });
  const whole = new Intl.NumberFormat('en-US', { ...style, maximumFractionDigits: 0 });
  return {
    exact: (amount) => typographic(exact.format(numeric(amount))),
    signed: (amount) => typographic(signed.format(numeric(amount))),
    estimate: (amount) => typographic((Math.abs(amount) >= 100 ? whole : exact).format(amount)),
  };
}

/** Intl reads decimal text exactly; its types only accept text that looks like a literal. */
function numeric(amount: string): Intl.StringNumericLiteral {
  return amount as Intl.StringNumericLiteral;
}

function typographic(text: string): string {
  return text.replace('-', '−');
}
