import type { Fields } from './servedRules';
import { isFields } from './servedRules';

/** Fields that Grafana owns, or that the person decides about. */
const NOT_COMPARED = new Set([
  ...['id', 'uid', 'orgID', 'updated', 'provenance', 'isPaused'],
  // Bookkeeping of newer versions of Grafana; no rule of ours has it.
  ...['guid', 'metadata', 'version'],
]);

const DURATIONS = new Set(['for', 'keep_firing_for']);

/** What Grafana writes into each query that says nothing of it. */
const FILLED_IN: Fields = { intervalMs: 1000, maxDataPoints: 43200, queryType: '' };

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
  ...{ d: 86_400_000, w: 604_800_000, y: 31_536_000_000 },
};

/**
 * The fields in which two rules differ, such as `for` or `data.A.model.expr`. Grafana returns a rule in other words
 * than it was given (24h as 1d, null for what is absent), so both are brought to the same words before.
 */
export function differences(before: Fields, after: Fields): readonly string[] {
  return between(ruleWords(before), ruleWords(after), '');
}

function between(before: unknown, after: unknown, path: string): string[] {
  if (!isFields(before) || !isFields(after)) return isSame(before, after) ? [] : [path];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .sort()
    .flatMap((name) => between(before[name], after[name], path === '' ? name : `${path}.${name}`));
}

function isSame(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after;
  if (before.length !== after.length) return false;
  return before.every((value: unknown, index) => between(value, after[index], '#').length === 0);
}

function ruleWords(rule: Fields): Fields {
  const entries = Object.entries(rule)
    .filter(([name]) => !NOT_COMPARED.has(name))
    .map(([name, value]) => [name, fieldWords(name, value)] as const);
  return withoutEmpty(Object.fromEntries(entries));
}

function fieldWords(name: string, value: unknown): unknown {
  if (DURATIONS.has(name) && typeof value === 'string') return milliseconds(value) || null;
  if (name !== 'data' || !Array.isArray(value)) return value;
  const queries = value.filter(isFields).map((query) => [String(query['refId']), queryWords(query)] as const);
  return Object.fromEntries(queries);
}

function queryWords(query: Fields): Fields {
  const model = isFields(query['model']) ? withoutFilledIn(query['model']) : query['model'];
  return withoutEmpty(withoutFilledIn({ ...query, model }));
}

function withoutFilledIn(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => FILLED_IN[name] !== value));
}

/** Without what is null, and without empty labels and annotations: to Grafana they are absent. */
function withoutEmpty(fields: Fields): Fields {
  const isThere = (value: unknown) =>
    value !== null && value !== undefined && !(isFields(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isThere(value)));
}

/** A duration of Prometheus, such as 1h30m. Text that is none stays as it is. */
function milliseconds(text: string): number | string {
  if (text === '0') return 0;
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return text;
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MILLISECONDS[unit ?? ''] ?? 0), 0);
}
