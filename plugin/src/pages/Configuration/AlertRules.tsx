import { t } from '@grafana/i18n';
import { Alert, Button, ConfirmModal, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { isOurs } from '../../alerting/installedRules';
import { countsOf } from './countsOf';
import { PlanTable } from './PlanTable';
import { useAlertRules } from './useAlertRules';
import type { AlertRulesActions, AlertRulesSetting, AlertRulesState } from './useAlertRules';

/** What the exporter would alert on against what Grafana has; first the differences, then the buttons. */
export function AlertRules(setting: AlertRulesSetting) {
  const rules = useAlertRules(setting);
  switch (rules.state) {
    case 'loading':
      return <LoadingPlaceholder text={t('outlay.rules.loading', 'Reading the rules of exporter and Grafana…')} />;
    case 'failed':
      return (
        <Alert severity="error" title={t('outlay.rules.unread', 'The alert rules could not be compared')}>
          <Stack direction="column" gap={1} alignItems="flex-start">
            <span>{rules.words}</span>
            <ReadAgain onClick={rules.readAgain} />
          </Stack>
        </Alert>
      );
    case 'ready':
    case 'running':
      return <Compared rules={rules} />;
  }
}

type Compared = Extract<AlertRulesState, { readonly plan: unknown }> & AlertRulesActions;

function Compared({ rules }: { readonly rules: Compared }) {
  const [asked, setAsked] = useState<'install' | 'remove' | null>(null);
  const { plan, installed } = rules;
  const isRunning = rules.state === 'running';
  const isInstalled = installed.groups.some((group) => group.rules.some(isOurs));
  const isLocked = plan.locked.length > 0;
  const doing = isInstalled ? t('outlay.rules.update', 'Update') : t('outlay.rules.install', 'Install');
  const close = () => setAsked(null);
  const confirm = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Stack direction="column" gap={2}>
      <Summary rules={rules} />
      <PlanTable plan={plan} />
      <Stack direction="row" gap={1} wrap="wrap">
        <Button disabled={isRunning || plan.isNothingToDo || isLocked} onClick={() => setAsked('install')}>
          {doing}
        </Button>
        {isInstalled && (
          <Button
            variant="destructive"
            fill="outline"
            disabled={isRunning || isLocked}
            onClick={() => setAsked('remove')}
          >
            {t('outlay.rules.remove', 'Remove')}
          </Button>
        )}
        <ReadAgain onClick={rules.readAgain} isDisabled={isRunning} />
      </Stack>
      <Status rules={rules} />
      <ConfirmModal
        isOpen={asked === 'install'}
        title={t('outlay.rules.install-title', '{{doing}} the alert rules', { doing })}
        body={t(
          'outlay.rules.install-body',
          '{{summary}} Rules that somebody paused stay paused, and rules of others are left alone.',
          { summary: summaryWords(rules), interpolation: { escapeValue: false } },
        )}
        confirmText={doing}
        confirmVariant="primary"
        onConfirm={confirm(rules.installRules)}
        onDismiss={close}
      />
      <ConfirmModal
        isOpen={asked === 'remove'}
        title={t('outlay.rules.remove-title', 'Remove the alert rules')}
        body={t(
          'outlay.rules.remove-body',
          'All alert rules of Outlay are deleted, with what is paused or silenced in them. Nobody is alerted about cost until they are installed again. Rules of others are left alone.',
        )}
        confirmText={t('outlay.rules.remove', 'Remove')}
        onConfirm={confirm(rules.removeRules)}
        onDismiss={close}
      />
    </Stack>
  );
}

function Summary({ rules }: { readonly rules: Compared }) {
  const { plan } = rules;
  if (plan.locked.length > 0) {
    return (
      <Alert severity="info" title={t('outlay.rules.locked', 'Grafana reads these rules from a file')}>
        {t(
          'outlay.rules.locked-next',
          'What a file provisions can be changed only there: {{titles}}. Take the file out of the provisioning of Grafana to install the rules from here.',
          { titles: plan.locked.join(', '), interpolation: { escapeValue: false } },
        )}
      </Alert>
    );
  }
  return <p>{summaryWords(rules)}</p>;
}

function summaryWords({ plan }: Compared): string {
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

function Status({ rules }: { readonly rules: Compared }) {
  return (
    <div role="status" aria-live="polite">
      {rules.state === 'running' &&
        (rules.of === 0
          ? t('outlay.rules.beginning', 'Reading once more before anything changes…')
          : t('outlay.rules.progress', '{{done}} of {{of}} groups done…', { done: rules.done, of: rules.of }))}
      {rules.state === 'ready' && rules.outcome !== null && (
        <Alert severity={rules.outcome.severity} title={rules.outcome.words} />
      )}
    </div>
  );
}

function ReadAgain({ onClick, isDisabled = false }: { readonly onClick: () => void; readonly isDisabled?: boolean }) {
  return (
    <Button variant="secondary" icon="sync" disabled={isDisabled} onClick={onClick}>
      {t('outlay.rules.read-again', 'Read again')}
    </Button>
  );
}
