import type { BudgetDefinition } from '@outlay/contract/api';

/** In the order in which people write them. */
const KEYS = [
  'id',
  'owner',
  'scope',
  'amount',
  'period',
  'fiscal_start',
  'plan',
  'minimum_amount',
  'parent',
  'policy',
] as const;

/** One budget as the part of outlay.yaml that says it. */
export function budgetYaml(definition: BudgetDefinition): string {
  const [first = '', ...rest] = linesOf(definition);
  return ['budgets:', `  - ${first}`, ...rest.map((line) => `    ${line}`), ''].join('\n');
}

export interface ChangedLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** What is different between two definitions of a budget, line by line. */
export function changedLines(before: BudgetDefinition, after: BudgetDefinition): ChangedLine[] {
  const [old, proposed] = [linesOf(before), linesOf(after)];
  const common = (line: string, others: readonly string[]): boolean => others.includes(line);
  const removed = new Map(KEYS.map((key) => [key, linesOfKey(before, key).filter((line) => !common(line, proposed))]));
  return KEYS.flatMap((key) => [
    ...(removed.get(key) ?? []).map((text) => ({ sign: '-' as const, text })),
    ...linesOfKey(after, key).map((text) => ({ sign: common(text, old) ? (' ' as const) : ('+' as const), text })),
  ]);
}

function linesOf(definition: BudgetDefinition): string[] {
  return KEYS.flatMap((key) => linesOfKey(definition, key));
}

function linesOfKey(definition: BudgetDefinition, key: (typeof KEYS)[number]): string[] {
  const value = definition[key];
  if (value === undefined) return [];
  if (key !== 'policy') return [`${key}: ${flow(value)}`];
  return ['policy:', ...Object.entries(value).map(([name, settings]) => `  ${name}: ${flow(settings)}`)];
}

/** A value on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${scalar(name)}: ${flow(part)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value) : String(value);
}

const WORD = /^([a-z][\w-]*|\d+(ms|s|m|h|d))$/i;
/** Words that YAML, or an older one, reads as something else than text. */
const OTHER = /^(true|false|yes|no|on|off|y|n|null)$/i;

/** Text that is read as text: quoted unless it is a plain word or a length of time. JSON quotes as YAML does. */
function scalar(text: string): string {
  return WORD.test(text) && !OTHER.test(text) ? text : JSON.stringify(text);
}
