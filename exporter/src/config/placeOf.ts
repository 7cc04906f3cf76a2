/** A place in a configuration as one would write it in code: `sources[0].id`. */
export function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '(top level)' : text.replace(/^\./, '');
}
