import type { Color, Step } from './palette.js';

/**
 * What the numbers of a panel are. Money is written out, `318,885` and not `319K`, as it stands in the books; it has no
 * symbol, because its currency is a variable: say it in the title.
 * Hours stay hours: Grafana's own unit rounds 50 hours to 2 days.
 */
export const UNITS = {
  money: 'locale',
  ratio: 'percentunit',
  hours: 'suffix:h',
  seconds: 's',
  bytes: 'bytes',
  cores: 'short',
  count: 'short',
  time: 'dateTimeAsIso',
  text: 'string',
} as const;

export type Unit = keyof typeof UNITS;

export interface Query {
  readonly expr: string;
  /** Such as `{{team}}`; the whole label set unless said. */
  readonly legend?: string;
  /** One moment, as rows of a table where the panel is one; or the time range. */
  readonly over: 'now' | 'range';
  /** Smallest step, such as `1d`. */
  readonly step?: string;
}

/** Where a value leads: a dashboard of ours with the variables kept, or an address. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** What every panel says of itself. */
export interface Words {
  readonly id: number;
  readonly title: string;
  /** What it shows, and what to do about it. */
  readonly about: string;
  /** What stands there instead of data. */
  readonly empty: string;
}

interface Shown extends Words {
  /** In cells of a grid 24 wide. */
  readonly size: readonly [width: number, height: number];
  readonly unit: Unit;
  readonly decimals?: number;
  readonly queries: readonly Query[];
  readonly steps?: readonly Step[];
  readonly links?: readonly Link[];
}

/** One or few figures. */
export interface StatPanel extends Shown {
  readonly view: 'stat';
  /** Words for values, such as 1 → up. */
  readonly words?: Readonly<Record<number, string>>;
}

/** Lines over time. */
export interface LinesPanel extends Shown {
  readonly view: 'lines';
  /** Names of series that are drawn apart: dashed, or as the edge of a band down to another series. */
  readonly dashed?: readonly string[];
  readonly bands?: Readonly<Record<string, string>>;
}

/** Stacked bars over time. */
export interface BarsPanel extends Shown {
  readonly view: 'bars';
}

/** Bars of now, the longest first. */
export interface RankingPanel extends Shown {
  readonly view: 'ranking';
}

/** Bars of now by a label that orders them, such as the day. */
export interface ColumnsPanel extends Shown {
  readonly view: 'columns';
  readonly by: string;
  /** What each query puts on a stack, from below; what is unseen lifts the rest, as in a waterfall. */
  readonly stack?: readonly { readonly title: string; readonly color: Color | 'unseen' }[];
}

/** Columns of a table, in their order; other labels are left out. */
export interface Column {
  /** A label, or `Value #A` for the value of the first query. */
  readonly field: string;
  readonly title: string;
  readonly unit?: Unit;
  readonly decimals?: number;
  readonly steps?: readonly Step[];
  /** Words for values, such as 1 → up. */
  readonly words?: Readonly<Record<number, string>>;
  /** How the cell shows its value: coloured only where it is not good, coloured always, or as a bar from 0 to 1. */
  readonly cell?: 'text' | 'background' | 'gauge';
  readonly width?: number;
  /** Long texts take several lines rather than an end that is cut off. */
  readonly wraps?: boolean;
  readonly links?: readonly Link[];
}

/** Rows of now; several queries are joined by their labels. */
export interface TablePanel extends Shown {
  readonly view: 'table';
  readonly columns: readonly Column[];
  /**
   * Title of the column that sorts, the largest first; `-` in front for the smallest. Where cells may be empty, leave
   * it out and let the first query sort: Grafana puts empty cells before the smallest.
   */
  readonly sortBy?: string;
}

/** States over time. */
export interface TimelinePanel extends Shown {
  readonly view: 'timeline';
  readonly words: Readonly<Record<number, string>>;
}

/** Words, in Markdown. */
export interface NotePanel {
  readonly view: 'note';
  readonly id: number;
  readonly title: string;
  readonly size: readonly [width: number, height: number];
  readonly markdown: string;
}

/** A panel of the app, and what stands for it where the app is not installed. */
export interface AppPanel {
  readonly view: 'app';
  readonly type: 'outlay-allocation-panel' | 'outlay-budget-panel';
  readonly options: Readonly<Record<string, unknown>>;
  readonly queries: readonly Query[];
  readonly twin: CorePanel;
}

export type CorePanel =
  StatPanel | ColumnsPanel | LinesPanel | BarsPanel | RankingPanel | TablePanel | TimelinePanel | NotePanel;

export type Panel = CorePanel | AppPanel;

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}
