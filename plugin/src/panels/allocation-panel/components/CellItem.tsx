import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import type { AllocationNode } from '../AllocationNode';
import type { Cell, SiblingPlace } from '../Cell';
import { changeOf, changeText } from '../change';
import type { Fill } from '../fill';
import { fitLabel } from '../fitLabel';
import { nameOf, sentenceOf, type FactNames } from '../words';

interface CellItemProps {
  readonly cell: Cell;
  readonly index: number;
  readonly fill: Fill | undefined;
  readonly place: SiblingPlace | undefined;
  readonly whole: AllocationNode;
  readonly names: FactNames;
  readonly hasChange: boolean;
  readonly isCurrent: boolean;
  readonly format: (value: number) => string;
}

/** One rectangle or bar with as much of its label as fits. */
export const CellItem = memo(function CellItem({ cell, index, fill, place, isCurrent, ...telling }: CellItemProps) {
  const styles = useStyles2(getStyles);
  const { node, box, isEnlarged } = cell;
  const isArea = cell.bar === null;
  return (
    <div
      role="treeitem"
      tabIndex={isCurrent ? 0 : -1}
      data-index={index}
      data-node={node.id}
      aria-label={sentenceOf(node, { ...telling, isEnlarged })}
      aria-level={cell.depth}
      aria-posinset={place?.position}
      aria-setsize={place?.count}
      aria-expanded={node.children.length > 0 ? cell.isOpen : undefined}
      aria-selected={isCurrent}
      className={cx(styles.item, isArea && styles.area, isArea && fill?.isHatched && styles.hatched)}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height, ...(isArea ? paintOf(fill) : {}) }}
    >
      {isArea ? <AreaLabel {...{ cell, fill, ...telling }} /> : <BarRow {...{ cell, fill, ...telling }} />}
    </div>
  );
});

function paintOf(fill: Fill | undefined) {
  return { backgroundColor: fill?.background, color: fill?.text };
}

type LabelProps = Pick<CellItemProps, 'cell' | 'fill' | 'hasChange' | 'format'>;

function AreaLabel({ cell, fill, hasChange, format }: LabelProps) {
  const styles = useStyles2(getStyles);
  const { node } = cell;
  const fit = fitLabel(cell);
  const change = hasChange && fit.hasChange ? changeWord(node) : null;
  if (!fit.hasName) return null;
  return (
    <span
      aria-hidden
      className={cx(styles.label, fit.isOneLine && styles.oneLine)}
      style={fill?.isHatched ? { backgroundColor: fill.background } : undefined}
    >
      <span className={styles.name}>{nameOf(node)}</span>{' '}
      {fit.hasValue && <span className={styles.value}>{format(node.value)}</span>}{' '}
      {change !== null && <span className={styles.value}>{change}</span>}
    </span>
  );
}

function BarRow({ cell, fill, hasChange, format }: LabelProps) {
  const styles = useStyles2(getStyles);
  const { node, bar } = cell;
  const change = hasChange ? changeWord(node) : null;
  const from = 100 * (bar?.from ?? 0);
  const to = 100 * (bar?.to ?? 0);
  return (
    <span aria-hidden className={styles.row}>
      <span className={styles.name}>
        {fill?.isHatched && <span className={cx(styles.swatch, styles.hatched)} style={paintOf(fill)} />}
        {nameOf(node)}
      </span>{' '}
      <span className={styles.track}>
        <span
          className={cx(styles.bar, fill?.isHatched && styles.hatched)}
          style={{ left: `${from}%`, width: `${to - from}%`, ...paintOf(fill) }}
        />
      </span>
      <span className={styles.figures}>
        {format(node.value)} {change}
      </span>
    </span>
  );
}

function changeWord(node: AllocationNode): string | null {
  const change = changeOf(node.value, node.previous);
  return change === null ? null : changeText(change);
}

/** Of the colour of the text, which is seen on every fill, and no rival to it. */
const HATCH = 'color-mix(in srgb, currentColor 45%, transparent)';

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({
    position: 'absolute',
    boxSizing: 'border-box',
    overflow: 'hidden',
    cursor: 'pointer',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.3,
    '&:focus': { outline: 'none' },
    // Inside the box: the tree cuts off what would stand outside of it.
    '&:focus-visible': {
      outline: `3px solid ${theme.colors.text.maxContrast}`,
      outlineOffset: -3,
      boxShadow: `inset 0 0 0 5px ${theme.colors.background.primary}`,
    },
  }),
  area: css({ border: `1px solid ${theme.colors.background.primary}` }),
  hatched: css({
    backgroundImage: `repeating-linear-gradient(45deg, ${HATCH} 0, ${HATCH} 1px, transparent 1px, transparent 7px)`,
  }),
  label: css({
    display: 'flex',
    flexDirection: 'column',
    width: 'fit-content',
    maxWidth: '100%',
    padding: '1px 4px',
    whiteSpace: 'nowrap',
  }),
  oneLine: css({ flexDirection: 'row', gap: 6, paddingBlock: '1px 0', lineHeight: 1.15 }),
  // The name gives way before the figures do.
  name: css({
    flexShrink: 1000,
    minWidth: '3ch',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  value: css({ overflow: 'hidden', textOverflow: 'ellipsis', fontVariantNumeric: 'tabular-nums' }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, 30%) 1fr minmax(96px, auto)',
    alignItems: 'center',
    gap: 8,
    height: '100%',
    paddingInline: 4,
    color: theme.colors.text.primary,
  }),
  swatch: css({ display: 'inline-block', width: 14, height: 10, marginRight: 4 }),
  track: css({ position: 'relative', height: '64%', background: theme.colors.background.secondary }),
  bar: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 3 }),
  figures: css({ textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
});
