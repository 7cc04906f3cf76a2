import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { IncidentView } from '@outlay/contract/api';
import React from 'react';
import { percent } from '../../format/money';
import { sliceUrl, stepsOf } from './sliceUrl';

/** How the cause was found, from the top down: each step with how much it explains, and where its costs are. */
export function CausePath({ incident }: { readonly incident: IncidentView }) {
  const styles = useStyles2(getStyles);
  const steps = stepsOf(incident);
  if (steps.length === 0) return null;
  return (
    <nav aria-label={t('outlay.anomalies.causePath', 'Path to the cause')}>
      <ol className={styles.path}>
        {steps.map(({ dimension, value, share }, depth) => (
          <li key={dimension}>
            {depth > 0 && <span aria-hidden> › </span>}
            {dimension}{' '}
            <TextLink href={sliceUrl(incident, depth + 1)} inline>
              {value}
            </TextLink>{' '}
            {share !== null && `(${percent(share)})`}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    path: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5),
      listStyle: 'none',
      margin: theme.spacing(0, 0, 1),
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
    }),
  };
}
