import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { CostsResponse, IncidentView } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { useWidth } from '../../components/useWidth';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import { day } from '../../format/time';
import { axisOf, barsOf, positionOf } from './stepGeometry';
import type { Axis, DayBar, UsualDay } from './stepGeometry';

const HEIGHT = 140;
/** Room above the bars for the numbers of deploys. */
const HEAD = 16;
/** Where a bar that goes on beyond the top is cut through. */
const CUT = 8;

interface StepChartProps {
  readonly incident: Pick<IncidentView, 'days' | 'events' | 'scope'>;
  readonly currency: string;
}

/** The days of an incident after those before it, against what was expected, with the deploys that fall among them. */
export function StepChart({ incident: { days, events, scope }, currency }: StepChartProps) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  const axis = axisOf(days);
  const before = useDaysBefore(axis, days[0]?.day ?? axis.from, scope);
  const bars = barsOf(axis, { before, days }, { width, height: HEIGHT - HEAD });
  return (
    <figure ref={ref} className={styles.figure}>
      <svg width="100%" height={HEIGHT} role="img" aria-label={description(days, currency)}>
        <g transform={`translate(0 ${HEAD})`}>
          {bars.map((bar) => (
            <Bar key={bar.day} bar={bar} currency={currency} />
          ))}
        </g>
        {events.map(({ id, time }, index) => (
          <Mark key={id} number={index + 1} x={positionOf(time, axis, width)} />
        ))}
      </svg>
      <div className={styles.days} aria-hidden>
        <span>{day(axis.from)}</span>
        <span>{day(days.at(-1)?.day ?? axis.from)}</span>
      </div>
      <figcaption className={styles.caption}>
        {t(
          'outlay.step.caption',
          'Orange: the unusual days; grey: the days before. Lines: what was expected; shaded: what is normal. Dashed: deploys, by their numbers. A bar that is cut through goes on.',
        )}
      </figcaption>
    </figure>
  );
}

/** What was used on the days before the first unusual one, without purchases and taxes; none while that is not known. */
function useDaysBefore(axis: Axis, to: string, scope: IncidentView['scope']): readonly UsualDay[] {
  const reading = useRead('costs', { from: axis.from, to, granularity: 'day', charge_category: 'Usage', ...scope });
  if (reading.state !== 'ready') return [];
  const { rows }: CostsResponse = reading.data;
  return rows.flatMap(({ start, cost }) => (start === null ? [] : [{ day: start, cost: Number(cost) }]));
}

function Bar({ bar, currency }: { readonly bar: DayBar; readonly currency: string }) {
  const theme = useTheme2();
  const { x, width, top, height, normal, cost, isCut } = bar;
  const fill = normal === null ? theme.colors.text.disabled : theme.visualization.getColorByName('orange');
  return (
    <g>
      <title>{`${day(bar.day)}: ${money(cost, currency)}`}</title>
      <rect x={x} y={top} width={width} height={height} fill={fill} />
      {isCut && <rect x={x} y={CUT} width={width} height={3} fill={theme.colors.background.primary} />}
      {normal !== null && (
        <>
          <rect
            {...{ x, width, y: normal.upper, height: normal.lower - normal.upper }}
            fill={theme.colors.text.primary}
            opacity={0.18}
          />
          <line
            {...{ x1: x, x2: x + width, y1: normal.expected, y2: normal.expected }}
            stroke={theme.colors.text.primary}
            strokeWidth={2}
          />
        </>
      )}
    </g>
  );
}

function Mark({ number, x }: { readonly number: number; readonly x: number | null }) {
  const theme = useTheme2();
  if (x === null) return null;
  return (
    <g>
      <line x1={x} x2={x} y1={HEAD} y2={HEIGHT} stroke={theme.colors.text.primary} strokeDasharray="3 3" />
      <text x={x} y={HEAD - 4} textAnchor="middle" fontSize={12} fill={theme.colors.text.primary}>
        {number}
      </text>
    </g>
  );
}

function description(days: IncidentView['days'], currency: string): string {
  return days
    .map(({ day: of, cost, expected }) =>
      t(
        'outlay.step.day',
        '{{day}}: {{cost}}, expected {{expected}}',
        plain({
          day: day(of),
          cost: money(cost, currency),
          expected: money(expected, currency),
        }),
      ),
    )
    .join('; ');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    figure: css({ margin: 0, minWidth: 0, flex: '1 1 320px', maxWidth: 640 }),
    days: css({ ...theme.typography.bodySmall, display: 'flex', justifyContent: 'space-between' }),
    caption: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  };
}
