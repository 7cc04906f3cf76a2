export interface MoneyFormat {
  /** With the currency's own decimals: $1,234.50. */
  exact(amount: string): string;
  /** The same with a sign: +$1,234.50. */
  signed(amount: string): string;
}

/** Formats exact decimals as money of one currency; no amount passes through a float. */
export function moneyFormat(currency: string): MoneyFormat {
  const style = { style: 'currency', currency } as const;
  const exact = new Intl.NumberFormat('en-US', style);
  const signed = new Intl.NumberFormat('en-US', { ...style, signDisplay: 'exceptZero' });
  return {
    exact: (amount) => typographic(exact.format(numeric(amount))),
    signed: (amount) => typographic(signed.format(numeric(amount))),
  };
}

/** Intl reads decimal text exactly; its types only accept text that looks like a literal. */
function numeric(amount: string): Intl.StringNumericLiteral {
  return amount as Intl.StringNumericLiteral;
}

function typographic(text: string): string {
  return text.replace('-', '−');
}
