import { promQLNodes } from './promQLNodes.js';
import { syntaxMistake } from './syntaxMistake.js';
import { typeMistake } from './typeMistake.js';

export type ParsedPromQL =
  | {
      readonly ok: true;
      /** The ranges of its range selectors, such as `1h` of `increase(orders_total[1h])`; not those of subqueries. */
      readonly ranges: readonly Place[];
    }
  | { readonly ok: false; readonly position: number; readonly message: string };

/** A part of a query; positions count characters from 1. */
export interface Place {
  readonly text: string;
  readonly position: number;
}

/** Checks that a query is PromQL whose value is a number per series, and says where it is not, and why. */
export function parsePromQL(query: string): ParsedPromQL {
  const nodes = promQLNodes(query);
  const mistake = syntaxMistake(nodes, query) ?? typeMistake(nodes);
  if (mistake !== null) return { ok: false, position: mistake.from + 1, message: mistake.message };
  const ranges = nodes.filter(({ name, parent }) => name === 'DurationExpr' && parent?.name === 'MatrixSelector');
  return { ok: true, ranges: ranges.map(({ text, from }) => ({ text, position: from + 1 })) };
}
