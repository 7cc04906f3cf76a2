import { t } from '@grafana/i18n';
import { Icon } from '@grafana/ui';
import React from 'react';
import type { InstallPlan, RulePlan } from '../../alerting/planInstall';
import type { ChangedRow } from './ChangesTable';
import { ChangesTable } from './ChangesTable';

/** Each rule that changes or is paused, with what changes; rules that stay as they are only count. */
export function PlanTable({ plan }: { readonly plan: InstallPlan }) {
  const groups = plan.groups
    .filter((group) => group.fields.length > 0 || group.rules.some(isTold))
    .map(({ title, change, fields, rules }) => ({
      ...{ key: title, name: title, change, details: fields.join(', ') },
      rows: rules.filter(isTold).map(rowOf),
    }));
  return (
    <ChangesTable
      caption={t('outlay.rules.caption', 'What installing changes')}
      heading={t('outlay.rules.rule', 'Rule')}
      groups={groups}
    />
  );
}

function rowOf({ uid, title, change, fields, isPaused }: RulePlan): ChangedRow {
  const row = { key: uid, name: title, change, details: fields.join(', ') };
  return isPaused && change !== 'removed' ? { ...row, note: <StaysPaused /> } : row;
}

function StaysPaused() {
  return (
    <>
      <Icon name="pause" aria-hidden /> {t('outlay.rules.paused', 'stays paused')}
    </>
  );
}

function isTold({ change, isPaused }: RulePlan): boolean {
  return change !== 'same' || isPaused;
}
