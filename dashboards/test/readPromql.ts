import { parser } from '@prometheus-io/lezer-promql';

/** A series that a query selects. */
export interface Selected {
  /** Empty where a matcher on `__name__` names it. */
  readonly metric: string;
  readonly matchers: Readonly<Record<string, string>>;
}

export interface PromqlFacts {
  readonly selected: readonly Selected[];
  /** Labels that it groups, joins or ranks by. */
  readonly grouping: readonly string[];
  /** What could not be parsed; empty for a query that Prometheus takes. */
  readonly errors: readonly string[];
}

/** What a query asks for, by the grammar of Prometheus. */
export function readPromql(query: string): PromqlFacts {
  const selected: Selected[] = [];
  const grouping: string[] = [];
  const errors: string[] = [];
  const textOf = ({ from, to }: { from: number; to: number }): string => query.slice(from, to);
  parser.parse(query).iterate({
    enter: (found) => {
      const { node } = found;
      if (node.type.isError) errors.push(query.slice(Math.max(0, node.from - 20), node.to + 20));
      if (node.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
        const named = matchers.flatMap((matcher) => {
          const label = matcher.getChild('LabelName');
          return label === null ? [] : [[textOf(label), query.slice(label.to, matcher.to).trim()] as const];
        });
        selected.push({ metric: name === null ? '' : textOf(name), matchers: Object.fromEntries(named) });
      }
      if (node.name === 'GroupingLabels') {
        grouping.push(...node.getChildren('LabelName').map(textOf));
      }
    },
  });
  return { selected, grouping, errors };
}
