import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { useIsCut } from './useIsCut';

interface ScrollProps {
  /** What is scrolled, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** What may be wider than its place: it scrolls by itself, and where it does, with the keyboard too. */
export function Scroll({ label, children }: ScrollProps) {
  const styles = useStyles2(getStyles);
  const [ref, isCut] = useIsCut();
  return (
    <div role="group" aria-label={label} ref={ref} tabIndex={isCut ? 0 : undefined} className={styles.scroll}>
      {children}
    </div>
  );
}

function getStyles() {
  return { scroll: css({ overflowX: 'auto', maxWidth: '100%', minWidth: 0 }) };
}
