import type { IncidentView } from '@outlay/contract/api';

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
