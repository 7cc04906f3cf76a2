/**
 * One line of the result. `of` and `baseline` are what `measure` gave.
 * @typedef {{ figure: string, value: number, of: object, baseline?: object, unit?: string }} Found
 */

/** @param {number} most @param {Found} found */
export function atMost(most, found) {
  return line(found, `≤ ${most}`, found.value <= most);
}

/** @param {number} least @param {Found} found */
export function atLeast(least, found) {
  return line(found, `≥ ${least}`, found.value >= least);
}

/** For comparison only. @param {Found} found */
export function unlimited(found) {
  return line(found, '', true);
}

function line({ figure, value, of, baseline, unit = '×' }, limit, holds) {
  return { figure, value: Number(value.toPrecision(3)), unit, limit, holds, of, baseline };
}
