import { applyFieldOverrides, EventBusSrv, getPanelOptionsWithDefaults, LoadingState } from '@grafana/data';
import type { PanelData, PanelPlugin } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { theme } from '../theme';
import { askDataSource } from './askDataSource';
import { interpolate } from './interpolate';
import { panelAddress } from './PanelAddress';
import type { PanelAddress, Question } from './PanelAddress';

const MARGIN = 16;
const TIME_ZONE = 'utc';
const eventBus = new EventBusSrv();

/** A panel with the data, options and size that the address asks for; it follows the address without a reload. */
export function PanelOfAddress({ plugin }: { readonly plugin: PanelPlugin }) {
  const { search } = useLocation();
  const address = panelAddress(search);
  const stored = useSame(address.stored);
  const variables = useSame(address.variables);
  const windowWidth = useWindowWidth();
  const answer = useAnswer(useSame(address.question));
  const { options, fieldConfig } = useMemo(() => configured(plugin, stored), [plugin, stored]);
  const replaceVariables = useMemo(() => interpolate(variables), [variables]);
  const data = useMemo(() => {
    if (answer === null) return null;
    const registry = plugin.fieldConfigRegistry;
    const asked = { data: answer.series, fieldConfig, fieldConfigRegistry: registry, replaceVariables, theme };
    return { ...answer, series: applyFieldOverrides({ ...asked, timeZone: TIME_ZONE }) };
  }, [answer, fieldConfig, plugin, replaceVariables]);
  const View = plugin.panel;
  if (View === null) return null;
  if (data === null || !address.isMounted) return <div data-panel-data={data === null ? 'asked' : 'there'} />;
  const { width: asked, height, title } = address;
  return (
    <PanelChrome
      title={title}
      width={asked ?? windowWidth - 2 * MARGIN}
      height={height}
      loadingState={data.state}
      statusMessage={data.errors?.[0]?.message}
    >
      {(innerWidth, innerHeight) => (
        <View
          {...{ id: 1, title, data, options, fieldConfig, replaceVariables, eventBus, timeZone: TIME_ZONE }}
          width={innerWidth}
          height={innerHeight}
          timeRange={data.timeRange}
          transparent={false}
          renderCounter={0}
          onOptionsChange={nothing}
          onFieldConfigChange={nothing}
          onChangeTimeRange={nothing}
        />
      )}
    </PanelChrome>
  );
}

/** Stored options go through the panel's own migration first, as on every load of a dashboard. */
export function configured(plugin: PanelPlugin, { options, fieldConfig }: PanelAddress['stored']) {
  const migrated = plugin.onPanelMigration?.({ id: 1, type: plugin.meta.id, options, fieldConfig });
  const currentOptions = migrated === undefined || migrated instanceof Promise ? options : migrated;
  const current = { plugin, currentOptions, currentFieldConfig: fieldConfig };
  return getPanelOptionsWithDefaults({ ...current, isAfterPluginChange: false });
}

/** The answer to a question; null until there is one. */
function useAnswer(question: Question): PanelData | null {
  const [answer, setAnswer] = useState<{ readonly question: Question; readonly data: PanelData } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void askDataSource(question, Date.now()).then((data) => {
      if (isWanted) setAnswer({ question, data });
    });
    return () => {
      isWanted = false;
    };
  }, [question]);
  return useMemo(() => {
    if (answer === null) return null;
    // Dashboards show the last figures until the next have come.
    return answer.question === question ? answer.data : { ...answer.data, state: LoadingState.Loading };
  }, [answer, question]);
}

/** The same object as long as it says the same, so that a change elsewhere in the address neither asks nor reads again. */
function useSame<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as Value, [text]);
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

function nothing(): void {
  // Dashboards store what is changed; there is no dashboard.
}
