import { PLUGIN_ID } from '../routes';

/** A route of the exporter behind the proxy of the plugin; `change` needs the role Editor. */
export function proxyUrl(kind: 'read' | 'change', route: string): string {
  return `/api/plugin-proxy/${PLUGIN_ID}/${kind}${route.slice('/api/v1'.length)}`;
}
