import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Slider, Stack, useStyles2 } from '@grafana/ui';
import type { BudgetView } from '@outlay/contract/api';
import React from 'react';
import { Yaml } from '../../components/Yaml';
import { dayOf } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import { endWith, NOTHING_TRIED, scenarioYaml, SHARES, whatIfOf } from './whatIf';
import type { Tried } from './whatIf';

interface WhatIfProps {
  readonly budget: BudgetView;
  readonly currency: string;
  readonly now: number;
  readonly tried: Tried;
  /** What the budget would be, as it is typed. */
  readonly amount: string;
  readonly change: (changed: Partial<Tried & { readonly amount: string }>) => void;
}

/** What a budget would end at if something changed, and the lines of configuration that say so. */
export function WhatIfCard({ budget, currency, now, tried, amount, change }: WhatIfProps) {
  const styles = useStyles2(getStyles);
  const whatIf = whatIfOf(tried);
  const end = endWith(budget, whatIf, now);
  if (end === null) {
    return <p>{t('outlay.whatIf.none', 'There is no forecast yet, so nothing can be tried on it.')}</p>;
  }
  const target = { budget: budget.id, scope: budget.definition?.scope, from: dayOf(now) };
  const yaml = budget.definition === undefined ? '' : scenarioYaml(target, whatIf);
  const shares = [
    ['growth', t('outlay.whatIf.growth', 'Usage changes by, %')],
    ['price', t('outlay.whatIf.price', 'Prices change by, %')],
  ] as const;
  const amounts = [
    ['launch', t('outlay.whatIf.launch', 'Something new costs a day')],
    ['oneOff', t('outlay.whatIf.oneOff', 'Something costs once')],
  ] as const;
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.controls}>
        {shares.map(([name, label]) => (
          <Field key={name} label={label} noMargin>
            <Slider
              inputId={`${budget.id}-${name}`}
              ariaLabelForHandle={label}
              min={SHARES.least}
              max={SHARES.most}
              value={Math.round(100 * whatIf[name])}
              onChange={(value) => change({ [name]: String(value) })}
            />
          </Field>
        ))}
        {amounts.map(([name, label]) => (
          <Field key={name} label={label} noMargin>
            <Input
              id={`${budget.id}-${name}`}
              type="number"
              value={tried[name]}
              onChange={(event) => change({ [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
        <Field label={t('outlay.whatIf.amount', 'The budget were')} noMargin>
          <Input
            id={`${budget.id}-whatif-amount`}
            value={amount}
            inputMode="decimal"
            onChange={(event) => change({ amount: event.currentTarget.value })}
          />
        </Field>
      </div>
      <p role="status" className={styles.result}>
        {outcome(end, amount, currency)}
      </p>
      <Stack direction="row">
        <Button size="sm" fill="text" onClick={() => change({ ...NOTHING_TRIED, amount: budget.amount })}>
          {t('outlay.whatIf.reset', 'Start again')}
        </Button>
      </Stack>
      {yaml !== '' && (
        <Yaml
          text={yaml}
          where={t(
            'outlay.whatIf.scenarios',
            'As scenarios of outlay.yaml: the forecast of the exporter has them from the next refresh on.',
          )}
        />
      )}
    </Stack>
  );
}

function outcome(end: number, amount: string, currency: string): string {
  if (amount.trim() === '' || !Number.isFinite(Number(amount))) {
    return t('outlay.whatIf.end', 'Ends at {{end}}.', plain({ end: money(end, currency) }));
  }
  const over = end - Number(amount);
  return over > 0
    ? t(
        'outlay.whatIf.over',
        'Ends at {{end}}: {{over}} over.',
        plain({ end: money(end, currency), over: money(over, currency) }),
      )
    : t(
        'outlay.whatIf.under',
        'Ends at {{end}}: {{left}} left.',
        plain({ end: money(end, currency), left: money(-over, currency) }),
      );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    controls: css({
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    }),
    result: css({ ...theme.typography.h5, margin: 0 }),
  };
}
