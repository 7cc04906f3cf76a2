import { t } from '@grafana/i18n';
import { Combobox, EmptyState } from '@grafana/ui';
import type { BudgetsResponse, SlosResponse } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useWidth } from '../../components/useWidth';
import { useUrlState } from '../../components/useUrlState';
import { BudgetList } from '../../panels/budget-panel/components/BudgetList';
import { budgetsFromApi } from '../../panels/budget-panel/budgetsFromApi';
import { SloTable } from './SloTable';
import { WhatIfCard } from './WhatIfCard';

/** Every budget by the hours that are left of it, what could change its end, and the objectives. */
export default function Budgets() {
  const [{ budget }, change] = useUrlState({ budget: '' });
  const budgets = useRead('budgets');
  const slos = useRead('slos');
  const { now } = useConnection();
  return (
    <Page
      title={t('outlay.budgets.title', 'Budgets & SLOs')}
      subTitle={t('outlay.budgets.subTitle', 'What is left, until when, and what would change it.')}
    >
      <Await reading={budgets} lines={8}>
        {(data: BudgetsResponse) => (
          <BudgetCards {...data} chosen={budget} choose={(id) => change({ budget: id })} now={now} />
        )}
      </Await>
      <Card title={t('outlay.budgets.objectives', 'Objectives')}>
        <Await reading={slos}>{(data: SlosResponse) => <SloTable slos={data.slos} />}</Await>
      </Card>
    </Page>
  );
}

interface BudgetCardsProps extends BudgetsResponse {
  readonly chosen: string;
  readonly choose: (id: string) => void;
  readonly now: number;
}

function BudgetCards({ budgets, warnings, currency, chosen, choose, now }: BudgetCardsProps) {
  const [ref, width] = useWidth();
  const [first] = budgets;
  if (first === undefined) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('outlay.budgets.none', 'No budget yet: write one under budgets in outlay.yaml.')}
      />
    );
  }
  const open = budgets.find(({ id }) => id === chosen) ?? first;
  return (
    <>
      <Card title={t('outlay.budgets.list', 'Budgets')}>
        <div ref={ref}>
          <BudgetList rows={budgetsFromApi(budgets, currency)} now={now} width={width} />
        </div>
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Card>
      <Card
        title={t('outlay.budgets.whatIf', 'What if')}
        extra={
          <Combobox
            aria-label={t('outlay.budgets.choose', 'Budget')}
            width={24}
            options={budgets.map(({ id }) => ({ value: id }))}
            value={open.id}
            onChange={({ value }) => choose(value)}
          />
        }
      >
        <WhatIfCard key={open.id} budget={open} currency={currency} now={now} />
      </Card>
    </>
  );
}
