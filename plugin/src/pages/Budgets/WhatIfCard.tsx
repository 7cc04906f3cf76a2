import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Slider, Stack, useStyles2 } from '@grafana/ui';
import type { BudgetView } from '@outlay/contract/api';
import React, { useState } from 'react';
import { Yaml } from '../../components/Yaml';
import { dayOf } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import { amountYaml, endWith, NOTHING, scenarioYaml } from './whatIf';

interface WhatIfProps {
  readonly budget: BudgetView;
  readonly currency: string;
  readonly now: number;
}

/** What a budget would end at if something changed, and the lines of configuration that say so. */
export function WhatIfCard({ budget, currency, now }: WhatIfProps) {
  const styles = useStyles2(getStyles);
  const [change, setChange] = useState(NOTHING);
  const [amount, setAmount] = useState(budget.amount);
  const end = endWith(budget, change, now);
  if (end === null) {
    return <p>{t('outlay.whatIf.none', 'There is no forecast yet, so nothing can be tried on it.')}</p>;
  }
  const over = end - Number(amount);
  const yaml = scenarioYaml(budget.id, null, change, dayOf(now));
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
              min={-50}
              max={100}
              value={Math.round(100 * change[name])}
              onChange={(value) => setChange({ ...change, [name]: value / 100 })}
            />
          </Field>
        ))}
        {amounts.map(([name, label]) => (
          <Field key={name} label={label} noMargin>
            <Input
              id={`${budget.id}-${name}`}
              type="number"
              value={change[name]}
              onChange={(event) => setChange({ ...change, [name]: Number(event.currentTarget.value) || 0 })}
            />
          </Field>
        ))}
        <Field label={t('outlay.whatIf.amount', 'The budget were')} noMargin>
          <Input id={`${budget.id}-amount`} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} />
        </Field>
      </div>
      <p role="status" className={styles.result}>
        {over > 0
          ? t(
              'outlay.whatIf.over',
              'Ends at {{end}}: {{over}} over.',
              plain({
                end: money(end, currency),
                over: money(over, currency),
              }),
            )
          : t(
              'outlay.whatIf.under',
              'Ends at {{end}}: {{left}} left.',
              plain({
                end: money(end, currency),
                left: money(-over, currency),
              }),
            )}
      </p>
      <Stack direction="row">
        <Button
          size="sm"
          fill="text"
          onClick={() => {
            setChange(NOTHING);
            setAmount(budget.amount);
          }}
        >
          {t('outlay.whatIf.reset', 'Start again')}
        </Button>
      </Stack>
      {yaml !== '' && <Yaml text={yaml} />}
      {amount !== budget.amount && <Yaml text={amountYaml(budget.id, amount)} />}
    </Stack>
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
