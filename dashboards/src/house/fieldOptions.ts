import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type { Color, Step } from './palette.js';
import type { Unit } from './Panel.js';

/** Steps in the colours that they have where they are shown. */
export function stepsOf(
  steps: readonly Step[],
  colors: Readonly<Record<Color, string>>,
): { value: number | null; color: string }[] {
  return steps.map(({ from, color }) => ({ value: from, color: colors[color] }));
}

/** Words for values. */
export function mappings(words: Readonly<Record<number, string>>): dashboard.ValueMapping[] {
  const options = Object.fromEntries(Object.entries(words).map(([value, text], index) => [value, { text, index }]));
  return Object.keys(options).length === 0 ? [] : [{ type: dashboard.MappingType.ValueToText, options }];
}

/** Cents are noise where they are not asked for. */
export function decimalsOf(unit: Unit): number | undefined {
  return unit === 'money' ? 0 : undefined;
}
