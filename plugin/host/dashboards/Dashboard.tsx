import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelPlugin, TimeRange } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import type { DashboardJson, PanelJson } from './DashboardJson';
import { DashboardPanel } from './DashboardPanel';
import { valuesByName } from './variables';
import type { Chosen } from './variables';

interface DashboardProps {
  readonly dashboard: DashboardJson;
  /** By the type of a panel. */
  readonly plugins: Readonly<Record<string, PanelPlugin>>;
  readonly chosen: readonly Chosen[];
  readonly timeRange: TimeRange;
}

/** Grafana's grid: 24 columns, cells 30 pixels high, 8 pixels between; one column below the width of a tablet. */
const COLUMNS = 24;
const CELL = 30;
const GAP = 8;
const TABLET = 769;
const MARGIN = 16;

/** A dashboard as it opens: its variables as text, its rows unfolded. */
export function Dashboard({ dashboard, plugins, chosen, timeRange }: DashboardProps) {
  const styles = useStyles2(getStyles);
  const width = useWindowWidth() - 2 * MARGIN;
  const values = useMemo(() => valuesByName(chosen), [chosen]);
  const { title, panels, time } = dashboard;
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{title}</h1>
      <dl className={styles.bar} aria-label="Variables">
        {[...chosen, { name: '__time', label: 'Time', text: `${time.from} to ${time.to}` }].map((one) => (
          <div key={one.name} className={styles.variable}>
            <dt className={styles.name}>{one.label}</dt>
            <dd className={styles.value}>{one.text}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.grid}>
        {panels.map((panel) => {
          const size = sizeOf(panel, width);
          const plugin = plugins[panel.type];
          return (
            <div key={panel.id} style={placeOf(panel, width)}>
              {panel.type === 'row' && <h2 className={styles.row}>{panel.title}</h2>}
              {plugin !== undefined && <DashboardPanel {...{ panel, plugin, timeRange, values, ...size }} />}
            </div>
          );
        })}
      </div>
    </main>
  );
}

function sizeOf({ gridPos: { w, h } }: PanelJson, width: number): { readonly width: number; readonly height: number } {
  const height = h * CELL + (h - 1) * GAP;
  if (width < TABLET) return { width, height };
  const column = (width - (COLUMNS - 1) * GAP) / COLUMNS;
  return { width: Math.floor(w * column + (w - 1) * GAP), height };
}

function placeOf({ gridPos: { x, y, w, h } }: PanelJson, width: number): React.CSSProperties {
  if (width < TABLET) return { gridColumn: `1 / span ${COLUMNS}`, gridRow: `span ${h}` };
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}

function useWindowWidth(): number {
  const [width, setWidth] = useState(document.documentElement.clientWidth);
  useEffect(() => {
    const measure = () => setWidth(document.documentElement.clientWidth);
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return width;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({ padding: `8px ${MARGIN}px ${MARGIN}px`, background: theme.colors.background.canvas }),
    title: css({ ...theme.typography.h4, margin: theme.spacing(1, 0) }),
    bar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), margin: theme.spacing(1, 0) }),
    variable: css({
      ...{ display: 'flex', maxWidth: '100%', border: `1px solid ${theme.colors.border.medium}` },
      ...{ borderRadius: theme.shape.radius.default, background: theme.components.input.background },
    }),
    name: css({ padding: theme.spacing(0.5, 1), background: theme.colors.background.secondary, fontWeight: 500 }),
    value: css({ padding: theme.spacing(0.5, 1), margin: 0, minWidth: 0, overflowWrap: 'anywhere' }),
    grid: css({
      ...{ display: 'grid', gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))` },
      ...{ gridAutoRows: CELL, gap: GAP },
    }),
    row: css({ ...theme.typography.h6, margin: 0, lineHeight: `${CELL}px` }),
  };
}
