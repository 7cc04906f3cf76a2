import { FieldType, type DataFrame, type Field } from '@grafana/data';
import type { Source } from './AllocationNode';

/** One value and the labels that say what it is the cost of. */
export interface LabelledValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly source: Source;
}

/** Every value of some frames: the last of each time series, each row of a table. */
export function readSeries(frames: readonly DataFrame[]): LabelledValue[] {
  return frames.flatMap((frame) => (textFields(frame).length > 0 ? rowsOf(frame) : lastValues(frame)));
}

export function numberFields(frame: DataFrame): Field[] {
  return frame.fields.filter((field) => field.type === FieldType.number);
}

function textFields(frame: DataFrame): Field[] {
  return frame.fields.filter((field) => field.type === FieldType.string);
}

function lastValues(frame: DataFrame): LabelledValue[] {
  return numberFields(frame).flatMap((field) => {
    const row = lastRow(field);
    return row < 0
      ? []
      : [{ labels: field.labels ?? {}, value: Number(field.values[row]), source: { frame, field, row } }];
  });
}

function lastRow(field: Field): number {
  let row = field.values.length - 1;
  while (row >= 0 && !isNumber(field.values[row])) row -= 1;
  return row;
}

/**
 * Rows of a table, whose cost is its first number column. Where it also has a time, rows with the same texts are one
 * series, and those of its latest time count.
 */
function rowsOf(frame: DataFrame): LabelledValue[] {
  const field = numberFields(frame)[0];
  if (field === undefined) return [];
  const times = frame.fields.find((candidate) => candidate.type === FieldType.time);
  const texts = textFields(frame);
  const latest = new Map<string, { time: number; rows: LabelledValue[] }>();
  for (let row = 0; row < frame.length; row += 1) {
    if (!isNumber(field.values[row])) continue;
    const labels = { ...field.labels, ...labelsOf(texts, row) };
    const time = times === undefined ? 0 : Number(times.values[row]);
    const read = { labels, value: Number(field.values[row]), source: { frame, field, row } };
    const key = JSON.stringify(texts.map((text) => labels[text.name]));
    const known = latest.get(key);
    if (known === undefined || time > known.time) latest.set(key, { time, rows: [read] });
    else if (time === known.time) known.rows.push(read);
  }
  return [...latest.values()].flatMap((series) => series.rows);
}

function labelsOf(texts: readonly Field[], row: number): Record<string, string> {
  return Object.fromEntries(texts.map((text) => [text.name, String(text.values[row] ?? '')]));
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
