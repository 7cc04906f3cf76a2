import type { Server } from 'node:http';
import type { BundledDashboard, FakeDashboards } from './dashboards.mjs';
import type { FakeSilences } from './silences.mjs';

export type Role = 'None' | 'Viewer' | 'Editor' | 'Admin';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface FakeSettings {
  readonly enabled: boolean;
  readonly pinned: boolean;
  readonly jsonData: Readonly<Record<string, string>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

export interface FakeRules {
  all(): readonly (Readonly<Record<string, unknown>> & { readonly uid: string; readonly ruleGroup: string })[];
  /** Puts a group as if a request had come; `provenance` is `file` for one that a file provisions. */
  replace(folder: string, title: string, body: unknown, provenance: '' | 'api' | 'file'): unknown;
  /** Changes a stored rule without a request, such as a person who pauses it. */
  change(uid: string, fields: Readonly<Record<string, unknown>>): void;
}

export interface FakeState {
  role: Role;
  settings: FakeSettings;
  readonly rules: FakeRules;
  readonly silences: FakeSilences;
  readonly folders: Map<string, { id: number; uid: string; title: string; url: string }>;
  readonly dashboards: FakeDashboards;
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[];
}

export interface FakeGrafana {
  readonly state: FakeState;
  readonly server: Server;
  failNext(method: Method, path: string, status: number, body?: unknown): void;
  /** Returns the address. */
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
}

export function createFakeGrafana(options?: {
  readonly role?: Role;
  readonly dataSources?: readonly unknown[];
  readonly settings?: Partial<FakeSettings>;
  /** Dashboards that the plugin brings. */
  readonly bundled?: BundledDashboard[];
}): FakeGrafana;
