import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Input, Stack, useStyles2 } from '@grafana/ui';
import type { BudgetDefinition } from '@outlay/contract/api';
import React from 'react';
import { Scroll } from '../../components/Scroll';
import { Yaml } from '../../components/Yaml';
import { budgetYaml, changedLines } from './budgetYaml';
import { download } from './download';
import { definitionOf, mistakesOf, proposalOf, USUAL } from './proposal';
import type { Proposal, ProposalField } from './proposal';

interface ProposalProps {
  readonly definition: BudgetDefinition;
  readonly proposal: Proposal;
  readonly change: (changed: Partial<Proposal>) => void;
}

/** A form for what may change of a budget. The app proposes the lines of outlay.yaml; a person puts them there. */
export function ProposalCard({ definition, proposal, change }: ProposalProps) {
  const styles = useStyles2(getStyles);
  const mistakes = mistakesOf(proposal);
  const isRolling = proposal.period === 'rolling';
  const fields = fieldsOf(isRolling);
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.fields}>
        {CHOICES.map((name) => (
          <Field key={name} label={labelOf(name)} noMargin>
            <Combobox
              id={`proposal-${name}`}
              options={optionsOf(name)}
              value={proposal[name]}
              onChange={({ value }) => change({ [name]: value })}
            />
          </Field>
        ))}
        {fields.map((name) => (
          <Field key={name} label={labelOf(name)} invalid={name in mistakes} error={mistakes[name]} noMargin>
            <Input
              id={`proposal-${name}`}
              value={proposal[name]}
              placeholder={name in USUAL ? USUAL[name as keyof typeof USUAL] : ''}
              onChange={(event) => change({ [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      {Object.keys(mistakes).length > 0 ? (
        <p role="status">{t('outlay.proposal.mistaken', 'The exporter would refuse this: see the marked fields.')}</p>
      ) : (
        <Proposed before={definition} after={definitionOf(definition, proposal)} change={change} />
      )}
    </Stack>
  );
}

interface ProposedProps {
  readonly before: BudgetDefinition;
  readonly after: BudgetDefinition;
  readonly change: (changed: Partial<Proposal>) => void;
}

function Proposed({ before, after, change }: ProposedProps) {
  const styles = useStyles2(getStyles);
  const lines = changedLines(before, after);
  if (lines.every(({ sign }) => sign === ' ')) {
    return (
      <p role="status">{t('outlay.proposal.nothing', 'Change a field to see the lines of outlay.yaml for it.')}</p>
    );
  }
  const yaml = budgetYaml(after);
  return (
    <>
      <Scroll label={t('outlay.proposal.changes', 'What changes')}>
        <pre className={styles.changes}>{lines.map(({ sign, text }) => `${sign} ${text}`).join('\n')}</pre>
      </Scroll>
      <Yaml
        text={yaml}
        where={t(
          'outlay.proposal.where',
          'Put this in place of the budget of the same id in outlay.yaml. One that stands in budgets_file is changed in its row there.',
        )}
      />
      <Stack direction="row" wrap="wrap">
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          onClick={() => download(`budget-${after.id}.yaml`, yaml)}
        >
          {t('outlay.proposal.download', 'Download')}
        </Button>
        <Button size="sm" fill="text" onClick={() => change(proposalOf(before))}>
          {t('outlay.proposal.reset', 'Take it back')}
        </Button>
      </Stack>
    </>
  );
}

const CHOICES = ['period', 'plan'] as const;

function fieldsOf(isRolling: boolean): ProposalField[] {
  return [
    'owner',
    'amount',
    isRolling ? 'rolling' : 'fiscalStart',
    'minimumAmount',
    'horizon',
    'urgent',
    'pageOverspend',
    'burn',
    'ticketOverspend',
  ];
}

function labelOf(field: ProposalField): string {
  const labels: Readonly<Record<ProposalField, string>> = {
    owner: t('outlay.proposal.label.owner', 'Owner'),
    amount: t('outlay.proposal.label.amount', 'Amount'),
    period: t('outlay.proposal.label.period', 'Period'),
    rolling: t('outlay.proposal.label.rolling', 'Length, days'),
    fiscalStart: t('outlay.proposal.label.fiscalStart', 'Fiscal year begins, month-day'),
    plan: t('outlay.proposal.label.plan', 'Plan'),
    minimumAmount: t('outlay.proposal.label.minimum', 'No page below, overspend'),
    horizon: t('outlay.proposal.label.horizon', 'Pages when it runs out within'),
    urgent: t('outlay.proposal.label.urgent', 'Urgent when within'),
    pageOverspend: t('outlay.proposal.label.pageOverspend', 'Pages from this share over'),
    burn: t('outlay.proposal.label.burn', 'Pages above this burn'),
    ticketOverspend: t('outlay.proposal.label.ticketOverspend', 'Ticket above this share over'),
  };
  return labels[field];
}

function optionsOf(field: (typeof CHOICES)[number]): { readonly value: string; readonly label: string }[] {
  return field === 'period'
    ? [
        { value: 'month', label: t('outlay.proposal.month', 'Month') },
        { value: 'quarter', label: t('outlay.proposal.quarter', 'Quarter') },
        { value: 'year', label: t('outlay.proposal.year', 'Year') },
        { value: 'rolling', label: t('outlay.proposal.rollingDays', 'Rolling days') },
      ]
    : [
        { value: 'linear', label: t('outlay.proposal.linear', 'Evenly') },
        { value: 'weekday', label: t('outlay.proposal.weekday', 'By weekday') },
        { value: 'forecast', label: t('outlay.proposal.forecast', 'As forecast') },
      ];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    fields: css({
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    }),
    changes: css({ margin: 0, minWidth: 'max-content' }),
  };
}
