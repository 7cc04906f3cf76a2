import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, LinkButton, MultiCombobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { COST_BASES } from '@outlay/contract/money';
import React from 'react';
import type { Span } from '../../format/days';
import { VIEWS } from '../../panels/allocation-panel/options';
import { daysText } from './daysText';
import { DAYS } from './question';
import type { View } from './View';

/** The value of an address with days of its own. */
const OWN = 'own';

interface ControlsProps extends View {
  readonly span: Span;
  readonly dimensions: readonly string[];
  readonly levels: readonly string[];
  readonly csv: string;
}

/** What is looked at, of which days, in which basis and view. */
export function Controls({ state, change, span, dimensions, levels, csv }: ControlsProps) {
  const styles = useStyles2(getStyles);
  const isOwn = span.from === state.from && span.to === state.to;
  const own = { value: OWN, label: daysText(span) };
  return (
    <div className={styles.controls}>
      <Field label={t('outlay.allocation.levels', 'Levels, the outermost first')} noMargin className={styles.levels}>
        <MultiCombobox
          id="levels"
          options={dimensions.map((value) => ({ value }))}
          value={[...levels]}
          onChange={(chosen) => change({ levels: chosen.map(({ value }) => value).join(','), path: '', resources: '' })}
        />
      </Field>
      <Field label={t('outlay.allocation.days', 'Complete days')} noMargin>
        <RadioButtonGroup
          value={isOwn ? OWN : state.days}
          options={[...DAYS.map((value) => ({ value, label: value })), ...(isOwn ? [own] : [])]}
          onChange={(days) => days !== OWN && change({ days, from: '', to: '' })}
        />
      </Field>
      <Field label={t('outlay.allocation.basis', 'Basis')} noMargin>
        <RadioButtonGroup
          value={state.basis}
          options={COST_BASES.map((value) => ({ value, label: value }))}
          onChange={(basis) => change({ basis })}
        />
      </Field>
      <Field label={t('outlay.allocation.view', 'View')} noMargin>
        <RadioButtonGroup
          value={state.view}
          options={VIEWS.map((value) => ({ value, label: value }))}
          onChange={(view) => change({ view })}
        />
      </Field>
      <LinkButton variant="secondary" icon="download-alt" href={csv} target="_self">
        {t('outlay.allocation.csv', 'CSV')}
      </LinkButton>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    controls: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), alignItems: 'flex-end' }),
    levels: css({ minWidth: 0, maxWidth: '100%' }),
  };
}
