import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseBelow } from '../house/palette.js';
import type { Row } from '../house/Panel.js';
import { history, now, topAndOther } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.debug;

export function tags(): Row {
  // The server has summed by the label of the variable, so nothing is left to sum.
  const perDay = `last_over_time(${history('finops_cost_daily', ['$tag'])}[1d] offset -1d)`;
  return {
    title: 'By tag',
    panels: [
      {
        ...{ view: 'bars', id: ids.tagTimeline, title: 'Cost by day and $tag ($currency)', size: [14, 9] },
        unit: 'money',
        about:
          'Every UTC day by the label that the variable "Timeline by" names: the eight largest values and the rest. A value that appears or goes from one day to the next is often a tag that changed, not a cost.',
        empty: 'History is not connected: see the note on history',
        queries: [{ expr: topAndOther(perDay, '$tag', 8), legend: '{{$tag}}', over: 'range', step: '1d' }],
      },
      {
        ...{ view: 'ranking', id: ids.tagCoverage, title: 'Usage that carries the tag', size: [10, 9] },
        ...{ unit: 'ratio', decimals: 0 },
        about:
          'Share of the cost of usage in the last 35 days whose charges carry each tag key, the least first. Under 90 % ask the teams for it; under 70 % shares by this tag mislead. Keys that stand for one another, such as team and owner, add up.',
        empty: 'No tag is named in the configuration',
        queries: [{ expr: `sort(${now('finops_tag_coverage_ratio')})`, legend: '{{key}}', over: 'now' }],
        steps: worseBelow(0.9, 0.7),
      },
    ],
  };
}
