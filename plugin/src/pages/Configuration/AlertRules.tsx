import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React, { useCallback } from 'react';
import { failureInWords } from '../../alerting/failureInWords';
import { install, remove } from '../../alerting/install';
import type { InstalledRules } from '../../alerting/installedRules';
import { isOurs, readInstalledRules } from '../../alerting/installedRules';
import type { InstallPlan } from '../../alerting/planInstall';
import { planInstall } from '../../alerting/planInstall';
import { aimedAt, readServedRules } from '../../alerting/servedRules';
import { ApiError } from '../../api/ApiError';
import type { Client } from '../../api/client';
import type { GrafanaApi } from '../../grafana/GrafanaApi';
import { VERBATIM } from '../../grafana/grafanaInWords';
import { connectionSentence } from './connectionFailure';
import { countsOf } from './countsOf';
import { InstallationView } from './InstallationView';
import type { Offer } from './InstallationView';
import { PlanTable } from './PlanTable';
import { useInstallation } from './useInstallation';
import type { Installation } from './useInstallation';

interface AlertRulesProps {
  readonly client: Pick<Client, 'rules'>;
  readonly grafana: GrafanaApi;
  readonly exporterUrl: string;
  readonly prometheusUid: string;
}

interface Difference {
  readonly plan: InstallPlan;
  readonly installed: InstalledRules;
}

/** The rules that the exporter would alert with, against those that Grafana has. */
export function AlertRules({ client, grafana, exporterUrl, prometheusUid }: AlertRulesProps) {
  const read = useCallback(async (): Promise<Difference> => {
    const served = aimedAt(readServedRules(await client.rules()), { datasourceUid: prometheusUid });
    const installed = await readInstalledRules(served, grafana);
    return { plan: planInstall(served, installed), installed };
  }, [client, grafana, prometheusUid]);
  const inWords = useCallback(
    (error: unknown) => (error instanceof ApiError ? connectionSentence(error, exporterUrl) : failureInWords(error)),
    [exporterUrl],
  );
  const installation = useInstallation(read, inWords);
  return (
    <InstallationView
      what={t('outlay.rules.what', 'alert rules')}
      installation={installation}
      offerOf={(found) => offerOf(found, installation, grafana)}
      table={({ plan }) => <PlanTable plan={plan} />}
    />
  );
}

function offerOf({ plan, installed }: Difference, { run }: Installation<Difference>, grafana: GrafanaApi): Offer {
  const isLocked = plan.locked.length > 0;
  const summary = summaryWords(plan);
  return {
    isInstalled: installed.groups.some((group) => group.rules.some(isOurs)),
    canInstall: !plan.isNothingToDo && !isLocked,
    canRemove: !isLocked,
    summary: isLocked ? <Locked titles={plan.locked} /> : <p>{summary}</p>,
    installQuestion: t(
      'outlay.rules.install-body',
      '{{summary}} Rules that somebody paused stay paused, and rules of others are left alone.',
      { summary, ...VERBATIM },
    ),
    removeQuestion: t(
      'outlay.rules.remove-body',
      'All alert rules of Outlay are deleted, with what is paused or silenced in them. Nobody is alerted about cost until they are installed again. Rules of others are left alone.',
    ),
    install: () =>
      run(async (found, onProgress) => {
        await install(found.plan, grafana, onProgress);
        return t('outlay.rules.installed', 'The alert rules are installed.');
      }),
    remove: () =>
      run(async (found, onProgress) => {
        await remove(found.installed, grafana, onProgress);
        return t('outlay.rules.removed', 'The alert rules of Outlay are removed.');
      }),
  };
}

function Locked({ titles }: { readonly titles: readonly string[] }) {
  return (
    <Alert severity="info" title={t('outlay.rules.locked', 'Grafana reads these rules from a file')}>
      {t(
        'outlay.rules.locked-next',
        'What a file provisions can be changed only there: {{titles}}. Take the file out of the provisioning of Grafana to install the rules from here.',
        { titles: titles.join(', '), ...VERBATIM },
      )}
    </Alert>
  );
}

function summaryWords(plan: InstallPlan): string {
  const { added, changed, removed, same, paused } = countsOf(plan);
  const stay =
    paused === 0
      ? t('outlay.rules.stay', '{{same}} stay as they are.', { same })
      : t('outlay.rules.stay-paused', '{{same}} stay as they are. {{paused}} are paused and stay so.', {
          same,
          paused,
        });
  if (plan.isNothingToDo)
    return `${t('outlay.rules.nothing', 'There is nothing to do: everything is installed.')} ${stay}`;
  const counts = t('outlay.rules.counts', '{{added}} rules are added, {{changed}} changed, {{removed}} removed.', {
    ...{ added, changed, removed },
  });
  return `${counts} ${stay}`;
}
