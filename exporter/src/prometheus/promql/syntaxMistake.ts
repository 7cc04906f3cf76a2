import { parser } from '@prometheus-io/lezer-promql';
import { closest } from 'fastest-levenshtein';
import { promQLNodes } from './promQLNodes.js';
import type { PromQLNode } from './promQLNodes.js';

/** What is wrong in a query; `from` counts characters from 0. */
export interface Mistake {
  readonly from: number;
  readonly message: string;
}

/** The first place where a query does not follow the grammar, or null. */
export function syntaxMistake(nodes: readonly PromQLNode[], query: string): Mistake | null {
  return unclosedText(nodes) ?? brokenSyntax(nodes, query);
}

const CLOSED = /^(?:(["'])(?:[^\\]|\\.)*\1|`[^`]*`)$/s;

/** The grammar takes a text that never ends; Prometheus does not. */
function unclosedText(nodes: readonly PromQLNode[]): Mistake | null {
  const open = nodes.find(({ name, text }) => name === 'StringLiteral' && !CLOSED.test(text));
  return open === undefined
    ? null
    : { from: open.from, message: `${open.text} is not closed; end it with ${open.text.charAt(0)}` };
}

function brokenSyntax(nodes: readonly PromQLNode[], query: string): Mistake | null {
  const index = nodes.findIndex(({ isError }) => isError);
  const error = nodes[index];
  if (error === undefined) return null;
  if (query.trim() === '') return { from: 0, message: 'is empty' };
  const before = nodes[index - 1];
  if (error.text.startsWith('(') && before?.name === 'Identifier') {
    return {
      from: before.from,
      message: `there is no function "${before.text}"; did you mean "${nearest(before.text)}"?`,
    };
  }
  const next = /\S+/.exec(query.slice(error.from))?.[0];
  if (next === undefined) {
    return { from: query.trimEnd().length, message: `the query ends too early: ${missingAfter(error)}` };
  }
  return {
    from: error.from,
    message: error.text === '' ? `something is missing before "${next}"` : `"${next}" does not belong here`,
  };
}

function missingAfter({ parent }: PromQLNode): string {
  if (parent?.name === 'LabelMatchers') return 'a "}" is missing';
  const isBracketed = /^(FunctionCallBody|ParenExpr|GroupingLabels)$/.test(parent?.name ?? '');
  return isBracketed ? 'a ")" is missing' : 'something must follow';
}

/** The grammar's terms are the functions in camel case, besides terms that no call can begin with. */
function nearest(name: string): string {
  const names = parser.nodeSet.types.map((type) => type.name.replace(/\B[A-Z]/g, '_$&').toLowerCase());
  return closest(
    name,
    names.filter(
      (candidate) => /^\w+$/.test(candidate) && !promQLNodes(`${candidate}()`).some(({ isError }) => isError),
    ),
  );
}
