import type { GrafanaApi } from '../grafana/GrafanaApi';

/** A condition on a label of an alert; regular expressions match the whole value. */
export interface SilenceMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  /** Absent means that it must match. */
  readonly isEqual?: boolean;
}

/** What is told to Grafana's Alertmanager so that it notifies nobody for a while. */
export interface PostableSilence {
  readonly matchers: readonly SilenceMatcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export interface Silence extends PostableSilence {
  readonly id: string;
  readonly status: { readonly state: 'active' | 'pending' | 'expired' };
}

interface Wanted {
  /** Id of the incident. */
  readonly incident: string;
  readonly from: Date;
  readonly until: Date;
  readonly login: string;
  readonly comment: string;
}

const ALL = '/api/alertmanager/grafana/api/v2/silences';
const ONE = '/api/alertmanager/grafana/api/v2/silence';

/** Titles of the rules on anomalies, which Grafana gives to their alerts as `alertname`. */
const ALERT_NAMES = ['FinopsAnomaly', 'FinopsAnomaly (page)'];

/** A silence for the alerts of one incident, page and ticket, and for no other alert. */
export function silenceOf({ incident, from, until, login, comment }: Wanted): PostableSilence {
  return {
    matchers: [
      { name: 'alertname', value: 'FinopsAnomaly( \\(page\\))?', isRegex: true, isEqual: true },
      { name: 'incident', value: incident, isRegex: false, isEqual: true },
    ],
    startsAt: from.toISOString(),
    endsAt: until.toISOString(),
    createdBy: login,
    comment,
  };
}

/** All that Grafana keeps, those that are over among them. */
export async function readSilences(grafana: Pick<GrafanaApi, 'get'>): Promise<readonly Silence[]> {
  const answer = await grafana.get(ALL);
  return Array.isArray(answer) ? answer.filter(isSilence) : [];
}

export async function createSilence(grafana: Pick<GrafanaApi, 'post'>, silence: PostableSilence): Promise<void> {
  await grafana.post(ALL, silence);
}

export async function endSilence(grafana: Pick<GrafanaApi, 'delete'>, id: string): Promise<void> {
  await grafana.delete(`${ONE}/${encodeURIComponent(id)}`);
}

/** The active silence that keeps alerts of an incident quiet the longest, whoever made it; null without one. */
export function silenceOver(silences: readonly Silence[], incident: string): Silence | null {
  const covering = silences.filter(({ status, matchers }) => status.state === 'active' && covers(matchers, incident));
  return covering.toSorted((a, b) => Date.parse(b.endsAt) - Date.parse(a.endsAt))[0] ?? null;
}

/**
 * Whether matchers are met by an alert of an incident. What is not known of it, such as its owner or severity, is taken
 * for met where the incident is named, as when Grafana makes a silence from an alert; else it would cover too much.
 */
function covers(matchers: readonly SilenceMatcher[], incident: string): boolean {
  const known: Readonly<Record<string, readonly string[]>> = { alertname: ALERT_NAMES, incident: [incident] };
  const judged = matchers.filter(({ name }) => name in known);
  const namesIncident = judged.some(({ name, isEqual = true }) => name === 'incident' && isEqual);
  return (
    judged.every((matcher) => known[matcher.name]?.some((value) => matches(matcher, value))) &&
    (namesIncident || (judged.length === matchers.length && judged.length > 0))
  );
}

function matches({ value, isRegex, isEqual = true }: SilenceMatcher, text: string): boolean {
  const isMet = isRegex ? (wholeOf(value)?.test(text) ?? false) : value === text;
  return isMet === isEqual;
}

/** Null for an expression of RE2 that browsers do not know. */
function wholeOf(expression: string): RegExp | null {
  try {
    return new RegExp(`^(?:${expression})$`, 's');
  } catch {
    return null;
  }
}

function isSilence(value: unknown): value is Silence {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['id', 'matchers', 'endsAt', 'status'].every((name) => name in value) &&
    Array.isArray((value as Silence).matchers)
  );
}
