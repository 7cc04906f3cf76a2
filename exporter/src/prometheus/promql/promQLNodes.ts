import { parser } from '@prometheus-io/lezer-promql';

/** A part of a query as the grammar sees it. */
export interface PromQLNode {
  readonly name: string;
  readonly isError: boolean;
  readonly from: number;
  readonly text: string;
  readonly parent: PromQLNode | null;
}

/** The syntax tree of a query in the order of the text, parents before children. */
export function promQLNodes(query: string): readonly PromQLNode[] {
  const nodes: PromQLNode[] = [];
  const above: PromQLNode[] = [];
  parser.parse(query).iterate({
    enter: ({ name, type: { isError }, from, to }) => {
      const node = { name, isError, from, text: query.slice(from, to), parent: above.at(-1) ?? null };
      nodes.push(node);
      above.push(node);
    },
    leave: () => {
      above.pop();
    },
  });
  return nodes;
}
