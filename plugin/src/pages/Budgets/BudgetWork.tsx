import { t } from '@grafana/i18n';
import type { BudgetView } from '@outlay/contract/api';
import React from 'react';
import { Card } from '../../components/Page';
import { ProposalCard } from './ProposalCard';
import { proposalOf } from './proposal';
import type { Proposal } from './proposal';
import { useDraft } from './useDraft';
import { NOTHING_TRIED } from './whatIf';
import type { Tried } from './whatIf';
import { WhatIfCard } from './WhatIfCard';

interface WorkProps {
  readonly budget: BudgetView;
  readonly currency: string;
  readonly now: number;
}

type Worked = Tried & Proposal;

/** What is tried on a budget and what is proposed for it: one draft, because both speak of its amount. */
export function BudgetWork({ budget, currency, now }: WorkProps) {
  const { definition } = budget;
  const { values, change } = useDraft<keyof Worked>({
    ...NOTHING_TRIED,
    ...(definition === undefined ? { ...NO_PROPOSAL, amount: budget.amount } : proposalOf(definition)),
  });
  return (
    <>
      <Card title={t('outlay.budgets.whatIf', 'What if')}>
        <WhatIfCard
          budget={budget}
          currency={currency}
          now={now}
          tried={values}
          amount={values.amount}
          change={change}
        />
      </Card>
      <Card title={t('outlay.budgets.propose', 'Propose a change')}>
        {definition === undefined ? (
          <p>
            {t('outlay.proposal.unknown', 'The exporter tells how the budget is configured after its next refresh.')}
          </p>
        ) : (
          <ProposalCard definition={definition} proposal={values} change={change} />
        )}
      </Card>
    </>
  );
}

const NO_PROPOSAL: Omit<Proposal, 'amount'> = {
  ...{ owner: '', period: '', rolling: '', fiscalStart: '', plan: '', minimumAmount: '', horizon: '', urgent: '' },
  ...{ pageOverspend: '', burn: '', ticketOverspend: '' },
};

/** What a draft of one budget says in the address and must not say of another. */
export const NO_DRAFT: Readonly<Record<keyof Worked, string>> = {
  ...{ growth: '', price: '', launch: '', oneOff: '', amount: '' },
  ...NO_PROPOSAL,
};
