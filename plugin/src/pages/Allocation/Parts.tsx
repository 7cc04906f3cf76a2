import { t } from '@grafana/i18n';
import React, { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { plain } from '../../format/plain';
import type { AllocationNode } from '../../panels/allocation-panel/AllocationNode';
import { AllocationTable } from '../../panels/allocation-panel/components/AllocationTable';
import { Cells } from '../../panels/allocation-panel/components/Cells';
import { ChangeLegend } from '../../panels/allocation-panel/components/ChangeLegend';
import { layout } from '../../panels/allocation-panel/layout';
import type { AllocationViewName } from '../../panels/allocation-panel/options';
import { nameOf } from '../../panels/allocation-panel/words';

const HEIGHT = 400;

interface PartsProps {
  readonly focus: AllocationNode;
  readonly view: AllocationViewName;
  readonly width: number;
  readonly format: (value: number) => string;
  /** Goes into a part; for a node of those that have no room, to where they have. */
  readonly pick: (node: AllocationNode) => void;
  /** One step out. */
  readonly out: () => void;
}

/** What a place consists of, in one of the views. The address says where one is, so this keeps no way of its own. */
export function Parts({ focus, view, width, format, pick, out }: PartsProps) {
  const body = useRef<HTMLDivElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    // Who walks by keys stands on something that is gone.
    if (hasMoved.current) body.current?.querySelector<HTMLElement>('[data-node]')?.focus();
    hasMoved.current = false;
  }, [focus.id]);
  const move = (by: () => void) => {
    hasMoved.current = true;
    by();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || focus.path.length === 0) return;
    event.preventDefault();
    move(out);
  };
  const hasChange = focus.previous !== null;
  const shown = {
    ...{ hasChange, format, width, height: HEIGHT },
    label: t('outlay.allocation.partsOf', 'Costs of {{name}}', plain({ name: nameOf(focus) })),
    onPick: (node: AllocationNode) => node.kind !== 'credits' && move(() => pick(node)),
  };
  return (
    <div ref={body} onKeyDown={onKeyDown}>
      {view === 'table' ? (
        <AllocationTable key={focus.id} focus={focus} {...shown} />
      ) : (
        <Drawing key={focus.id} focus={focus} view={view} {...shown} />
      )}
      {hasChange && view !== 'table' && <ChangeLegend />}
    </div>
  );
}

interface DrawingProps extends Omit<React.ComponentProps<typeof Cells>, 'cells' | 'whole'> {
  readonly focus: AllocationNode;
  readonly view: Exclude<AllocationViewName, 'table'>;
}

function Drawing({ focus, view, ...shown }: DrawingProps) {
  const { width, height } = shown;
  const cells = useMemo(() => layout(focus, view, { width, height }), [focus, view, width, height]);
  return <Cells cells={cells} whole={focus} {...shown} />;
}
