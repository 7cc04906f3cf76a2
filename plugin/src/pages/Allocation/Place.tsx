import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import type { Panel } from '@grafana/schema';
import type { CostsResponse } from '@outlay/contract/api';
import React, { useCallback } from 'react';
import { useWidth } from '../../components/useWidth';
import { AddToDashboard } from '../../extensions/AddToDashboard';
import { allocationPanel } from '../../extensions/panelModels';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import type { AllocationNode } from '../../panels/allocation-panel/AllocationNode';
import { VIEWS } from '../../panels/allocation-panel/options';
import { Parts } from './Parts';
import { PathBar } from './PathBar';
import { filtersOf, pathFromText, pathToText } from './question';
import { Resources } from './Resources';
import type { PlaceView, View } from './View';

interface PlaceProps extends PlaceView {
  readonly costs: CostsResponse;
  readonly root: AllocationNode;
}

/** Where one is among the costs: the way there, what it sums to, and its parts or resources. */
export function Place({ state, change, path, levels, span, costs, root }: PlaceProps) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  const format = useCallback((value: number) => money(value, costs.currency), [costs.currency]);
  const node = nodeAt(root, path);
  const hasResources = path.length > 0 && (path.length === levels.length || state.resources !== '');
  const go = (to: readonly string[]) => change({ path: pathToText(to, levels), resources: '' });
  if (costs.rows.length === 0 && path.length === 0) {
    return (
      <EmptyState variant="not-found" message={t('outlay.allocation.none', 'Nothing was charged in these days.')} />
    );
  }
  return (
    <div ref={ref} className={styles.place}>
      <div className={styles.bar}>
        <PathBar {...{ path, hasResources, node, format, go }} />
        <Ways {...{ state, change, path, levels, hasResources }} />
      </div>
      <Notes {...{ state, levels, costs }} />
      {hasResources ? (
        <Resources {...{ state, change, span }} filters={filtersOf(path, levels)} />
      ) : node === null ? (
        <EmptyState
          variant="not-found"
          message={t('outlay.allocation.noPlace', 'Nothing of this was charged in these days or those before.')}
        />
      ) : (
        <Parts
          focus={node}
          view={VIEWS.find((view) => view === state.view) ?? 'treemap'}
          {...{ width, format }}
          pick={(picked) => (picked.kind === 'folded' ? change({ view: 'table' }) : go(picked.path))}
          out={() => go(path.slice(0, -1))}
        />
      )}
    </div>
  );
}

interface WaysProps extends Omit<PlaceView, 'span'> {
  readonly hasResources: boolean;
}

/** Where one can go from a place: to its resources and back, to why it is whose it is, to a dashboard. */
function Ways({ state, change, path, levels, hasResources }: WaysProps) {
  return (
    <>
      {path.length > 0 && path.length < levels.length && (
        <Button
          size="sm"
          variant="secondary"
          icon={hasResources ? 'apps' : 'list-ul'}
          onClick={() => change({ resources: hasResources ? '' : '1' })}
        >
          {hasResources ? t('outlay.allocation.parts', 'Parts') : t('outlay.allocation.resources', 'Resources')}
        </Button>
      )}
      <Button size="sm" variant="secondary" icon="question-circle" onClick={() => change({ explain: '1' })}>
        {t('outlay.allocation.why', 'Why is this mine?')}
      </Button>
      {!hasResources && <AddToDashboard panel={panelOf(state, path, levels)} />}
    </>
  );
}

function panelOf({ from, days, ...view }: View['state'], path: readonly string[], levels: readonly string[]): Panel {
  const title = path.length === 0 ? t('outlay.allocation.dashboardTitle', 'Costs') : path.join(' › ');
  return allocationPanel({ ...view, title, levels, path, days: from === '' ? days : '' });
}

/** What the figures leave out, and what of the address could not be read. */
function Notes({ state, levels, costs }: Pick<PlaceProps, 'state' | 'levels' | 'costs'>) {
  return (
    <>
      {pathFromText(state.path, levels) === null && (
        <p role="note">
          {t('outlay.allocation.strangePath', 'The place in this address is none of these levels; here is everything.')}
        </p>
      )}
      {costs.total > costs.rows.length && (
        <p role="note">
          {t(
            'outlay.allocation.cut',
            '{{shown}} of {{total}} combinations; the others are one part. CSV has all.',
            plain({ shown: costs.rows.length, total: costs.total }),
          )}
        </p>
      )}
    </>
  );
}

function nodeAt(root: AllocationNode, path: readonly string[]): AllocationNode | null {
  return path.reduce<AllocationNode | null>(
    (node, name) => node?.children.find((child) => child.name === name) ?? null,
    root,
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    place: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
    bar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  };
}
