import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';

/** A query of a panel, as far as ours set it. */
export interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly format?: 'time_series' | 'table';
  /** Smallest step, such as `1d`. */
  readonly interval?: string;
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: FieldConfigSource;
  readonly transformations?: readonly DataTransformerConfig[];
  readonly targets?: readonly Target[];
  readonly interval?: string;
}

export interface VariableJson {
  readonly name: string;
  readonly label?: string;
  readonly type: 'datasource' | 'query' | 'textbox';
  readonly includeAll?: boolean;
  readonly allValue?: string;
  /** A type of data source, a question such as `label_values(up, job)`, or a text. */
  readonly query?: string | { readonly query: string };
  readonly regex?: string;
  readonly current?: { readonly text: string | readonly string[]; readonly value: string | readonly string[] };
}

/** A dashboard in Classic JSON, as Grafana imports it. */
export interface DashboardJson {
  readonly title: string;
  readonly description?: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly VariableJson[] };
  readonly panels: readonly PanelJson[];
}
