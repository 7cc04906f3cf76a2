import type { PanelPlugin } from '@grafana/data';
import { Columns, COLUMN_FIELDS } from './Columns';
import { standIn } from './standIn';
import { LINE_FIELDS, Lines } from './Lines';
import { Note } from './Note';
import { Ranking } from './Ranking';
import { ROW_FIELDS, Rows } from './Rows';
import { Stat } from './Stat';
import { Timeline } from './Timeline';

/**
 * What stands for Grafana's core panels, which are in none of its packages: their components, laid out as those panels
 * do. They say how titles, figures, names and sizes look; they do not prove Grafana's own panels.
 */
export const STAND_INS: Readonly<Record<string, PanelPlugin>> = {
  stat: standIn(Stat) as PanelPlugin,
  bargauge: standIn(Ranking) as PanelPlugin,
  timeseries: standIn(Lines, LINE_FIELDS) as PanelPlugin,
  barchart: standIn(Columns, COLUMN_FIELDS) as PanelPlugin,
  table: standIn(Rows, ROW_FIELDS) as PanelPlugin,
  'state-timeline': standIn(Timeline, { lineWidth: 0, fillOpacity: 70 }) as PanelPlugin,
  text: standIn(Note) as PanelPlugin,
};
