import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { foldNodes, type AllocationNode } from '../AllocationNode';
import type { Size } from '../Cell';
import { changeOf, changeText } from '../change';
import { nameOf, shareOf } from '../words';

/** Rows that are drawn at once; the rest is one row until it is asked for. */
const PAGE = 100;

interface AllocationTableProps extends Size {
  readonly focus: AllocationNode;
  readonly label: string;
  readonly hasChange: boolean;
  readonly format: (value: number) => string;
  readonly onPick: (node: AllocationNode, element: Element) => void;
}

/** The children of the focus as rows, with their sum below. */
export function AllocationTable({ focus, label, hasChange, format, onPick, width, height }: AllocationTableProps) {
  const styles = useStyles2(getStyles);
  const [most, setMost] = useState(PAGE);
  const { rows, hidden } = split(focus, most);
  const more = hidden.length === 0 ? null : foldNodes(focus, hidden);
  const telling = { whole: focus, hasChange, format };
  return (
    <div className={styles.scroll} style={{ width, height }}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{rows[0]?.level ?? t('outlay.panels.allocation.name', 'Name')}</th>
            <th scope="col">{t('outlay.panels.allocation.cost', 'Cost')}</th>
            <th scope="col">{t('outlay.panels.allocation.share', 'Share')}</th>
            {hasChange && <th scope="col">{t('outlay.panels.allocation.previous', 'Previous')}</th>}
            {hasChange && <th scope="col">{t('outlay.panels.allocation.change', 'Change')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <tr key={node.id} className={cx(node.kind === 'rest' && styles.rest)}>
              <th scope="row">
                <button
                  type="button"
                  data-node={node.id}
                  className={styles.name}
                  onClick={(event) => onPick(node, event.currentTarget)}
                >
                  {nameOf(node)}
                </button>
              </th>
              <Figures node={node} {...telling} />
            </tr>
          ))}
          {more !== null && (
            <tr>
              <th scope="row">
                <Button size="sm" variant="secondary" fill="text" onClick={() => setMost(most + PAGE)}>
                  {t('outlay.panels.allocation.showMore', 'Show {{count}} of {{name}}', {
                    count: Math.min(PAGE, hidden.length),
                    name: nameOf(more),
                  })}
                </Button>
              </th>
              <Figures node={more} {...telling} />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('outlay.panels.allocation.sum', 'Sum')}</th>
            <Figures node={focus} {...telling} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface FiguresProps {
  readonly node: AllocationNode;
  readonly whole: AllocationNode;
  readonly hasChange: boolean;
  readonly format: (value: number) => string;
}

function Figures({ node, whole, hasChange, format }: FiguresProps) {
  const change = changeOf(node.value, node.previous);
  return (
    <>
      <td>{format(node.value)}</td>
      <td>{shareOf(node, whole)}</td>
      {hasChange && <td>{node.previous === null ? null : format(node.previous)}</td>}
      {hasChange && <td>{change === null ? null : changeText(change)}</td>}
    </>
  );
}

/** The first rows, and always those that have no name of their own. */
function split(focus: AllocationNode, most: number) {
  const isShown = (node: AllocationNode, index: number) => index < most || node.kind === 'rest';
  return {
    rows: focus.children.filter(isShown),
    hidden: focus.children.filter((node, index) => !isShown(node, index)),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto' }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.5, 1), borderBottom: `1px solid ${theme.colors.border.weak}` },
    'td, thead th:not(:first-child)': { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
    'thead th': { position: 'sticky', top: 0, background: theme.colors.background.primary },
    'tbody th': { fontWeight: theme.typography.fontWeightRegular },
    // The sum stays in sight, however many rows there are.
    tfoot: { position: 'sticky', bottom: 0, background: theme.colors.background.primary },
    'tfoot th, tfoot td': { fontWeight: theme.typography.fontWeightMedium },
  }),
  rest: css({
    backgroundImage: `repeating-linear-gradient(45deg, ${theme.colors.border.weak} 0, ${theme.colors.border.weak} 1px, transparent 1px, transparent 7px)`,
  }),
  name: css({
    border: 'none',
    padding: 0,
    background: 'none',
    color: theme.colors.text.link,
    font: 'inherit',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
