import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { useConnection, useRead } from '../api/ClientContext';
import { StaleBanner } from './StaleBanner';

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
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.header}>
        <h3 className={styles.title}>{title}</h3>
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
