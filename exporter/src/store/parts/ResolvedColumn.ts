import type { ColumnRule } from '../../normalize/Mapping.js';
import { identifier } from '../sql.js';

/** A FOCUS column on its way from the input to the part: SQL over the layer in which each is known. */
export interface ResolvedColumn {
  readonly rule: ColumnRule;
  /** The input as text, null when absent. */
  readonly text: string;
  /** What the first layer makes of the text: plain decimal text, or a time with its offset. */
  readonly read: string;
  /** The value that the part holds, made of `read` in the second layer. */
  readonly value: string;
}

/** The column of the first layer that holds what was read. */
export function readColumn(rule: ColumnRule): string {
  return identifier(`outlay read ${rule.column}`);
}

/** The column of the second layer that holds a value. */
export function valueColumn(rule: ColumnRule): string {
  return identifier(`outlay value ${rule.column}`);
}
