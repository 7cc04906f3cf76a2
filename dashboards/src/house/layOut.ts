import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel, Row } from './Panel.js';

const WIDTH = 24;

export interface PlacedRow {
  readonly title: string;
  /** Where its heading is; the panels begin one below. */
  readonly y: number;
  readonly panels: readonly { readonly panel: Panel; readonly place: GridPos }[];
}

/** Rows under one another; panels from left to right, in a new line where the next does not fit. */
export function layOut(rows: readonly Row[]): readonly PlacedRow[] {
  let y = 0;
  return rows.map(({ title, panels }) => {
    const heading = y;
    const place = linesFrom(heading + 1);
    const placed = panels.map((panel) => ({ panel, place: place(sizeOf(panel)) }));
    y = Math.max(heading + 1, ...placed.map((one) => one.place.y + one.place.h));
    return { title, y: heading, panels: placed };
  });
}

function linesFrom(start: number): (size: readonly [number, number]) => GridPos {
  let [x, y, height] = [0, start, 0];
  return ([w, h]) => {
    if (x + w > WIDTH) [x, y, height] = [0, y + height, 0];
    const place = { x, y, w, h };
    x += w;
    height = Math.max(height, h);
    return place;
  };
}

function sizeOf(panel: Panel): readonly [number, number] {
  return panel.view === 'app' ? panel.twin.size : panel.size;
}
