/** Values of labels: one, or alternatives of a regular expression; `raw` is written as it is after the label's name. */
export type Matchers = Readonly<Record<string, string | readonly string[] | { readonly raw: string }>>;

/** The label matchers of PromQL, with their braces; empty without any. */
export function selectorOf(matchers: Matchers): string {
  const parts = Object.entries(matchers).map(([label, wanted]) => `${label}${matcher(wanted)}`);
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`;
}

function matcher(wanted: Matchers[string]): string {
  if (typeof wanted === 'string') return `="${wanted}"`;
  return 'raw' in wanted ? wanted.raw : `=~"${wanted.join('|')}"`;
}
