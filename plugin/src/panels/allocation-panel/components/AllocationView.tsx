import type { LinkModel } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AllocationNode } from '../AllocationNode';
import type { Size } from '../Cell';
import { layout } from '../layout';
import type { AllocationViewName } from '../options';
import { focusOf, followTrail, trailTo, type Trail } from '../trail';
import { nameOf } from '../words';
import { AllocationTable } from './AllocationTable';
import { Cells } from './Cells';
import { ChangeLegend } from './ChangeLegend';
import { Crumbs } from './Crumbs';
import { LinksMenu } from './LinksMenu';

export interface AllocationViewProps extends Size {
  readonly root: AllocationNode;
  readonly view: AllocationViewName;
  /** Keep it the same between renders, or every rectangle renders again. */
  readonly format: (value: number) => string;
  /** Colours and words for the change to the previous period; shown when there is one, unless this says no. */
  readonly showChange?: boolean;
  /** Told of every node that is picked, before it opens. */
  readonly onPick?: (node: AllocationNode) => void;
  /** Data links of a leaf. */
  readonly linksOf?: (node: AllocationNode) => readonly LinkModel[];
}

const CRUMBS_HEIGHT = 32;
const LEGEND_HEIGHT = 24;
/** Below this height, the figures need all of it. */
const LEAST_WITH_FRAME = 140;
/** Below this width, the words of the legend would run into one another. */
const LEAST_WITH_LEGEND = 320;

interface Menu {
  readonly links: readonly LinkModel[];
  readonly anchor: Element;
}

/** One hierarchy of costs in one of four views. A node with parts opens; Escape goes back out. */
export function AllocationView({ root, view, width, height, format, showChange = true, ...on }: AllocationViewProps) {
  const { onPick, linksOf } = on;
  const { trail, go, body } = useTrail(root);
  const [menu, setMenu] = useState<Menu | null>(null);
  const focus = focusOf(trail);
  const hasChange = showChange && root.previous !== null;
  const { hasCrumbs, hasLegend, bodyHeight } = frameOf({ width, height, hasChange, view, isInside: trail.length > 1 });

  const pick = useCallback(
    (node: AllocationNode, anchor: Element) => {
      onPick?.(node);
      if (node.children.length > 0) {
        go(trailTo(trail, node), null);
        return;
      }
      const links = linksOf?.(node) ?? [];
      if (links.length > 0) setMenu({ links, anchor });
    },
    [go, trail, onPick, linksOf],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const [first, ...steps] = trail;
    if (event.key !== 'Escape' || steps.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    go([first, ...steps.slice(0, -1)], focus.id);
  };

  const label = t('outlay.panels.allocation.costsOf', 'Costs of {{name}}', {
    name: nameOf(focus),
    interpolation: { escapeValue: false },
  });
  const shown = { label, hasChange, format, onPick: pick, width, height: bodyHeight };
  return (
    <div style={{ width, height, overflow: 'hidden' }}>
      <div ref={body} onKeyDown={onKeyDown}>
        {hasCrumbs && (
          <Crumbs {...{ trail, hasChange, format }} onGo={(next) => next.length < trail.length && go(next, focus.id)} />
        )}
        {view === 'table' ? (
          <AllocationTable key={focus.id} focus={focus} {...shown} />
        ) : (
          <LaidOut key={focus.id} focus={focus} view={view} {...shown} />
        )}
        {hasLegend && <ChangeLegend />}
      </div>
      {menu !== null && <LinksMenu {...menu} onClose={() => setMenu(null)} />}
    </div>
  );
}

interface Framing extends Size {
  readonly hasChange: boolean;
  readonly view: AllocationViewName;
  readonly isInside: boolean;
}

/** What fits around the figures. The way back is there whenever there is one. */
function frameOf({ width, height, hasChange, view, isInside }: Framing) {
  const isHigh = height >= LEAST_WITH_FRAME;
  const hasCrumbs = isHigh || isInside;
  const hasLegend = hasChange && view !== 'table' && isHigh && width >= LEAST_WITH_LEGEND;
  const taken = (hasCrumbs ? CRUMBS_HEIGHT : 0) + (hasLegend ? LEGEND_HEIGHT : 0);
  return { hasCrumbs, hasLegend, bodyHeight: Math.max(0, height - taken) };
}

interface LaidOutProps extends Omit<React.ComponentProps<typeof Cells>, 'cells' | 'whole'> {
  readonly focus: AllocationNode;
  readonly view: Exclude<AllocationViewName, 'table'>;
}

function LaidOut({ focus, view, ...shown }: LaidOutProps) {
  const { width, height } = shown;
  const cells = useMemo(() => layout(focus, view, { width, height }), [focus, view, width, height]);
  return <Cells cells={cells} whole={focus} {...shown} />;
}

/** The trail, which outlives new values, and the keyboard's focus, which moves along with it. */
function useTrail(root: AllocationNode) {
  const [stored, setStored] = useState<Trail>([root]);
  const trail = useMemo(() => followTrail(root, stored), [root, stored]);
  const body = useRef<HTMLDivElement>(null);
  const arrival = useRef<{ readonly id: string | null } | null>(null);
  const go = useCallback((next: Trail, arriveAt: string | null) => {
    arrival.current = { id: arriveAt };
    setStored(next);
  }, []);
  const focusId = focusOf(trail).id;
  useEffect(() => {
    const wanted = arrival.current;
    arrival.current = null;
    if (wanted === null) return;
    const drawn = [...(body.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [])];
    const target = drawn.find((element) => element.dataset.node === wanted.id) ?? drawn[0];
    target?.focus();
  }, [focusId]);
  return { trail, go, body };
}
