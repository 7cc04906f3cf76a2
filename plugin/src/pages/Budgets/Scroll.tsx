import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';

interface ScrollProps {
  /** What is scrolled, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** What may be wider than its place: it scrolls by itself, with the keyboard too. */
export function Scroll({ label, children }: ScrollProps) {
  const styles = useStyles2(getStyles);
  return (
    <div role="group" aria-label={label} tabIndex={0} className={styles.scroll}>
      {children}
    </div>
  );
}

function getStyles() {
  return { scroll: css({ overflowX: 'auto', minWidth: 0 }) };
}
