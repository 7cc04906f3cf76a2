import { css } from '@emotion/css';
import React, { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { AllocationNode } from '../AllocationNode';
import type { Cell, SiblingPlace, Size } from '../Cell';
import { fillOf } from '../fill';
import { nextCell } from '../nextCell';
import { factNames } from '../words';
import { CellItem } from './CellItem';
import { CellTooltip } from './CellTooltip';

interface CellsProps extends Size {
  readonly cells: readonly Cell[];
  /** What the shares are of. */
  readonly whole: AllocationNode;
  readonly label: string;
  readonly hasChange: boolean;
  readonly format: (value: number) => string;
  readonly onPick: (node: AllocationNode, element: Element) => void;
}

/** The drawn rectangles as a tree that keys walk through. Pointing at one renders the tooltip and nothing else. */
export function Cells({ cells, whole, label, hasChange, format, onPick, width, height }: CellsProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const container = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const fills = useMemo(() => cells.map((cell) => fillOf(cell, { theme, hasChange })), [cells, theme, hasChange]);
  const places = useMemo(() => placesOf(cells), [cells]);
  const names = useMemo(() => factNames(whole), [whole]);
  const current = Math.max(
    0,
    cells.findIndex(({ node }) => node.id === currentId),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const cell = cells[current];
    const element = container.current?.querySelectorAll('[role="treeitem"]')[current];
    if ((event.key === 'Enter' || event.key === ' ') && cell !== undefined && element !== undefined) {
      event.preventDefault();
      onPick(cell.node, element);
      return;
    }
    const next = nextCell(cells, current, event.key);
    if (next === null) return;
    event.preventDefault();
    const target = container.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[next];
    target?.focus();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const element = itemOf(event.target);
    const cell = cells[indexOf(element)];
    if (element !== null && cell !== undefined) onPick(cell.node, element);
  };

  return (
    <div
      ref={container}
      role="tree"
      tabIndex={-1}
      aria-label={label}
      className={styles.tree}
      style={{ width, height }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => setCurrentId(cells[indexOf(itemOf(event.target))]?.node.id ?? null)}
    >
      {cells.map((cell, index) => (
        <CellItem
          key={cell.node.id}
          {...{ cell, index, whole, names, hasChange, format }}
          fill={fills[index]}
          place={places[index]}
          isCurrent={index === current}
        />
      ))}
      <CellTooltip {...{ container, cells, whole, format, width, height }} />
    </div>
  );
}

/** Where each cell stands among the cells of its parent, which the flat list does not say. */
function placesOf(cells: readonly Cell[]): SiblingPlace[] {
  const families: number[][] = [];
  const open: number[][] = [];
  const positions = cells.map(({ depth }, index) => {
    open.length = Math.min(open.length, depth);
    const family = open[depth - 1] ?? [];
    open[depth - 1] = family;
    families[index] = family;
    return family.push(index);
  });
  return families.map((family, index) => ({ position: positions[index] ?? 0, count: family.length }));
}

function itemOf(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest('[role="treeitem"]') : null;
}

function indexOf(element: Element | null): number {
  return Number(element?.getAttribute('data-index') ?? -1);
}

const getStyles = () => ({
  tree: css({ position: 'relative', overflow: 'hidden' }),
});
