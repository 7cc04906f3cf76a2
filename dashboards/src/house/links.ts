import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Link } from './Panel.js';
import type { Filter } from './promql.js';

type Name = keyof typeof DASHBOARDS;

/** A link to another dashboard of ours that keeps time range and variables, and narrows one of them to what was clicked. */
export function drillInto(name: Name, title: string, narrowed: Partial<Readonly<Record<Filter, string>>> = {}): Link {
  const kept = ['datasource', 'job', ...(['provider', 'account', 'team', 'environment'] as const)]
    .filter((variable) => !(variable in narrowed))
    .map((variable) => `\${${variable}:queryparam}`);
  const set = Object.entries(narrowed).map(([variable, value]) => `var-${variable}=${value}`);
  return { title, url: `/d/${DASHBOARDS[name].uid}?${['${__url_time_range}', ...kept, ...set].join('&')}` };
}
