import type { IncidentView } from '@outlay/contract/api';
import { percent } from '../../format/money';

/** The path to a cause, from the top down, with how much each step explains: `provider aws (98 %) › team ml (97 %)`. */
export function pathText(path: IncidentView['path']): string {
  return path.map(({ dimension, value, share }) => `${dimension} ${value} (${percent(share)})`).join(' › ');
}

/** What an incident is about: its scope, or everything. */
export function scopeText(scope: IncidentView['scope'], everything: string): string {
  const values = Object.values(scope);
  return values.length === 0 ? everything : values.join(' › ');
}

/** A planned window for the configuration, that would explain an incident: YAML under `anomalies.windows`. */
export function windowYaml({ scope, firstDay, lastDay }: IncidentView, note: string): string {
  const scopes = Object.entries(scope).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [
    'anomalies:',
    '  windows:',
    `    - scope: { ${scopes.join(', ')} }`,
    `      from: ${firstDay}`,
    `      to: ${lastDay}`,
    `      note: ${JSON.stringify(note)}`,
    '',
  ].join('\n');
}
