/** A row that another row names; missing means that the tables of the demo are wrong. */
export function inTables<T>(value: T | undefined, key: string): T {
  if (value === undefined) {
    throw new RangeError(`the tables of the demo have no "${key}"`);
  }
  return value;
}
