/** A dashboard file of a plugin. */
export interface BundledDashboard {
  readonly path: string;
  readonly json: Readonly<Record<string, unknown>> & { readonly uid: string; readonly title: string };
}

export interface StoredDashboard {
  readonly uid: string;
  readonly title: string;
  readonly revision: number;
  readonly from: 'app' | 'import' | 'file';
  readonly folderUid: string;
  readonly json: BundledDashboard['json'];
}

export interface FakeDashboards {
  all(): readonly StoredDashboard[];
  /** Puts a dashboard without a request: `app` is the plugin, `file` is provisioning, `import` a person. */
  put(dashboard: {
    readonly json: unknown;
    readonly from?: StoredDashboard['from'];
    readonly folderUid?: string;
  }): StoredDashboard;
  /** What the plugin brings; another version may bring something else. */
  readonly bundled: BundledDashboard[];
}

export function bundledIn(folder: string): BundledDashboard[];
