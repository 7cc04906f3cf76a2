import type { PanelLink } from '@outlay/contract/dashboards';
import type { Text } from './text.js';

/** One alerting rule before it is written for Prometheus or for Grafana. */
export interface AlertRule {
  readonly name: string;
  /** Tells apart the rules of one name, such as a page and its urgent form. */
  readonly variant?: string;
  readonly severity: 'page' | 'ticket';
  /** Labels besides `severity`; `owner` unless the expression carries it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** PromQL that answers with one series for each alert, with a value of at least 0. */
  readonly expr: string;
  /** PromQL that answers with one series of the same labels for everything that could alert. */
  readonly population: string;
  readonly for: string;
  readonly keepFiringFor: string;
  readonly summary: Text;
  readonly description: Text;
  readonly panel: PanelLink;
}

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** Rules that are evaluated together, in order. */
export interface RuleGroup {
  readonly name: string;
  readonly recordingRules: readonly RecordingRule[];
  readonly alertRules: readonly AlertRule[];
}
