/** Values for a translated text, as they are: React escapes what it shows, and names hold slashes and ampersands. */
export function plain<Values extends object>(values: Values): Values & { interpolation: { escapeValue: false } } {
  return { ...values, interpolation: { escapeValue: false } };
}
