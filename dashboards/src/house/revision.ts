import { readFileSync } from 'node:fs';

/**
 * The revision of every dashboard: 1.2.3 is 1002003. Grafana renews what an app brought only where both the version of
 * the app and the revision of the dashboard have changed, so the one is made of the other.
 */
export function revisionOf(version: string): number {
  const parts = /^(\d+)\.(\d{1,3})\.(\d{1,3})$/.exec(version)?.slice(1).map(Number);
  if (parts === undefined) throw new Error(`${version} is no version such as 1.2.3`);
  return parts.reduce((sum, part) => 1000 * sum + part, 0);
}

/** Of this version, which is also that of the app. */
export function revision(): number {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return revisionOf((JSON.parse(manifest) as { readonly version: string }).version);
}
