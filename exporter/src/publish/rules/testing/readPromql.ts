import { parser } from '@prometheus-io/lezer-promql';

/** A series that an expression selects, and the names of labels that it is matched by. */
export interface Selected {
  readonly series: string;
  readonly labels: readonly string[];
}

export interface Promql {
  readonly selected: readonly Selected[];
  /** Each aggregation: the labels that it keeps, and what it aggregates. */
  readonly aggregations: readonly { readonly by: readonly string[]; readonly over: readonly Selected[] }[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** What an expression reads. Throws where it is no PromQL. */
export function readPromql(expr: string): Promql {
  const tree = parser.parse(expr);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) throw new Error(`no PromQL at "${expr.slice(from, from + 40)}"`);
    },
  });
  const aggregations = nodesOf(tree.topNode, 'AggregateExpr').map((node) => ({
    by: nodesOf(node.getChild('AggregateModifier'), 'LabelName').map(textIn(expr)),
    over: selectedIn(node, expr),
  }));
  return { selected: selectedIn(tree.topNode, expr), aggregations };
}

function selectedIn(node: Node, expr: string): Selected[] {
  return nodesOf(node, 'VectorSelector').map((selector) => ({
    series: nodesOf(selector, 'Identifier').map(textIn(expr))[0] ?? '',
    labels: nodesOf(selector, 'LabelName').map(textIn(expr)),
  }));
}

function nodesOf(node: Node | null, name: string): Node[] {
  const found: Node[] = [];
  node?.cursor().iterate((inner) => {
    if (inner.name === name) found.push(inner.node);
  });
  return found;
}

function textIn(expr: string): (node: Node) => string {
  return ({ from, to }) => expr.slice(from, to);
}
