import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Link } from './Panel.js';
import type { Filter } from './promql.js';

type Name = keyof typeof DASHBOARDS;

/**
 * A link to another dashboard of ours that keeps time range and variables, and narrows one of them to what was clicked.
 * `filters` are those of the dashboard that it is on.
 */
export function drillInto(
  name: Name,
  title: string,
  narrowed: Partial<Readonly<Record<Filter, string>>> = {},
  filters: readonly Filter[] = ['provider', 'account', 'team', 'environment'],
): Link {
  return linkTo(name, title, narrowed, filters);
}

/** The same from a dashboard that has no variables besides data source, exporter and currency. */
export function openFromUnfiltered(name: Name, title: string): Link {
  return linkTo(name, title, {}, []);
}

function linkTo(
  name: Name,
  title: string,
  narrowed: Partial<Readonly<Record<Filter, string>>>,
  filters: readonly Filter[],
): Link {
  const kept = ['datasource', 'job', ...filters]
    .filter((variable) => !(variable in narrowed))
    .map((variable) => `\${${variable}:queryparam}`);
  const set = Object.entries(narrowed).map(([variable, value]) => `var-${variable}=${value}`);
  return { title, url: `/d/${DASHBOARDS[name].uid}?${['${__url_time_range}', ...kept, ...set].join('&')}` };
}
