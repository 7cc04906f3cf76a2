import { panelLink } from '@outlay/contract/dashboards';
import type { RuleGroup } from './AlertRule.js';
import { bridged } from './bridged.js';
import type { RuleOptions } from './RuleOptions.js';
import { selectorOf } from './selectorOf.js';
import { label, text, value } from './text.js';
import type { Figure } from './text.js';

const WATERMARK = bridged('min', 'finops_source_watermark_timestamp_seconds', ['source']);
const MAX_LAG = bridged('max', 'finops_source_watermark_max_lag_seconds', ['source']);
const UP = bridged('min', 'finops_source_up', ['source']);

const AGE: Figure = {
  name: 'age',
  format: 'hours',
  by: 'source',
  expr: (matchers) =>
    `(time() - min by (source) (finops_source_watermark_timestamp_seconds${selectorOf(matchers)})) / 3600`,
};

/** Rules on the bills themselves: a budget cannot page on data that have stopped coming. */
export function sourceRules({ owner }: RuleOptions): RuleGroup {
  const common = { severity: 'ticket', labels: { owner }, for: '15m', keepFiringFor: '2h' } as const;
  return {
    name: 'finops-sources',
    recordingRules: [],
    alertRules: [
      {
        ...common,
        name: 'FinopsBillingDataStale',
        expr: `(time() - ${WATERMARK}) / 3600\nand on (source) (time() - ${WATERMARK} > on (source) ${MAX_LAG})`,
        population: WATERMARK,
        summary: text`Bills of ${label('source')} stopped ${value('hours')} ago`,
        description: text`The charges of source ${label('source')} are complete only up to ${value('hours')} ago. Budgets that depend on it do not page until it delivers again.`,
        panel: panelLink('exporterHealth', 'watermarkAge'),
      },
      {
        ...common,
        name: 'FinopsSourceDown',
        expr: `${UP} == 0`,
        population: UP,
        summary: text`Bills of ${label('source')} cannot be read`,
        description: text`The last refresh could not read every file of source ${label('source')}. Its last figures are still served; they are complete up to ${{ figure: AGE }} ago.`,
        panel: panelLink('exporterHealth', 'sources'),
      },
    ],
  };
}
