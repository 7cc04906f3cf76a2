import { t } from '@grafana/i18n';
import { EmptyState } from '@grafana/ui';
import type { BudgetsResponse, SlosResponse } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import { sortBudgets } from '../../panels/budget-panel/sortBudgets';
import { BudgetChooser } from './BudgetChooser';
import { BudgetDetail } from './BudgetDetail';
import { budgetsFromApi } from './budgetsFromApi';
import { BudgetWork, NO_DRAFT } from './BudgetWork';
import { SloTable } from './SloTable';

const ADDRESS = { ...NO_DRAFT, budget: '' };

/** Every budget by the hours that are left of it, what could change its end, and the objectives. */
export default function Budgets() {
  const [{ budget }, change] = useUrlState(ADDRESS);
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
          <BudgetCards {...data} chosen={budget} choose={(id) => change({ ...NO_DRAFT, budget: id })} now={now} />
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
  const [first] = sortBudgets(budgetsFromApi(budgets, currency), now);
  const open = budgets.find(({ id }) => id === chosen) ?? budgets.find(({ id }) => id === first?.id);
  if (open === undefined) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('outlay.budgets.none', 'No budget yet: write one under budgets in outlay.yaml.')}
      />
    );
  }
  return (
    <>
      <Card title={t('outlay.budgets.list', 'Budgets')}>
        <BudgetChooser budgets={budgets} currency={currency} now={now} open={open.id} choose={choose} />
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Card>
      <BudgetDetail id={open.id} />
      <BudgetWork key={open.id} budget={open} currency={currency} now={now} />
    </>
  );
}
