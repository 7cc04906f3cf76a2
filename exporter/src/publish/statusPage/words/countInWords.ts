const COUNT = new Intl.NumberFormat('en-US');

/** A number of things: "1 record", "1,200 records". */
export function countInWords(count: number, thing: string): string {
  return `${COUNT.format(count)} ${thing}${count === 1 ? '' : 's'}`;
}
