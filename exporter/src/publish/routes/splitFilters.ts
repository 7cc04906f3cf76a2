import type { LabelMatcher } from '../CostQuestions.js';
import { Problem } from '../problems/Problem.js';
import type { Parameters } from './parseQuery.js';

/** Tells filters, which are named like dimensions, from the parameters of a route. Throws a 400 for an empty one. */
export function splitFilters(
  query: URLSearchParams,
  filterable: readonly string[],
  own: Parameters,
): { readonly matchers: readonly LabelMatcher[]; readonly rest: URLSearchParams; readonly parameters: Parameters } {
  const filters = filterable.filter((name) => query.has(name) && !Object.hasOwn(own, name));
  return {
    matchers: filters.map((name) => matcher(name, query.getAll(name))),
    rest: new URLSearchParams([...query].filter(([name]) => !filters.includes(name))),
    parameters: { ...Object.fromEntries(filterable.map((name) => [name, 'a value of the dimension'])), ...own },
  };
}

/** One value must be equal; of several, any. */
function matcher(label: string, values: readonly string[]): LabelMatcher {
  const [only = ''] = values;
  if (values.includes('')) {
    throw new Problem(400, `${label} is "": write a value; charges without one have the value "none"`);
  }
  return values.length === 1
    ? { label, operator: '=', value: only }
    : { label, operator: '=~', value: values.map(quoteRe2).join('|') };
}

/** Text as an RE2 expression that matches only itself. */
function quoteRe2(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
}
