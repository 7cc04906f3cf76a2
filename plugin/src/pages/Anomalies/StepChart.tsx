import { t } from '@grafana/i18n';
import { useTheme2 } from '@grafana/ui';
import type { IncidentView } from '@outlay/contract/api';
import React from 'react';
import { money } from '../../format/money';
import { day } from '../../format/time';
import { plain } from '../../format/plain';
import { barsOf, positionOf } from './stepGeometry';

const SIZE = { width: 560, height: 120 };

interface StepChartProps {
  readonly days: IncidentView['days'];
  readonly events: IncidentView['events'];
  readonly currency: string;
}

/** The days of an incident against what was expected, with the deploys that fall among them. */
export function StepChart({ days, events, currency }: StepChartProps) {
  const theme = useTheme2();
  const bars = barsOf(days, SIZE);
  const marks = events.flatMap(({ id, time }) => {
    const x = positionOf(time, days, SIZE.width);
    return x === null ? [] : [{ id, x }];
  });
  return (
    <figure style={{ margin: 0, maxWidth: SIZE.width }}>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={description(days, currency)}
        width="100%"
      >
        {bars.map(({ day: key, x, width, top, height, expected, upper, lower }) => (
          <g key={key}>
            <rect x={x} y={top} width={width} height={height} fill={theme.visualization.getColorByName('orange')} />
            <rect
              x={x}
              y={upper}
              width={width}
              height={lower - upper}
              fill={theme.colors.text.primary}
              opacity={0.18}
            />
            <line
              x1={x}
              x2={x + width}
              y1={expected}
              y2={expected}
              stroke={theme.colors.text.primary}
              strokeWidth={2}
            />
          </g>
        ))}
        {marks.map(({ id, x }) => (
          <line
            key={id}
            x1={x}
            x2={x}
            y1={0}
            y2={SIZE.height}
            stroke={theme.colors.text.primary}
            strokeDasharray="3 3"
          />
        ))}
      </svg>
      <figcaption>
        {t('outlay.step.caption', 'Bars are costs; lines what was expected; shaded what is normal; dashed a deploy.')}
      </figcaption>
    </figure>
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
