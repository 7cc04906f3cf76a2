import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, Field, LinkButton, MultiCombobox, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import type { CostsResponse, MethodologyResponse, SourcesResponse } from '@outlay/contract/api';
import { COST_BASES } from '@outlay/contract/money';
import React, { useCallback, useMemo, useState } from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import type { UrlState } from '../../components/useUrlState';
import { useWidth } from '../../components/useWidth';
import { completeUntil, lastDays, spanBefore } from '../../format/days';
import type { Span } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import type { AllocationNode } from '../../panels/allocation-panel/AllocationNode';
import { AllocationView } from '../../panels/allocation-panel/components/AllocationView';
import { buildTree } from '../../panels/allocation-panel/hierarchy';
import { VIEWS } from '../../panels/allocation-panel/options';
import { Explain } from './Explain';
import { costsQuery, csvUrl, filtersOf, leavesOf, levelsOf, pathFromText, pathToText } from './question';
import { WorkList } from './WorkList';

const HEIGHT = 420;
const DAYS = ['7', '28', '90'];

const DEFAULTS = { days: '28', basis: 'effective', levels: '', view: 'treemap', path: '' };
type State = UrlState<keyof typeof DEFAULTS>;

/** Whose the cost is, from the largest part down to the smallest, and why. */
export default function Allocation() {
  const [state, change] = useUrlState(DEFAULTS);
  const methodology = useRead('methodology');
  const sources = useRead('sources');
  const { now } = useConnection();
  return (
    <Page
      title={t('outlay.allocation.title', 'Allocation')}
      subTitle={t('outlay.allocation.subTitle', 'Whose the cost is, before shared costs are split, and why.')}
    >
      <Await reading={methodology}>
        {(rules: MethodologyResponse) => (
          <Await reading={sources}>
            {(known: SourcesResponse) => (
              <Explorer
                state={state}
                change={change}
                rules={rules}
                span={lastDays(completeUntil(known.sources, now), Number(state.days) || 28)}
              />
            )}
          </Await>
        )}
      </Await>
    </Page>
  );
}

interface ExplorerProps {
  readonly state: State;
  readonly change: (changed: Partial<State>) => void;
  readonly rules: MethodologyResponse;
  readonly span: Span;
}

function Explorer({ state, change, rules, span }: ExplorerProps) {
  const levels = levelsOf(state.levels, rules.dimensions);
  const query = costsQuery(span, state.basis, levels);
  const now = useRead('costs', query);
  const before = useRead('costs', costsQuery(spanBefore(span), state.basis, levels));
  return (
    <>
      <Controls state={state} change={change} dimensions={rules.dimensions} levels={levels} csv={csvUrl(query)} />
      <Card
        title={t('outlay.allocation.costs', 'Costs from {{from}} to {{to}}', plain({ from: span.from, to: span.to }))}
      >
        <Await reading={now} lines={8}>
          {(costs: CostsResponse) => (
            <Await reading={before} lines={8}>
              {(earlier: CostsResponse) => (
                <Costs {...{ state, change, levels, span, costs, earlier }} key={levels.join()} />
              )}
            </Await>
          )}
        </Await>
      </Card>
      {rules.owner !== null && (
        <Card title={t('outlay.allocation.work', 'Without an owner')}>
          <WorkList span={span} />
        </Card>
      )}
    </>
  );
}

interface ControlsProps {
  readonly state: State;
  readonly change: (changed: Partial<State>) => void;
  readonly dimensions: readonly string[];
  readonly levels: readonly string[];
  readonly csv: string;
}

