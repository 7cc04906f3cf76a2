import type { IncidentChange } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { Instant } from '../domain/Day.js';
import type { AccessPolicy } from './access/AccessPolicy.js';
import type { CostQuestions } from './CostQuestions.js';
import type { RuleFormat } from './rules/ruleFiles.js';
import type { Snapshot } from './Snapshot.js';

/** How the latest refresh went; null until there was one. */
export interface RefreshStatus {
  readonly running: boolean;
  readonly lastRunSuccessful: boolean | null;
  readonly lastSuccess: Instant | null;
  readonly durationSeconds: number | null;
  /** Why the last refresh failed, or null when it did not. */
  readonly error: string | null;
}

/** The exporter's own process metrics, rendered at every scrape. `openMetrics` ends with `# EOF`. */
export interface ProcessMetrics {
  text(): Promise<string>;
  openMetrics(): Promise<string>;
}

export interface ServerLog {
  error(fields: object, message: string): void;
}

/** What people and their tools tell; kept in the ledger, and shown from the next refresh on, which begins at once. */
export interface Decisions {
  /** Returns what is wrong with the event; nothing when it was taken. */
  receiveEvent(body: unknown, actor: string): Promise<readonly string[]>;
  /** Returns whether there is such an incident. */
  changeIncident(id: string, change: IncidentChange, actor: string): Promise<boolean>;
}

/** Everything that the server serves or asks, wired by `app.ts`. Functions are asked at every request. */
export interface ServerRooms {
  readonly version: string;
  /** The snapshot that is served; undefined before the first one. */
  readonly snapshot: () => Snapshot | undefined;
  /** Questions at the manifest of that snapshot. */
  readonly questions: () => CostQuestions | undefined;
  readonly refreshStatus: () => RefreshStatus;
  /** Reads the configuration again; a bad one keeps the old. */
  readonly reload: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>;
  readonly decisions: Decisions;
  /** Alert rules for the present configuration. */
  readonly rules: (format: RuleFormat) => { readonly contentType: string; readonly body: string };
  readonly access: AccessPolicy;
  readonly selfMetrics: ProcessMetrics;
  /** Answers POST /api/v1/read; without it the route does not exist. */
  readonly remoteRead?: RequestHandler;
  /** Address of the documentation for the status page's link. */
  readonly docsUrl?: string;
  readonly now: () => Instant;
  readonly log: ServerLog;
}
