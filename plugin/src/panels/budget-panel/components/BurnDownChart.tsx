import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import type { BudgetRow } from '../BudgetRow';
import { burnDown } from '../burnDown';
import type { BurnDown, BurnDownInput, Mark, Point } from '../burnDown';
import { paceOf } from '../budgetStatus';
import { amountOf, compactAmount, instant, periodDays, sentenceOf, tickWords } from '../words';

/** From about this many days on, ticks are months. */
const MONTHS_FROM = 150;
/** Pixels that the word at the present moment takes. */
const NOW_WIDTH = 40;

type Props = Omit<BurnDownInput, 'overspendRatio'>;

/** Spend against its plan and amount until the end of the period. What is drawn is also said: in the label and below. */
export function BurnDownChart(props: Props) {
  const styles = useStyles2(getStyles);
  const { row, now, width, height } = props;
  const chart = burnDown({ ...props, overspendRatio: paceOf(row)?.overspendRatio ?? null });
  if (chart === null) {
    return (
      <p className={styles.none}>
        <Trans i18nKey="outlay.budget.no-chart">
          No chart: it needs the amount, what is spent, and the start and end of the period, and some room.
        </Trans>
      </p>
    );
  }
  const label = t('outlay.budget.chart-label', 'Burn-down of {{id}}: {{sentence}}', {
    ...{ id: row.id, sentence: sentenceOf(row, now) },
    interpolation: { escapeValue: false },
  });
  return (
    <figure className={styles.figure}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <Axes chart={chart} row={row} />
        <Lines chart={chart} />
        <Moments chart={chart} />
        {chart.marks.map((mark) => (
          <MarkOnChart key={mark.number} mark={mark} chart={chart} />
        ))}
      </svg>
      <figcaption>
        <Legend chart={chart} />
        <MarkTexts marks={chart.marks} now={now} />
      </figcaption>
    </figure>
  );
}

function Axes({ chart: { plot, timeTicks, moneyTicks, amount }, row }: { chart: BurnDown; row: BudgetRow }) {
  const styles = useStyles2(getStyles);
  const isMonths = (periodDays(row) ?? 0) > MONTHS_FROM;
  return (
    <g aria-hidden>
      {moneyTicks.map(({ y, value }) => (
        <g key={value}>
          <line className={styles.grid} x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className={styles.tick} x={plot.left - 6} y={y} textAnchor="end" dominantBaseline="middle">
            {compactAmount(value, row.currency)}
          </text>
        </g>
      ))}
      {timeTicks.map(({ x, time }) => (
        <g key={time}>
          <line className={styles.grid} x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 4} />
          <text className={styles.tick} x={x} y={plot.bottom + 16} textAnchor={x - plot.left < 20 ? 'start' : 'middle'}>
            {tickWords(time, isMonths)}
          </text>
        </g>
      ))}
      <line className={styles.amount} x1={plot.left} x2={plot.right} y1={amount} y2={amount} data-part="amount" />
      <text className={styles.amountText} x={plot.left + 4} y={amount - 5}>
        {t('outlay.budget.amount-line', 'amount {{amount}}', {
          amount: amountOf(row.amount ?? 0, row.currency),
          interpolation: { escapeValue: false },
        })}
      </text>
    </g>
  );
}

function Lines({ chart: { band, middle, plan, spent, pace, spentSoFar } }: { readonly chart: BurnDown }) {
  const styles = useStyles2(getStyles);
  return (
    <g aria-hidden>
      {band.length > 0 && <polygon className={styles.band} points={pointsOf(band)} data-part="band" />}
      {middle.length > 0 && <polyline className={styles.middle} points={pointsOf(middle)} data-part="middle" />}
      {plan.length > 0 && <polyline className={styles.plan} points={pointsOf(plan)} data-part="plan" />}
      {pace.length > 0 && <polyline className={styles.pace} points={pointsOf(pace)} data-part="pace" />}
      {spent.length > 0 && <polyline className={styles.spent} points={pointsOf(spent)} data-part="spent" />}
      {spentSoFar !== null && (
        <circle className={styles.spentPoint} cx={spentSoFar.x} cy={spentSoFar.y} r={5} data-part="spent-so-far" />
      )}
    </g>
  );
}

function Moments({ chart: { plot, now, exhaustion } }: { readonly chart: BurnDown }) {
  const styles = useStyles2(getStyles);
  const isNowLeft = now !== null && Math.min(plot.right, lineAfter(now, exhaustion)) - now < NOW_WIDTH;
  return (
    <g aria-hidden>
      {now !== null && (
        <>
          <line className={styles.now} x1={now} x2={now} y1={plot.top} y2={plot.bottom} data-part="now" />
          <text
            className={styles.tick}
            x={now}
            y={plot.bottom - 4}
            textAnchor={isNowLeft ? 'end' : 'start'}
            dx={isNowLeft ? -4 : 4}
          >
            {t('outlay.budget.now', 'now')}
          </text>
        </>
      )}
      {exhaustion !== null && (
        <g data-part="exhaustion">
          <line className={styles.exhaustion} x1={exhaustion.x} x2={exhaustion.x} y1={exhaustion.y} y2={plot.bottom} />
          <path className={styles.cross} d={crossAt(exhaustion)} />
          <text
            className={styles.exhaustionText}
            x={exhaustion.x}
            y={exhaustion.y + 18}
            textAnchor={anchorOf(exhaustion.x, plot.right)}
            dx={exhaustion.x > plot.right - 60 ? -8 : 8}
          >
            {t('outlay.budget.runs-out-here', 'runs out')}
          </text>
        </g>
      )}
    </g>
  );
}

