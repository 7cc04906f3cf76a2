import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { AllocationNode } from '../../panels/allocation-panel/AllocationNode';
import { changeOf, changeText } from '../../panels/allocation-panel/change';

interface PathBarProps {
  readonly path: readonly string[];
  /** Whether it ends in the resources of its last place. */
  readonly hasResources: boolean;
  /** The place itself; null where nothing was charged. */
  readonly node: AllocationNode | null;
  readonly format: (value: number) => string;
  readonly go: (path: readonly string[]) => void;
}

/** The way from everything to here, each step a way back, and what is here in all. */
export function PathBar({ path, hasResources, node, format, go }: PathBarProps) {
  const styles = useStyles2(getStyles);
  const change = node === null ? null : changeOf(node.value, node.previous);
  const steps = [t('outlay.allocation.everything', 'Everything'), ...path];
  return (
    <>
      <nav aria-label={t('outlay.allocation.path', 'Where you are')} className={styles.path}>
        <ol className={styles.steps}>
          {steps.map((value, depth) => (
            <li key={`${depth} ${value}`} className={styles.step}>
              {depth > 0 && <span aria-hidden>›</span>}
              <Button
                size="sm"
                fill="text"
                variant={depth === path.length ? 'primary' : 'secondary'}
                aria-current={depth === path.length && !hasResources ? 'location' : undefined}
                onClick={() => go(path.slice(0, depth))}
              >
                {value}
              </Button>
            </li>
          ))}
          {hasResources && (
            <li className={styles.step}>
              <span aria-hidden>›</span>
              <span aria-current="location" className={styles.last}>
                {t('outlay.allocation.resources', 'Resources')}
              </span>
            </li>
          )}
        </ol>
      </nav>
      {node !== null && (
        <output aria-live="polite" className={styles.sum}>
          {format(node.value)} {change === null ? null : changeText(change)}
        </output>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    path: css({ minWidth: 0 }),
    steps: css({ display: 'flex', flexWrap: 'wrap', listStyle: 'none', margin: 0 }),
    step: css({ display: 'flex', alignItems: 'center', overflowWrap: 'anywhere' }),
    last: css({ padding: theme.spacing(0, 1), fontSize: theme.typography.bodySmall.fontSize }),
    sum: css({ flexGrow: 1, fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightMedium }),
  };
}
