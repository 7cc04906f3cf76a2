/** Prints a figure that a suite found; it is no assertion, so a reader must see it. */
export function tell(figure: string): void {
  // eslint-disable-next-line no-console -- figures are for the reader of the run
  console.log(figure);
}
