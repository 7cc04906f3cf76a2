import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useEffect, useState, type RefObject } from 'react';
import type { AllocationNode } from '../AllocationNode';
import type { Cell, Size } from '../Cell';
import { factNames, factsOf, nameOf } from '../words';

interface CellTooltipProps extends Size {
  readonly container: RefObject<HTMLElement | null>;
  readonly cells: readonly Cell[];
  readonly whole: AllocationNode;
  readonly format: (value: number) => string;
}

interface Spot {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** What is under the pointer, or has the focus, in full. It listens for itself, so that no rectangle renders again. */
export function CellTooltip({ container, cells, whole, format, width, height }: CellTooltipProps) {
  const styles = useStyles2(getStyles);
  const spot = useSpot(container);
  const cell = spot === null ? undefined : cells[spot.index];
  if (spot === null || cell === undefined) return null;
  const side = spot.x > width / 2 ? { right: Math.max(0, width - spot.x + 12) } : { left: spot.x + 12 };
  const edge = spot.y > height / 2 ? { bottom: Math.max(0, height - spot.y + 12) } : { top: spot.y + 12 };
  return (
    <div aria-hidden className={styles.tooltip} style={{ ...side, ...edge }} data-testid="allocation-tooltip">
      <div className={styles.title}>{[...cell.node.path.slice(0, -1), nameOf(cell.node)].join(' / ')}</div>
      {factsOf(cell.node, { format, whole, names: factNames(whole), isEnlarged: cell.isEnlarged }).map(
        ({ name, text }) => (
          <div key={name} className={styles.fact}>
            <span>{name}</span>
            <span>{text}</span>
          </div>
        ),
      )}
    </div>
  );
}

function useSpot(container: RefObject<HTMLElement | null>): Spot | null {
  const [spot, setSpot] = useState<Spot | null>(null);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const hide = () => setSpot(null);
    const onPointer = (event: MouseEvent) => setSpot(spotOf(event.target, element, event));
    const onFocus = (event: FocusEvent) => {
      const item = event.target;
      if (item instanceof Element && item.matches(':focus-visible')) setSpot(spotOf(item, element, null));
    };
    element.addEventListener('mousemove', onPointer);
    element.addEventListener('mouseleave', hide);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', hide);
    return () => {
      element.removeEventListener('mousemove', onPointer);
      element.removeEventListener('mouseleave', hide);
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', hide);
    };
  }, [container]);
  return spot;
}

/** Beside the pointer, or at the middle of what has the focus. */
function spotOf(target: EventTarget | null, container: Element, pointer: MouseEvent | null): Spot | null {
  const item = target instanceof Element ? target.closest('[data-index]') : null;
  if (item === null) return null;
  const frame = container.getBoundingClientRect();
  const box = item.getBoundingClientRect();
  return {
    index: Number(item.getAttribute('data-index')),
    x: (pointer?.clientX ?? box.left + box.width / 2) - frame.left,
    y: (pointer?.clientY ?? box.top + box.height / 2) - frame.top,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    position: 'absolute',
    zIndex: theme.zIndex.tooltip,
    pointerEvents: 'none',
    maxWidth: 'min(320px, 90%)',
    padding: theme.spacing(1),
    color: theme.colors.text.primary,
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  fact: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
});
