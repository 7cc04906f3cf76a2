import type { FieldConfigSource } from '@grafana/data';

/** What a dashboard asks its data source. */
export interface Question {
  /** Uid of the data source. */
  readonly source: string;
  /** Expressions; their letters are A, B and so on. */
  readonly queries: readonly string[];
  readonly type: 'instant' | 'range';
  readonly format: 'time_series' | 'table';
  /** How long the time range is; it ends now. */
  readonly days: number;
}

/** All that a dashboard knows of a panel, read from the address of the page. */
export interface PanelAddress {
  readonly question: Question;
  /** What the dashboard stores for it. */
  readonly stored: { readonly options: Readonly<Record<string, unknown>>; readonly fieldConfig: FieldConfigSource };
  /** Values of dashboard variables: `var-team=payments`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly title: string;
  /** Pixels; absent, as wide as the window. */
  readonly width: number | null;
  readonly height: number;
  /** `mounted=no` reads the data and does not show the panel yet, so that its first render alone can be measured. */
  readonly isMounted: boolean;
}

const DEFAULT_DAYS = 28;
const DEFAULT_HEIGHT = 420;

export function panelAddress(search: string): PanelAddress {
  const params = new URLSearchParams(search);
  return {
    question: {
      source: params.get('source') ?? 'prom-main',
      queries: params.getAll('query'),
      type: params.get('type') === 'range' ? 'range' : 'instant',
      format: params.get('format') === 'table' ? 'table' : 'time_series',
      days: Number(params.get('days') ?? DEFAULT_DAYS),
    },
    stored: {
      options: json(params.get('options')) ?? {},
      fieldConfig: json<FieldConfigSource>(params.get('fieldConfig')) ?? { defaults: {}, overrides: [] },
    },
    variables: Object.fromEntries(
      [...params].flatMap(([name, value]) => (name.startsWith('var-') ? [[name.slice('var-'.length), value]] : [])),
    ),
    title: params.get('title') ?? '',
    width: params.has('width') ? Number(params.get('width')) : null,
    height: Number(params.get('height') ?? DEFAULT_HEIGHT),
    isMounted: params.get('mounted') !== 'no',
  };
}

function json<Shape = Readonly<Record<string, unknown>>>(text: string | null): Shape | null {
  return text === null ? null : (JSON.parse(text) as Shape);
}