function MarkOnChart({ mark: { x, until, number, annotation }, chart: { plot } }: { mark: Mark; chart: BurnDown }) {
  const styles = useStyles2(getStyles);
  return (
    <g data-part="mark">
      <title>{annotation.text}</title>
      {until !== null && (
        <rect
          className={styles.stretch}
          x={x}
          width={Math.max(1, until - x)}
          y={plot.top}
          height={plot.bottom - plot.top}
        />
      )}
      <line className={styles.mark} x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
      <text className={styles.markNumber} x={x} y={plot.top - 6} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}

function MarkTexts({ marks, now }: { readonly marks: readonly Mark[]; readonly now: number }) {
  const styles = useStyles2(getStyles);
  if (marks.length === 0) return null;
  return (
    <ol className={styles.marks} aria-label={t('outlay.budget.marks', 'Annotations')}>
      {marks.map(({ number, annotation }) => (
        <li key={number}>
          {instant(annotation.time, now)}
          {annotation.timeEnd !== null && ` – ${instant(annotation.timeEnd, now)}`}: {annotation.text}
        </li>
      ))}
    </ol>
  );
}

function Legend({ chart: { band, plan, pace, middle } }: { readonly chart: BurnDown }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.legend} aria-label={t('outlay.budget.legend', 'Legend')}>
      <Key sample={<circle className={styles.spentPoint} cx={12} cy={5} r={4} />}>
        {t('outlay.budget.key-spent', 'spent')}
      </Key>
      {plan.length > 0 && (
        <Key sample={<line className={styles.plan} x1={0} x2={24} y1={5} y2={5} />}>
          {t('outlay.budget.key-plan', 'frozen plan')}
        </Key>
      )}
      {pace.length > 0 && (
        <Key sample={<line className={styles.pace} x1={0} x2={24} y1={5} y2={5} />}>
          {t('outlay.budget.key-pace', 'present pace')}
        </Key>
      )}
      {band.length > 0 && (
        <Key sample={<rect className={styles.band} width={24} height={10} />}>
          {t('outlay.budget.key-band', 'forecast, 10th to 90th percentile')}
        </Key>
      )}
      {middle.length > 0 && (
        <Key sample={<line className={styles.middle} x1={0} x2={24} y1={5} y2={5} />}>
          {t('outlay.budget.key-middle', 'forecast, middle')}
        </Key>
      )}
    </ul>
  );
}

function Key({ sample, children }: { readonly sample: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      <svg width={24} height={10} aria-hidden>
        {sample}
      </svg>
      {children}
    </li>
  );
}

function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Where the line down from the exhaustion would strike through a word right of `x`. */
function lineAfter(x: number, exhaustion: Point | null): number {
  return exhaustion !== null && exhaustion.x > x ? exhaustion.x : Infinity;
}

function crossAt({ x, y }: Point): string {
  return `M${round(x - 6)} ${round(y - 6)}l12 12m0 -12l-12 12`;
}

function anchorOf(x: number, right: number): 'start' | 'end' {
  return x > right - 60 ? 'end' : 'start';
}

const getStyles = (theme: GrafanaTheme2) => {
  const blue = theme.visualization.getColorByName('blue');
  const orange = theme.visualization.getColorByName('orange');
  return {
    figure: css({ margin: 0 }),
    none: css({ color: theme.colors.text.secondary, margin: theme.spacing(2, 0) }),
    grid: css({ stroke: theme.colors.border.weak }),
    tick: css({ fill: theme.colors.text.secondary, fontSize: 11 }),
    amount: css({ stroke: theme.colors.text.primary, strokeWidth: 2 }),
    amountText: css({ fill: theme.colors.text.primary, fontSize: 11 }),
    band: css({ fill: blue, opacity: 0.22 }),
    middle: css({ stroke: blue, strokeWidth: 1.5, strokeDasharray: '1 3', fill: 'none' }),
    plan: css({ stroke: theme.colors.text.secondary, strokeWidth: 2, strokeDasharray: '7 4', fill: 'none' }),
    pace: css({ stroke: orange, strokeWidth: 2, strokeDasharray: '3 3', fill: 'none' }),
    spent: css({ stroke: blue, strokeWidth: 3, fill: 'none', strokeLinejoin: 'round' }),
    spentPoint: css({ fill: blue, stroke: theme.colors.background.primary, strokeWidth: 1 }),
    now: css({ stroke: theme.colors.border.strong, strokeDasharray: '2 2' }),
    exhaustion: css({ stroke: orange, strokeWidth: 1 }),
    cross: css({ stroke: orange, strokeWidth: 3, strokeLinecap: 'round' }),
    exhaustionText: css({
      fill: theme.colors.text.primary,
      fontSize: 12,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    stretch: css({ fill: theme.colors.text.secondary, opacity: 0.15 }),
    mark: css({ stroke: theme.colors.text.secondary, strokeDasharray: '1 3' }),
    markNumber: css({ fill: theme.colors.text.primary, fontSize: 11 }),
    marks: css({
      margin: theme.spacing(0.5, 0),
      paddingLeft: theme.spacing(3),
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    legend: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      margin: theme.spacing(0.5, 0),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      '& li': { display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) },
    }),
  };
};
