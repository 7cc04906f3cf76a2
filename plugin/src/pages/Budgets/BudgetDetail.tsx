import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { BudgetsResponse, BudgetView } from '@outlay/contract/api';
import React from 'react';
import { useConnection, useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { Scroll } from '../../components/Scroll';
import { useWidth } from '../../components/useWidth';
import { AddToDashboard } from '../../extensions/AddToDashboard';
import { budgetPanel } from '../../extensions/panelModels';
import { plain } from '../../format/plain';
import { day } from '../../format/time';
import type { BudgetRow } from '../../panels/budget-panel/BudgetRow';
import { BurnDownChart } from '../../panels/budget-panel/components/BurnDownChart';
import { WindowTable } from '../../panels/budget-panel/components/WindowTable';
import { sentenceOf, staleWords } from '../../panels/budget-panel/words';
import { PageLink } from '../../components/PageLink';
import { budgetsFromApi } from './budgetsFromApi';
import { drawnRow, incompleteDays } from './drawnRow';
import { scopeUrl } from './scopePath';

const CHART_HEIGHT = 280;
const A_DAY = 86_400_000;

/** One budget: when it runs out, the course of its spend against the frozen plan, and why it pages. */
export function BudgetDetail({ id }: { readonly id: string }) {
  const reading = useRead('budgets', { budget: id });
  return (
    <Card
      title={t('outlay.budgets.burnDown', 'Burn-down of {{id}}', plain({ id }))}
      extra={<AddToDashboard panel={budgetPanel(id)} />}
    >
      <Await reading={reading} lines={8}>
        {({ budgets, currency }: BudgetsResponse) =>
          budgets.map((budget) => <Course key={budget.id} budget={budget} currency={currency} />)
        }
      </Await>
    </Card>
  );
}

interface CourseProps {
  readonly budget: BudgetView;
  readonly currency: string;
}

function Course({ budget, currency }: CourseProps) {
  const styles = useStyles2(getStyles);
  const { now } = useConnection();
  const [ref, width] = useWidth();
  const costs = scopeUrl(budget.definition);
  const { page, ticket } = budget;
  return (
    <div ref={ref}>
      {budgetsFromApi([budget], currency).map((row) => (
        <Figures key={row.id} row={row} now={now} width={width} />
      ))}
      {(page !== null || ticket.length > 0) && (
        <ul className={styles.reasons} aria-label={t('outlay.budgets.reasons', 'Why somebody is called')}>
          {page !== null && <li>{t('outlay.budgets.pages', 'Pages: {{reason}}', plain({ reason: page.reason }))}</li>}
          {ticket.map((reason) => (
            <li key={reason}>{t('outlay.budgets.tickets', 'Ticket: {{reason}}', plain({ reason }))}</li>
          ))}
        </ul>
      )}
      <p className={styles.plan}>{planWords(budget)}</p>
      {costs !== null && <PageLink to={costs}>{t('outlay.budgets.toCosts', 'What these costs consist of')}</PageLink>}
    </div>
  );
}

interface FiguresProps {
  readonly row: BudgetRow;
  readonly now: number;
  readonly width: number;
}

function Figures({ row, now, width }: FiguresProps) {
  const styles = useStyles2(getStyles);
  const stale = staleWords(row, now);
  return (
    <>
      <p className={styles.sentence}>{sentenceOf(row, now)}</p>
      {stale !== null && (
        <p role="note" className={styles.stale}>
          <Icon name="history" aria-hidden />{' '}
          {t('outlay.budgets.stale', 'Stale, so it does not page. {{why}}', plain({ why: stale }))}
        </p>
      )}
      <BurnDownChart
        row={drawnRow(row)}
        now={now}
        width={width}
        height={CHART_HEIGHT}
        annotations={incompleteDays(row, now)}
        showBand
      />
      {row.windows.length > 0 && (
        <Scroll label={t('outlay.budget.windows', 'Pace by window')}>
          <div className={styles.windows}>
            <WindowTable row={row} now={now} />
          </div>
        </Scroll>
      )}
    </>
  );
}

/** The period, and what the plan that it is judged by is. */
function planWords({ start, end, plan, planConsumedRatio }: BudgetView): string {
  const period = { from: day(start), to: day(new Date(Date.parse(end) - A_DAY).toISOString()) };
  if (planConsumedRatio === null) {
    return t('outlay.budgets.rolling', '{{from}} to {{to}}, without a plan.', plain(period));
  }
  const kinds: Readonly<Record<string, string>> = {
    linear: t('outlay.budgets.linear', 'planned evenly'),
    weekday: t('outlay.budgets.weekday', 'planned by weekday and hour, as it was before'),
    forecast: t('outlay.budgets.forecast', 'planned as it was forecast'),
  };
  return t(
    'outlay.budgets.frozen',
    '{{from}} to {{to}}, {{kind}}. The plan was frozen when the period began; only another amount, scope or kind of plan freezes it anew.',
    plain({ ...period, kind: kinds[plan] ?? plan }),
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    sentence: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 1) }),
    stale: css({ color: theme.colors.warning.text, margin: theme.spacing(0, 0, 1) }),
    windows: css({ minWidth: 560 }),
    reasons: css({ margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) }),
    plan: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
  };
}
