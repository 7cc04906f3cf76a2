import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Change, GroupPlan, InstallPlan, RulePlan } from '../../alerting/planInstall';

const ICONS: Readonly<Record<Change, IconName>> = {
  added: 'plus-circle',
  changed: 'pen',
  removed: 'minus-circle',
  same: 'check',
};

/** Each rule that changes or is paused, with what changes; rules that stay as they are only count. */
export function PlanTable({ plan }: { readonly plan: InstallPlan }) {
  const styles = useStyles2(getStyles);
  const caption = t('outlay.rules.caption', 'What installing changes');
  const groups = plan.groups.filter((group) => group.fields.length > 0 || group.rules.some(isTold));
  if (groups.length === 0) return null;
  return (
    <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outlay.rules.rule', 'Rule')}</th>
            <th scope="col">{t('outlay.rules.change', 'Change')}</th>
            <th scope="col">{t('outlay.rules.fields', 'What changes')}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.title} group={group} />
        ))}
      </table>
    </div>
  );
}

function GroupRows({ group }: { readonly group: GroupPlan }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup">{group.title}</th>
        <td>
          <ChangeWord change={group.change} />
        </td>
        <td>{group.fields.join(', ')}</td>
      </tr>
      {group.rules.filter(isTold).map((rule) => (
        <RuleRow key={rule.uid} rule={rule} />
      ))}
    </tbody>
  );
}

function RuleRow({ rule }: { readonly rule: RulePlan }) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <th scope="row" className={styles.rule}>
        {rule.title}
      </th>
      <td>
        <ChangeWord change={rule.change} />
        {rule.isPaused && rule.change !== 'removed' && (
          <span className={styles.paused}>
            <Icon name="pause" aria-hidden /> {t('outlay.rules.paused', 'stays paused')}
          </span>
        )}
      </td>
      <td className={styles.fields}>{rule.fields.join(', ')}</td>
    </tr>
  );
}

function ChangeWord({ change }: { readonly change: Change }) {
  const styles = useStyles2(getStyles);
  const words: Readonly<Record<Change, string>> = {
    added: t('outlay.rules.added', 'added'),
    changed: t('outlay.rules.changed', 'changed'),
    removed: t('outlay.rules.removed-word', 'removed'),
    same: t('outlay.rules.same', 'stays'),
  };
  return (
    <span className={styles[change]}>
      <Icon name={ICONS[change]} aria-hidden /> {words[change]}
    </span>
  );
}

function isTold({ change, isPaused }: RulePlan): boolean {
  return change !== 'same' || isPaused;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    scroll: css({ overflowX: 'auto', maxWidth: '100%' }),
    table: css({
      width: '100%',
      'th, td': {
        padding: theme.spacing(0.5, 1),
        borderBottom: `1px solid ${theme.colors.border.weak}`,
        textAlign: 'left',
        verticalAlign: 'top',
      },
    }),
    rule: css({ '&&': { paddingLeft: theme.spacing(3) }, fontWeight: theme.typography.fontWeightRegular }),
    fields: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
    paused: css({ marginLeft: theme.spacing(1), whiteSpace: 'nowrap' }),
    added: css({ color: theme.colors.info.text, whiteSpace: 'nowrap' }),
    changed: css({ color: theme.colors.text.primary, whiteSpace: 'nowrap' }),
    removed: css({ color: theme.colors.warning.text, whiteSpace: 'nowrap' }),
    same: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  };
}
