import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove } from '../house/palette.js';
import type { Row, TablePanel } from '../house/Panel.js';
import { ofOthers } from '../house/promql.js';
import { runbookOf, runbooks } from '../shared/runbooks.js';

const { panels: ids } = DASHBOARDS.oncall;

export function alerts(): Row {
  return {
    title: 'What fires',
    panels: [firing(), runbooks(ids.runbooks, [8, 8])],
  };
}

/** Alerts have one label that says what they are about, but not the same one. */
function firing(): TablePanel {
  const alert = (series: string): string => ofOthers(series, { alertname: '=~"Finops.+"' });
  const about = (series: string): string =>
    `label_join(${series}, "about", "", "budget", "slo", "source", "scope", "job")`;
  const urgent = `3 * ${ofOthers('ALERTS', { alertname: '=~"Finops.+"', severity: '="page"', urgency: '="high"' })}`;
  const page = `2 * ${ofOthers('ALERTS', { alertname: '=~"Finops.+"', severity: '="page"' })}`;
  return {
    ...{ view: 'table', id: ids.firing, title: 'Alerts that fire or are about to', size: [16, 8], unit: 'text' },
    about:
      'Alerts by the rules of Outlay in this Prometheus, pages first. Open the runbook of the row; "pending" fires when it lasts a quarter of an hour. Alerts of rules in Grafana are in its own list.',
    empty: 'Nothing fires',
    queries: [
      {
        expr: `sort_desc(max by (alertname, about, owner, alertstate) (${about(`(${urgent} or ${page} or ${alert('ALERTS')})`)}))`,
        over: 'now',
      },
      { expr: `1000 * max by (alertname, about, owner) (${about(alert('ALERTS_FOR_STATE'))})`, over: 'now' },
    ],
    columns: [
      {
        ...{ field: 'Value #A', title: 'Severity', words: { 3: 'page, urgent', 2: 'page', 1: 'ticket' }, width: 110 },
        ...{ steps: worseAbove(2, 3), cell: 'text' },
      },
      { field: 'alertname', title: 'Alert', width: 200, links: [runbookOf('Alert')] },
      { field: 'about', title: 'About', wraps: true },
      { field: 'owner', title: 'Owner', width: 100 },
      { field: 'alertstate', title: 'State', width: 80 },
      { field: 'Value #B', title: 'Since', unit: 'time', width: 165 },
    ],
  };
}
