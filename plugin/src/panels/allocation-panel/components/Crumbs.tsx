import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { changeOf, changeText } from '../change';
import { focusOf, type Trail } from '../trail';
import { nameOf } from '../words';

interface CrumbsProps {
  readonly trail: Trail;
  readonly hasChange: boolean;
  readonly format: (value: number) => string;
  readonly onGo: (trail: Trail) => void;
}

/** The way from the root to the focus, each step a button back, and what the focus sums to. */
export function Crumbs({ trail, hasChange, format, onGo }: CrumbsProps) {
  const styles = useStyles2(getStyles);
  const focus = focusOf(trail);
  const change = hasChange ? changeOf(focus.value, focus.previous) : null;
  const [root, ...steps] = trail;
  return (
    <div role="group" className={styles.bar} aria-label={t('outlay.panels.allocation.path', 'Path')}>
      <ol className={styles.list}>
        {trail.map((node, index) => (
          <li key={node.id} className={styles.crumb}>
            {index > 0 && <span aria-hidden>/</span>}
            <Button
              variant="secondary"
              fill="text"
              size="sm"
              aria-current={node === focus ? 'location' : undefined}
              onClick={() => onGo([root, ...steps.slice(0, index)])}
            >
              {nameOf(node)}
            </Button>
          </li>
        ))}
      </ol>
      <output className={styles.sum} aria-live="polite">
        {format(focus.value)} {change === null ? null : changeText(change)}
      </output>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    height: 32,
    overflow: 'hidden',
  }),
  list: css({ display: 'flex', minWidth: 0, overflowX: 'auto', listStyle: 'none' }),
  crumb: css({ display: 'flex', alignItems: 'center', whiteSpace: 'nowrap' }),
  sum: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
});
