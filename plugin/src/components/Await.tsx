import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import type { ApiError, Obstacle } from '../api/ApiError';
import type { Reading } from '../api/ClientContext';
import { CONFIGURATION_URL } from '../routes';

interface AwaitProps<Data> {
  readonly reading: Reading<Data>;
  readonly children: (data: Data) => ReactNode;
  /** Lines of the skeleton that stands in while the answer is on its way. */
  readonly lines?: number;
}

/** What stands in place of an answer: a skeleton, why there is none and what to do about it, or the answer. */
export function Await<Data>({ reading, children, lines = 4 }: AwaitProps<Data>) {
  if (reading.state === 'loading') return <Skeleton lines={lines} />;
  if (reading.state === 'failed') return <Failure error={reading.error} again={reading.again} />;
  return <>{children(reading.data)}</>;
}

function Skeleton({ lines }: { readonly lines: number }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-busy="true" aria-label={t('outlay.await.loading', 'Loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.line} style={{ width: `${92 - 14 * (line % 3)}%` }} />
      ))}
    </div>
  );
}

/** Obstacles that an administrator removes on the configuration page. */
const OF_CONFIGURATION: readonly Obstacle[] = ['unconfigured', 'unauthorised', 'missing'];

function Failure({ error, again }: { readonly error: ApiError; readonly again: () => void }) {
  return (
    <Alert severity={error.obstacle === 'unconfigured' ? 'info' : 'error'} title={error.message}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{nextStep(error.obstacle)}</span>
        <Stack direction="row" gap={1}>
          <Button size="sm" variant="secondary" onClick={again}>
            {t('outlay.await.again', 'Try again')}
          </Button>
          {OF_CONFIGURATION.includes(error.obstacle) && (
            <LinkButton size="sm" variant="secondary" icon="cog" href={CONFIGURATION_URL}>
              {t('outlay.await.configure', 'Open the configuration')}
            </LinkButton>
          )}
        </Stack>
      </Stack>
    </Alert>
  );
}

function nextStep(obstacle: Obstacle): string {
  const steps: Readonly<Record<Obstacle, string>> = {
    unconfigured: t('outlay.await.unconfigured', 'An administrator names the exporter and its token once.'),
    unauthorised: t('outlay.await.unauthorised', 'Ask an administrator to enter a token that the exporter knows.'),
    forbidden: t('outlay.await.forbidden', 'Ask an administrator for the role that this needs.'),
    missing: t('outlay.await.missing', 'Check the address of the exporter, and that it is not an older one.'),
    refused: t('outlay.await.refused', 'Change what you asked for, or reset the view.'),
    down: t('outlay.await.down', 'It may be starting. If this stays, look at its log and its address.'),
    version: t('outlay.await.version', 'Exporter and plugin are released together: bring both to one version.'),
  };
  return steps[obstacle];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({
      height: theme.spacing(2),
      margin: theme.spacing(1, 0),
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
      [theme.transitions.handleMotion('no-preference')]: {
        animation: 'outlay-pulse 1.6s ease-in-out infinite',
      },
      '@keyframes outlay-pulse': { '50%': { opacity: 0.5 } },
    }),
  };
}
