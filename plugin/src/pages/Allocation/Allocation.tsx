import { t } from '@grafana/i18n';
import type { CostsResponse, MethodologyResponse, SourcesResponse } from '@outlay/contract/api';
import React, { useMemo } from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import { completeUntil, spanBefore } from '../../format/days';
import type { Span } from '../../format/days';
import { plain } from '../../format/plain';
import { buildTree } from '../../panels/allocation-panel/hierarchy';
import { Controls } from './Controls';
import { daysText } from './daysText';
import { Explain } from './Explain';
import { Place } from './Place';
import { costsQuery, csvUrl, filtersOf, leavesOf, levelsOf, pathFromText, spanOf } from './question';
import { VIEW } from './View';
import type { PlaceView, View } from './View';
import { WorkList } from './WorkList';

/** Whose the cost is, from the largest part down to the single resource, and why. */
export default function Allocation() {
  const [state, change] = useUrlState(VIEW);
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
              <Explorer {...{ state, change, rules }} span={spanOf(state, completeUntil(known.sources, now))} />
            )}
          </Await>
        )}
      </Await>
    </Page>
  );
}

interface ExplorerProps extends View {
  readonly rules: MethodologyResponse;
  readonly span: Span;
}

function Explorer({ state, change, rules, span }: ExplorerProps) {
  const levels = levelsOf(state.levels, rules.dimensions);
  const path = pathFromText(state.path, levels) ?? [];
  const query = costsQuery(span, state.basis, levels);
  const now = useRead('costs', query);
  const before = useRead('costs', costsQuery(spanBefore(span), state.basis, levels));
  return (
    <>
      <Controls {...{ state, change, span, levels }} dimensions={rules.dimensions} csv={csvUrl(query)} />
      <Card title={t('outlay.allocation.costs', 'Costs of {{days}}', plain({ days: daysText(span) }))}>
        <Await reading={now} lines={8}>
          {(costs: CostsResponse) => (
            <Await reading={before} lines={8}>
              {(earlier: CostsResponse) => <Costs {...{ state, change, path, levels, span, costs, earlier }} />}
            </Await>
          )}
        </Await>
      </Card>
      {state.explain !== '' && <Why {...{ state, change, path, levels, span, rules }} />}
      {rules.owner !== null && (
        <Card title={t('outlay.allocation.work', 'Without an owner')}>
          <WorkList span={span} owner={rules.owner} />
        </Card>
      )}
    </>
  );
}

interface CostsProps extends PlaceView {
  readonly costs: CostsResponse;
  readonly earlier: CostsResponse;
}

function Costs({ costs, earlier, ...place }: CostsProps) {
  const { levels } = place;
  const root = useMemo(() => buildTree(leavesOf(costs, earlier, levels), levels), [costs, earlier, levels]);
  return <Place {...place} root={root} costs={costs} />;
}

interface WhyProps extends PlaceView {
  readonly rules: MethodologyResponse;
}

/** Why the place where one is, or a resource there, is whose it is. */
function Why({ state, change, path, levels, span, rules }: WhyProps) {
  const { basis, resource } = state;
  const owner = resource === '' ? path[levels.indexOf(rules.owner ?? '')] : undefined;
  const place = resource === '' ? path : [...path, resource];
  return (
    <Explain
      title={place.length === 0 ? t('outlay.allocation.everything', 'Everything') : place.join(' › ')}
      span={{ ...span, basis }}
      filters={{ ...filtersOf(path, levels), ...(resource !== '' && { resource_id: resource }) }}
      owner={owner}
      close={() => change({ explain: '', resource: '' })}
    />
  );
}
