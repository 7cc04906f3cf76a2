import { t } from '@grafana/i18n';
import React from 'react';
import type { DashboardChange, DashboardPlan, DashboardsPlan } from '../../dashboards/planDashboards';
import type { ChangeKind } from './ChangesTable';
import { ChangesTable } from './ChangesTable';

const KINDS: Readonly<Record<DashboardChange, ChangeKind>> = {
  ...{ added: 'added', changed: 'changed', replaced: 'changed', removed: 'removed', same: 'same', locked: 'same' },
};

/** Each dashboard that changes, or that cannot; those that stay as they are only count. */
export function DashboardsTable({ plan }: { readonly plan: DashboardsPlan }) {
  return (
    <ChangesTable
      caption={t('outlay.dashboards.caption', 'What installing the dashboards changes')}
      heading={t('outlay.dashboards.dashboard', 'Dashboard')}
      rows={plan.dashboards
        .filter(({ change }) => change !== 'same')
        .map((one) => ({ key: one.uid, name: one.title, change: KINDS[one.change], details: detailsOf(one) }))}
    />
  );
}

function detailsOf({ change, revision, installedRevision }: DashboardPlan): string {
  switch (change) {
    case 'changed':
      if (installedRevision === 0) return t('outlay.dashboards.renamed', 'has a new title');
      return t('outlay.dashboards.revision', 'revision {{before}} to {{after}}', {
        before: installedRevision,
        after: revision,
      });
    case 'replaced':
      return t('outlay.dashboards.replaced', 'replaces one that somebody imported');
    case 'removed':
      return t('outlay.dashboards.gone', 'the app brings it no more');
    case 'locked':
      return t(
        'outlay.dashboards.locked',
        'Grafana reads it from a file of its provisioning, and it can change only there',
      );
    case 'added':
    case 'same':
      return '';
  }
}
