import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { Scroll } from './Scroll';

interface TableProps {
  /** What it lists, for those who do not see it. */
  readonly caption: string;
  /** What is its own, such as columns of figures. */
  readonly className?: string;
  readonly children: ReactNode;
}

/** A table as every page has it; where it is wider than its place, it scrolls by itself. */
export function Table({ caption, className, children }: TableProps) {
  const styles = useStyles2(getStyles);
  return (
    <Scroll label={caption}>
      <table className={cx(styles.table, className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </Scroll>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      width: '100%',
      'th, td': {
        padding: theme.spacing(0.75, 1),
        borderBottom: `1px solid ${theme.colors.border.weak}`,
        textAlign: 'left',
        verticalAlign: 'top',
      },
      'tbody th': { fontWeight: theme.typography.fontWeightRegular },
      'tbody th[scope="rowgroup"]': { fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
