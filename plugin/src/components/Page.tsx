import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { useConnection, useRead } from '../api/ClientContext';
import { plain } from '../format/plain';
import { moment } from '../format/time';
import { StaleBanner } from './StaleBanner';
import { useIsCut } from './useIsCut';

interface PageProps {
  readonly title: string;
  readonly subTitle: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the app: its name, what bills are overdue, and its cards. */
export function Page({ title, subTitle, actions, children }: PageProps) {
  const styles = useStyles2(getStyles);
  const sources = useRead('sources');
  const { now } = useConnection();
  return (
    <PluginPage pageNav={{ text: title }} subTitle={subTitle} actions={actions}>
      <div className={styles.page}>
        {sources.state === 'ready' && sources.outdated !== null && (
          <Alert
            severity="warning"
            title={t(
              'outlay.page.outdated',
              'These figures are of {{moment}}: {{reason}}',
              plain({ moment: moment(sources.data.publishedAt), reason: sources.outdated.message }),
            )}
          >
            <Button size="sm" variant="secondary" onClick={sources.again}>
              {t('outlay.await.again', 'Try again')}
            </Button>
          </Alert>
        )}
        {sources.state === 'ready' && <StaleBanner answer={sources.data} now={now} />}
        {children}
      </div>
    </PluginPage>
  );
}

interface CardProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly extra?: ReactNode;
}

export function Card({ title, extra, children }: CardProps) {
  const styles = useStyles2(getStyles);
  const [ref, isCut] = useIsCut();
  return (
    // What is cut off must be in reach of the keyboard too.
    <section className={styles.card} aria-label={title} ref={ref} tabIndex={isCut ? 0 : undefined}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
    card: css({
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      minWidth: 0,
      overflowX: 'auto',
    }),
    header: css({
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    }),
    title: css({ ...theme.typography.h5, margin: 0 }),
  };
}
