import { t } from '@grafana/i18n';
import { Combobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import { Bills } from './Bills';
import { Month } from './Month';
import { Movers } from './Movers';
import { Needs } from './Needs';
import { ownersOf } from './needsOf';
import { Unallocated } from './Unallocated';

const ROLES = ['on-call', 'owner', 'finance'] as const;
type Role = (typeof ROLES)[number];

/** What changed and what needs somebody, in the order of whoever looks: for everyone, or for one owner. */
export default function Overview() {
  const [{ owner, role, by }, change] = useUrlState({ owner: '', role: 'on-call', by: 'cloud_service' });
  const budgets = useRead('budgets');
  const slos = useRead('slos');
  const methodology = useRead('methodology');
  const dimension = methodology.state === 'ready' ? methodology.data.owner : null;
  const owners = budgets.state === 'ready' && slos.state === 'ready' ? ownersOf({ ...budgets.data, ...slos.data }) : [];
  // Where no dimension names owners, costs are of everyone whoever is chosen.
  const slice = owner === '' || dimension === null ? {} : { [dimension]: owner };
  const cards = {
    month: <Month key="month" owner={owner} slice={slice} />,
    needs: <Needs key="needs" owner={owner} ownerDimension={dimension} budgets={budgets} slos={slos} />,
    movers: <Movers key="movers" dimension={by} slice={slice} />,
    unallocated: dimension === null ? null : <Unallocated key="unallocated" />,
    bills: <Bills key="bills" />,
  };
  return (
    <Page
      title={t('outlay.overview.title', 'Overview')}
      subTitle={t('outlay.overview.subTitle', 'What changed, and what needs somebody.')}
      actions={
        <Stack direction="row" gap={2} wrap="wrap">
          <RadioButtonGroup
            aria-label={t('outlay.overview.role', 'View for')}
            value={roleOf(role)}
            options={ROLES.map((value) => ({ value, label: roleText(value) }))}
            onChange={(value) => change({ role: value })}
          />
          <Combobox
            aria-label={t('outlay.overview.owner', 'Owner')}
            placeholder={t('outlay.overview.everyone', 'Everyone')}
            width={24}
            isClearable
            options={owners.map((value) => ({ value }))}
            value={owner === '' ? null : owner}
            onChange={(chosen) => change({ owner: chosen?.value ?? '' })}
          />
        </Stack>
      }
    >
      {ORDER[roleOf(role)].map((card) => cards[card])}
    </Page>
  );
}

/** What each role sees, what it came for first. */
const ORDER = {
  'on-call': ['needs', 'movers', 'month'],
  owner: ['month', 'needs', 'movers'],
  finance: ['month', 'unallocated', 'bills', 'movers', 'needs'],
} as const satisfies Record<Role, readonly string[]>;

function roleOf(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'on-call';
}

function roleText(role: Role): string {
  const texts: Readonly<Record<Role, string>> = {
    'on-call': t('outlay.overview.onCall', 'On call'),
    owner: t('outlay.overview.forOwner', 'Owner'),
    finance: t('outlay.overview.finance', 'Finance'),
  };
  return texts[role];
}
