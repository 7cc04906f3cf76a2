import { css } from '@emotion/css';
import { LoadingState } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { annotationsFrom } from '../annotationsFrom';
import type { BudgetRow } from '../BudgetRow';
import { budgetsFrom } from '../budgetsFrom';
import type { BudgetPanelOptions } from '../options';
import { sortBudgets } from '../sortBudgets';
import { BudgetCard } from './BudgetCard';
import { BudgetList } from './BudgetList';
import { NoData } from './NoData';

/** Room that words and a row of the table take beside the chart; below a width they break into more lines. */
const WIDE = { words: 130, window: 26 };
const NARROW = { words: 210, window: 42 };
const NARROW_BELOW = 560;
const CHART_HEIGHT = { least: 150, most: 520 };

type Props = Pick<
  PanelProps<BudgetPanelOptions>,
  'data' | 'options' | 'width' | 'height' | 'replaceVariables' | 'title'
>;

/** Reads the frames, and chooses between nothing, one budget and many. */
export function Panel({ data, options, width, height, replaceVariables, title }: Props) {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => budgetsFrom(data.series), [data.series]);
  // Scrollable by keyboard, so it has a name; no landmark, since the frame of the panel is one of the same name.
  return (
    <div
      className={styles.panel}
      style={{ width, height }}
      role="group"
      tabIndex={0}
      aria-label={title || t('outlay.budget.region', 'Budgets')}
    >
      {rows.length === 0 ? (
        <Nothing data={data} />
      ) : (
        <Budgets {...{ rows, data, options, width, height, replaceVariables }} />
      )}
    </div>
  );
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- some data sources fill only `error`
function Nothing({ data: { state, series, errors, error } }: Pick<Props, 'data'>) {
  if (state === LoadingState.Loading || state === LoadingState.NotStarted) {
    return <p role="status">{t('outlay.budget.loading', 'Reading budgets…')}</p>;
  }
  if (state === LoadingState.Error) {
    const message = (errors ?? [])
      .concat(error ?? [])
      .map((one) => one.message ?? '')
      .find((text) => text !== '');
    return (
      <Alert severity="error" title={t('outlay.budget.failed', 'The budgets could not be read')}>
        {message}
      </Alert>
    );
  }
  return <NoData hasOther={series.some(({ length }) => length > 0)} />;
}

type BudgetsProps = Omit<Props, 'title'> & { readonly rows: readonly BudgetRow[] };

function Budgets({ rows, data, options, width, height, replaceVariables }: BudgetsProps) {
  // The series are of the end of the range, so "left" is counted from there.
  const now = data.timeRange.to.valueOf();
  const annotations = useMemo(
    () =>
      annotationsFrom([
        ...(data.annotations ?? []),
        ...data.series.filter(({ meta }) => meta?.dataTopic === 'annotations'),
      ]),
    [data.annotations, data.series],
  );
  const shown = rows.map((row) => (options.currency === '' ? row : { ...row, currency: options.currency }));
  const common = { now, width: width - 8, showBand: options.showBand, showWindows: options.showWindows, annotations };
  const wanted = replaceVariables(options.budget).trim();
  const [first] = sortBudgets(wanted === '' ? shown : shown.filter(({ id }) => id === wanted), now);
  if (options.mode === 'many' || (options.mode === 'auto' && shown.length > 1)) {
    return <BudgetList rows={shown} {...common} />;
  }
  if (first === undefined) return <NotThere budget={wanted} />;
  return <BudgetCard row={first} {...common} height={chartHeight({ width, height }, first, options)} />;
}

function NotThere({ budget }: { readonly budget: string }) {
  const title = t('outlay.budget.not-there', 'No budget {{budget}} among the data', {
    budget,
    interpolation: { escapeValue: false },
  });
  return <Alert severity="info" title={title} />;
}

function chartHeight(
  { width, height }: Pick<Props, 'width' | 'height'>,
  { windows }: BudgetRow,
  { showWindows }: BudgetPanelOptions,
): number {
  const room = width < NARROW_BELOW ? NARROW : WIDE;
  const table = showWindows && windows.length > 0 ? (windows.length + 1) * room.window : 0;
  return Math.min(CHART_HEIGHT.most, Math.max(CHART_HEIGHT.least, height - room.words - table));
}

const getStyles = () => ({
  panel: css({ overflow: 'auto', position: 'relative' }),
});
