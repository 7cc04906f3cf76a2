import { identifier, literal } from '../sql.js';

/** A PromQL matcher on a dimension; regular expressions match the whole value, and RE2 runs them in linear time. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The SQL condition of a matcher over a column named `l_<label>`. */
export function matcherCondition({ label, operator, value }: Matcher): string {
  const column = identifier(`l_${label}`);
  switch (operator) {
    case '=':
      return `${column} = ${literal(value)}`;
    case '!=':
      return `${column} <> ${literal(value)}`;
    case '=~':
      return `regexp_full_match(${column}, ${literal(value)}, 's')`;
    case '!~':
      return `not regexp_full_match(${column}, ${literal(value)}, 's')`;
  }
}