function Controls({ state, change, dimensions, levels, csv }: ControlsProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.controls}>
      <Field label={t('outlay.allocation.levels', 'Levels, the outermost first')} noMargin>
        <MultiCombobox
          id="levels"
          options={dimensions.map((value) => ({ value }))}
          value={[...levels]}
          onChange={(chosen) => change({ levels: chosen.map(({ value }) => value).join(','), path: '' })}
        />
      </Field>
      <Field label={t('outlay.allocation.days', 'Complete days')} noMargin>
        <RadioButtonGroup
          value={state.days}
          options={DAYS.map((value) => ({ value, label: value }))}
          onChange={(days) => change({ days })}
        />
      </Field>
      <Field label={t('outlay.allocation.basis', 'Basis')} noMargin>
        <RadioButtonGroup
          value={state.basis}
          options={COST_BASES.map((value) => ({ value, label: value }))}
          onChange={(basis) => change({ basis })}
        />
      </Field>
      <Field label={t('outlay.allocation.view', 'View')} noMargin>
        <RadioButtonGroup
          value={state.view}
          options={VIEWS.map((value) => ({ value: value as string, label: value }))}
          onChange={(view) => change({ view })}
        />
      </Field>
      <LinkButton variant="secondary" icon="download-alt" href={csv} target="_self">
        {t('outlay.allocation.csv', 'CSV')}
      </LinkButton>
    </div>
  );
}

interface CostsProps {
  readonly state: State;
  readonly change: (changed: Partial<State>) => void;
  readonly levels: readonly string[];
  readonly span: Span;
  readonly costs: CostsResponse;
  readonly earlier: CostsResponse;
}

function Costs({ state, change, levels, span, costs, earlier }: CostsProps) {
  const [ref, width] = useWidth();
  const [isExplained, setExplained] = useState(false);
  const root = useMemo(() => buildTree(leavesOf(costs, earlier, levels), levels), [costs, earlier, levels]);
  const format = useCallback((value: number) => money(value, costs.currency), [costs.currency]);
  const path = pathFromText(state.path, levels) ?? [];
  const shown = nodeAt(root, path);
  if (costs.rows.length === 0) {
    return (
      <EmptyState variant="not-found" message={t('outlay.allocation.none', 'Nothing was charged in these days.')} />
    );
  }
  return (
    <div ref={ref}>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <PathBar path={path} go={(to) => change({ path: pathToText(to, levels) })} />
        <Button size="sm" variant="secondary" icon="question-circle" onClick={() => setExplained(true)}>
          {t('outlay.allocation.why', 'Why is this mine?')}
        </Button>
        {costs.total > costs.rows.length && (
          <span role="note">
            {t(
              'outlay.allocation.cut',
              '{{shown}} of {{total}} combinations; the others are one part. CSV has all.',
              plain({
                shown: costs.rows.length,
                total: costs.total,
              }),
            )}
          </span>
        )}
      </Stack>
      <AllocationView
        key={state.path}
        root={shown}
        view={VIEWS.find((view) => view === state.view) ?? 'treemap'}
        width={width}
        height={HEIGHT}
        format={format}
        onPick={(node) => {
          if (node.children.length > 0 && node.kind !== 'folded') change({ path: pathToText(node.path, levels) });
        }}
      />
      {isExplained && (
        <Explain
          title={path.length === 0 ? t('outlay.allocation.everything', 'Everything') : path.join(' › ')}
          query={{ ...span, basis: state.basis, ...filtersOf(path, levels) }}
          close={() => setExplained(false)}
        />
      )}
    </div>
  );
}

function PathBar({ path, go }: { readonly path: readonly string[]; readonly go: (path: readonly string[]) => void }) {
  if (path.length === 0) return null;
  return (
    <nav aria-label={t('outlay.allocation.path', 'Where you are')}>
      <Button size="sm" fill="text" onClick={() => go([])}>
        {t('outlay.allocation.everything', 'Everything')}
      </Button>
      {path.map((value, depth) => (
        <Button
          key={`${depth} ${value}`}
          size="sm"
          fill="text"
          icon="angle-right"
          onClick={() => go(path.slice(0, depth + 1))}
        >
          {value}
        </Button>
      ))}
    </nav>
  );
}

/** The node at a path; the nearest above it when it is gone. */
function nodeAt(root: AllocationNode, path: readonly string[]): AllocationNode {
  return path.reduce((node, name) => node.children.find((child) => child.name === name) ?? node, root);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    controls: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), alignItems: 'flex-end' }),
  };
}
