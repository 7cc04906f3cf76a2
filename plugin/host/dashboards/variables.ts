import type { VariableJson } from './DashboardJson';
import { askPrometheus } from './prometheus';

/** What a variable is set to: what people read, and what queries get. */
export interface Chosen {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly value: string;
}

const LABEL_VALUES = /^label_values\((.+), *(\w+)\)$/;
const LABEL_NAMES = /^label_names\((.+)\)$/;
const DATA_SOURCES: Readonly<Record<string, string>> = { prometheus: 'prom-main' };

/** Every variable as a dashboard opens with it, in their order: a question may name those before it. */
export async function openingValues(variables: readonly VariableJson[], seconds: number): Promise<readonly Chosen[]> {
  let chosen: readonly Chosen[] = [];
  for (const variable of variables) chosen = [...chosen, await openingValue(variable, chosen, seconds)];
  return chosen;
}

/** Texts of a dashboard with its variables in place; whatever else begins with a dollar stays. */
export function withVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)(?::(\w+))?\}|(\w+))/g,
    (whole, braced?: string, format?: string, bare?: string) => {
      const name = braced ?? bare ?? '';
      const value = values[name];
      if (value === undefined) return whole;
      return format === 'queryparam' ? `var-${name}=${encodeURIComponent(value)}` : value;
    },
  );
}

export function valuesByName(chosen: readonly Chosen[]): Readonly<Record<string, string>> {
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
}

async function openingValue(variable: VariableJson, before: readonly Chosen[], seconds: number): Promise<Chosen> {
  const { name, label = name, includeAll = false, allValue = '.*' } = variable;
  if (includeAll) return { name, label, text: 'All', value: allValue };
  const text = await openingText(variable, before, seconds);
  return { name, label, text, value: text };
}

async function openingText(
  { type, query = '', current }: VariableJson,
  before: readonly Chosen[],
  seconds: number,
): Promise<string> {
  const question = typeof query === 'object' ? query.query : query;
  if (type === 'textbox') return question;
  if (type === 'datasource') return DATA_SOURCES[question] ?? 'none';
  const options = await optionsOf(withVariables(question, valuesByName(before)), seconds);
  return options.find((option) => option === current?.value) ?? options[0] ?? '';
}

async function optionsOf(question: string, seconds: number): Promise<readonly string[]> {
  const [, series = '', label = ''] = LABEL_VALUES.exec(question) ?? [];
  const [, named = ''] = LABEL_NAMES.exec(question) ?? [];
  const query = label === '' ? named : `group by (${label}) (${series})`;
  const { result } = await askPrometheus('query', { query, time: String(seconds) });
  const found = result.flatMap(({ metric }) => (label === '' ? Object.keys(metric) : [metric[label] ?? '']));
  return [...new Set(found)].filter((option) => option !== '').sort();
}
