import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { decimalsOf, mappings, stepsOf } from './fieldOptions.js';
import { COLORS, GROUNDS, OF_THEME } from './palette.js';
import type { Color } from './palette.js';
import { UNITS } from './Panel.js';
import type { Column, Unit } from './Panel.js';

type Properties = dashboard.DynamicConfigValue[];

/** Else an empty cell would say what an empty panel says, in the colour of the smallest value. */
const EMPTY_CELL = {
  type: dashboard.MappingType.SpecialValue,
  options: { match: dashboard.SpecialValueMatch.Null, result: { text: '–', color: OF_THEME.ground } },
};

const CELLS = {
  text: { type: 'color-background', mode: 'basic' },
  background: { type: 'color-background', mode: 'basic' },
  gauge: { type: 'gauge', mode: 'basic' },
} as const;

/** What a table says of a column of its own. */
export function columnProperties(column: Column): Properties {
  const { width, wraps = false, links } = column;
  return [
    ...valueProperties(column),
    ...colorProperties(column),
    ...(wraps ? [{ id: 'custom.wrapText', value: true }] : []),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
    ...(links === undefined ? [] : [{ id: 'links', value: links.map(({ title, url }) => ({ title, url })) }]),
  ];
}

/** Labels are texts; those that look like numbers, such as account ids, would become amounts. */
function valueProperties({ field, unit = unitOf(field), decimals = decimalsOf(unit), words }: Column): Properties {
  return [
    { id: 'unit', value: UNITS[unit] },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    { id: 'mappings', value: [...mappings(words ?? {}), EMPTY_CELL] },
  ];
}

function unitOf(field: string): Unit {
  return field.startsWith('Value') ? 'count' : 'text';
}

function colorProperties({ steps, cell }: Column): Properties {
  const colored = steps === undefined ? [] : stepsOf(steps, colorsOf(cell));
  return [
    ...(colored.length === 0
      ? []
      : [
          { id: 'thresholds', value: { mode: 'absolute', steps: colored } },
          { id: 'color', value: { mode: 'thresholds' } },
        ]),
    ...(cell === undefined ? [] : [{ id: 'custom.cellOptions', value: CELLS[cell] }]),
    ...(cell === 'gauge'
      ? [
          { id: 'min', value: 0 },
          { id: 'max', value: 1 },
        ]
      : []),
  ];
}

function colorsOf(cell: Column['cell']): Readonly<Record<Color, string>> {
  if (cell === 'gauge') return COLORS;
  return cell === 'text' ? { ...GROUNDS, blue: OF_THEME.ground } : GROUNDS;
}
