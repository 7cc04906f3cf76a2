import type { PromQLNode } from './promQLNodes.js';
import type { Mistake } from './syntaxMistake.js';

/** Where a query that follows the grammar puts a range, a number or a text in the place of another, or null. */
export function typeMistake(nodes: readonly PromQLNode[]): Mistake | null {
  return missingRange(nodes) ?? strayRange(nodes) ?? misplacedModifier(nodes) ?? textAlone(nodes);
}

const OVER_A_RANGE =
  /^(Rate|Increase|Delta|Irate|Idelta|Deriv|Changes|Resets|PredictLinear|DoubleExponentialSmoothing|\w+OverTime)$/;

function missingRange(nodes: readonly PromQLNode[]): Mistake | null {
  for (const { name, text: written, from, parent } of nodes) {
    if (parent?.name !== 'FunctionIdentifier' || !OVER_A_RANGE.test(name)) continue;
    const hasRange = nodes.some((node) => isRange(node) && callAround(node) === parent.parent);
    if (!hasRange) return { from, message: `${written}() needs a range: write ${written}(…[1h])` };
  }
  return null;
}

/** A range of samples is no number: only functions over a range make one of it. */
function strayRange(nodes: readonly PromQLNode[]): Mistake | null {
  const taken = nodes.filter(({ name, parent }) => parent?.name === 'FunctionIdentifier' && OVER_A_RANGE.test(name));
  const calls = taken.map(({ parent }) => parent?.parent);
  const stray = nodes.find((node) => isRange(node) && !calls.includes(callAround(node)));
  if (stray === undefined) return null;
  return {
    from: stray.from,
    message: `is a range of samples; write what to make of it, such as increase(${stray.text})`,
  };
}

function isRange({ name }: PromQLNode): boolean {
  return name === 'MatrixSelector' || name === 'SubqueryExpr';
}

/** The function whose argument a range is, with or without brackets, `offset` and `@`. */
function callAround({ parent }: PromQLNode): PromQLNode | null | undefined {
  if (parent !== null && /^(ParenExpr|OffsetExpr|StepInvariantExpr|AnchoredExpr|SmoothedExpr)$/.test(parent.name)) {
    return callAround(parent);
  }
  return parent?.name === 'FunctionCallBody' ? parent.parent : null;
}

const MODIFIER = /^(OffsetExpr|StepInvariantExpr)$/;
const MODIFIED = /^(VectorSelector|MatrixSelector|SubqueryExpr|OffsetExpr|StepInvariantExpr)$/;

function misplacedModifier(nodes: readonly PromQLNode[]): Mistake | null {
  const found = nodes.find(
    ({ name, from, parent }) =>
      parent !== null && MODIFIER.test(parent.name) && from === parent.from && !MODIFIED.test(name),
  );
  if (found === undefined) return null;
  return { from: found.from, message: `offset and @ stand behind a selector only, not behind ${found.text}` };
}

function textAlone(nodes: readonly PromQLNode[]): Mistake | null {
  const isText = nodes.some(({ name, parent }) => name === 'StringLiteral' && parent?.name === 'PromQL');
  return isText ? { from: 0, message: 'is a text; write a query that gives numbers' } : null;
}
