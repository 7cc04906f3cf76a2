import { applyFieldOverrides, EventBusSrv, LoadingState } from '@grafana/data';
import type { DataFrame, PanelData, PanelPlugin, TimeRange } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { configured } from '../panel/PanelOfAddress';
import { theme } from '../theme';
import { askPanel } from './askPanel';
import type { PanelJson } from './DashboardJson';
import { transformed } from './transformations';
import { withVariables } from './variables';

interface DashboardPanelProps {
  readonly panel: PanelJson;
  readonly plugin: PanelPlugin;
  readonly timeRange: TimeRange;
  readonly values: Readonly<Record<string, string>>;
  readonly width: number;
  readonly height: number;
}

const TIME_ZONE = 'utc';
const WITHOUT_PADDING = new Set(['table']);
const eventBus = new EventBusSrv();

/** A panel in its frame, with its title, its description and its data, or the words that it has for none. */
export function DashboardPanel(props: DashboardPanelProps) {
  const { panel, values, width, height } = props;
  const data = usePanelData(props);
  const title = withVariables(panel.title ?? '', values);
  const state = data.state === LoadingState.Loading ? 'loading' : stateOf(panel, data);
  return (
    <div data-panel-type={panel.type} data-panel-title={title} data-panel-state={state}>
      <PanelChrome
        {...{ title, width, height, description: panel.description, loadingState: data.state }}
        statusMessage={data.errors?.[0]?.message}
        padding={WITHOUT_PADDING.has(panel.type) ? 'none' : 'md'}
      >
        {(innerWidth: number, innerHeight: number) =>
          state === 'empty' ? (
            <Empty words={panel.fieldConfig?.defaults.noValue ?? ''} />
          ) : (
            <View {...props} data={data} width={innerWidth} height={innerHeight} />
          )
        }
      </PanelChrome>
    </div>
  );
}

/** What Grafana writes where a panel has no data. */
function Empty({ words }: { readonly words: string }) {
  return (
    <div style={{ display: 'grid', height: '100%', placeItems: 'center', textAlign: 'center', padding: 8 }}>
      <p role="status">{words}</p>
    </div>
  );
}

function View({
  panel,
  plugin,
  timeRange,
  values,
  data,
  width,
  height,
}: DashboardPanelProps & { readonly data: PanelData }) {
  const { options, fieldConfig } = useMemo(() => configOf(plugin, panel), [plugin, panel]);
  const replaceVariables = useMemo(() => (text: string) => withVariables(text, values), [values]);
  const series = useMemo(
    () =>
      applyFieldOverrides({
        ...{ data: data.series, fieldConfig, fieldConfigRegistry: plugin.fieldConfigRegistry },
        ...{ replaceVariables, theme, timeZone: TIME_ZONE },
      }),
    [data, fieldConfig, plugin, replaceVariables],
  );
  const Panel = plugin.panel;
  if (Panel === null || data.state === LoadingState.Loading) return null;
  return (
    <Panel
      {...{ id: panel.id, title: panel.title ?? '', options, fieldConfig, replaceVariables, eventBus, timeRange }}
      {...{ width, height, timeZone: TIME_ZONE, transparent: false, renderCounter: 0 }}
      data={{ ...data, series }}
      onOptionsChange={nothing}
      onFieldConfigChange={nothing}
      onChangeTimeRange={nothing}
    />
  );
}

function configOf(plugin: PanelPlugin, { options = {}, fieldConfig }: PanelJson) {
  return configured(plugin, { options, fieldConfig: fieldConfig ?? { defaults: {}, overrides: [] } });
}

function usePanelData({ panel, timeRange, values, width }: DashboardPanelProps): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.Loading, series: [], timeRange });
  useEffect(() => {
    let isWanted = true;
    void answerOf(panel, { timeRange, values, width }).then((answer) => {
      if (isWanted) setData(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [panel, timeRange, values, width]);
  return data;
}

async function answerOf(panel: PanelJson, asking: Parameters<typeof askPanel>[1]): Promise<PanelData> {
  const { timeRange } = asking;
  try {
    const series = await transformed(await askPanel(panel, asking), panel.transformations);
    return { state: LoadingState.Done, series, timeRange };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { state: LoadingState.Error, series: [], errors: [{ message }], timeRange };
  }
}

/** Panels of the app say themselves what they miss. */
function stateOf({ type }: PanelJson, { state, series }: PanelData): 'error' | 'empty' | 'shown' {
  if (state === LoadingState.Error) return 'error';
  return type === 'text' || type.startsWith('outlay-') || series.some(hasRows) ? 'shown' : 'empty';
}

function hasRows({ length }: DataFrame): boolean {
  return length > 0;
}

function nothing(): void {
  // Dashboards store what is changed; this one only shows.
}
