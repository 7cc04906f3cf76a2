import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { percent } from '../../../format/money';
import { changeColour, STEP_RATIOS, STEPS, type ChangeStep } from '../change';
import { textOn } from '../fill';

/** Which colour stands for which change. */
export function ChangeLegend() {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.legend} aria-label={t('outlay.panels.allocation.legend', 'Change to the previous period')}>
      {STEPS.map((step) => {
        const backgroundColor = changeColour(step, theme);
        return (
          <li key={step} className={styles.entry} style={{ backgroundColor, color: textOn(backgroundColor) }}>
            {stepText(step)}
          </li>
        );
      })}
    </ul>
  );
}

function stepText(step: ChangeStep): string {
  const least = percent(STEP_RATIOS[Math.max(0, Math.abs(step) - 1)] ?? 0);
  if (step === 0) return `±<${least}`;
  return step < 0 ? `≤−${least}` : `≥+${least}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    maxWidth: 480,
    height: 24,
    paddingTop: 4,
    overflow: 'hidden',
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '20px',
    whiteSpace: 'nowrap',
  }),
  entry: css({ flex: 1, minWidth: 0, textAlign: 'center' }),
});
