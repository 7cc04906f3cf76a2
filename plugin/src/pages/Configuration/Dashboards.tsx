import { t } from '@grafana/i18n';
import React, { useCallback } from 'react';
import { failureInWords } from '../../dashboards/failureInWords';
import { installDashboards, removeDashboards } from '../../dashboards/installDashboards';
import { readInstalledDashboards } from '../../dashboards/installedDashboards';
import type { DashboardChange, DashboardsPlan } from '../../dashboards/planDashboards';
import { planDashboards, planRemoval } from '../../dashboards/planDashboards';
import type { GrafanaApi } from '../../grafana/GrafanaApi';
import { VERBATIM } from '../../grafana/grafanaInWords';
import { DashboardsTable } from './DashboardsTable';
import { InstallationView } from './InstallationView';
import type { Offer } from './InstallationView';
import { useInstallation } from './useInstallation';
import type { Installation } from './useInstallation';

/** The dashboards that the app brings, against those that Grafana has. */
export function Dashboards({ grafana }: { readonly grafana: GrafanaApi }) {
  const read = useCallback(async () => planDashboards(await readInstalledDashboards(grafana)), [grafana]);
  const installation = useInstallation(read, failureInWords);
  return (
    <InstallationView
      what={t('outlay.dashboards.what', 'dashboards')}
      installation={installation}
      offerOf={(plan) => offerOf(plan, installation, grafana)}
      table={(plan) => <DashboardsTable plan={plan} />}
    />
  );
}

function offerOf(plan: DashboardsPlan, { run }: Installation<DashboardsPlan>, grafana: GrafanaApi): Offer {
  const summary = summaryWords(plan);
  const isInstalled = planRemoval(plan).length > 0;
  return {
    isInstalled,
    canInstall: !plan.isNothingToDo,
    canRemove: isInstalled,
    summary: <p>{summary}</p>,
    installQuestion: t(
      'outlay.dashboards.install-body',
      '{{summary}} What somebody changed in a dashboard that is updated is lost: save it as a copy before.',
      { summary, ...VERBATIM },
    ),
    removeQuestion: t(
      'outlay.dashboards.remove-body',
      'All dashboards that the app brought are deleted, with what somebody changed in them. Links from alerts lead nowhere until they are installed again. Grafana brings them again with the next version of the app.',
    ),
    install: () =>
      run(async (found, onProgress) => {
        await installDashboards(found, grafana, onProgress);
        return t('outlay.dashboards.installed', 'The dashboards are installed.');
      }),
    remove: () =>
      run(async (found, onProgress) => {
        await removeDashboards(found, grafana, onProgress);
        return t('outlay.dashboards.removed', 'The dashboards are removed.');
      }),
  };
}

function summaryWords(plan: DashboardsPlan): string {
  const count = (...changes: readonly DashboardChange[]) =>
    plan.dashboards.filter(({ change }) => changes.includes(change)).length;
  const same = count('same', 'locked');
  const stay = t('outlay.dashboards.stay', '{{same}} stay as they are.', { same });
  if (plan.isNothingToDo)
    return `${t('outlay.dashboards.nothing', 'There is nothing to do: everything is installed.')} ${stay}`;
  const counts = t(
    'outlay.dashboards.counts',
    '{{added}} dashboards are added, {{changed}} updated, {{removed}} removed.',
    { added: count('added'), changed: count('changed', 'replaced'), removed: count('removed') },
  );
  return `${counts} ${stay}`;
}
