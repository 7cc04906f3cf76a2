import type { Link } from '../house/Panel.js';

const NAMESPACE = '${__field.labels.namespace}';
const SOURCE = '${tracing}';

/** Opens Explore at the traces of the namespace that was clicked, in the data source of the variable `tracing`. */
export function tracesOfNamespace(title: string): Link {
  return { title, url: exploreTraces(`{resource.k8s.namespace.name="${NAMESPACE}"}`) };
}

/** The address of a TraceQL search in Explore, over the time range of the dashboard. */
export function exploreTraces(query: string): string {
  const pane = {
    datasource: SOURCE,
    queries: [{ refId: 'A', datasource: { type: 'tempo', uid: SOURCE }, queryType: 'traceql', query }],
    range: { from: '${__from}', to: '${__to}' },
  };
  const panes = encodeURIComponent(JSON.stringify({ traces: pane }));
  return `/explore?schemaVersion=1&panes=${panes.replaceAll(/%24%7B([\w.]+)%7D/g, '${$1}')}`;
}
