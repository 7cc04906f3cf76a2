import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

interface PageLinkProps {
  readonly to: string;
  /** For those who do not see what it stands beside. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link within the app. Those of Grafana decode an address, and a name with a slash would become a path. */
export function PageLink({ to, label, children }: PageLinkProps) {
  const styles = useStyles2(getStyles);
  return (
    <Link to={to} aria-label={label} className={styles.link}>
      {children}
    </Link>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { link: css({ color: theme.colors.text.link, textDecoration: 'underline' }) };
}
