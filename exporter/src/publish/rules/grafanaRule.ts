import type { AlertRule } from './AlertRule.js';
import { annotationsOf } from './annotationsOf.js';
import { grafanaText, VALUE } from './grafanaText.js';
import { labelsOf } from './labelsOf.js';
import type { RuleOptions } from './RuleOptions.js';
import { figuresOf } from './text.js';

const CONDITION = 'B';

/** Seconds that a query may look back; the queries are instant, but Grafana refuses an empty range. */
const RANGE = { from: 600, to: 0 };

/** What both shapes of a Grafana rule, file and HTTP API, say in the same words. */
export function grafanaRule(rule: AlertRule, options: RuleOptions) {
  const figures = figuresOf(rule.summary, rule.description).map(({ name, expr }) => query(name, expr({}), options));
  return {
    uid: uidOf(rule),
    title: rule.variant === undefined ? rule.name : `${rule.name} (${rule.variant})`,
    condition: CONDITION,
    data: [query(VALUE, answerForEach(rule), options), ...figures, threshold()],
    noDataState: 'OK',
    execErrState: 'Error',
    for: rule.for,
    labels: labelsOf(rule),
    annotations: annotationsOf(rule, options, (words) => grafanaText(words, options.currency)),
  };
}

/** `FinopsBudgetBurn` becomes `outlay-budget-burn`; at most 40 characters, which a test counts. */
function uidOf({ name, variant }: AlertRule): string {
  const words = name.replace(/^Finops/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `outlay${words}${variant === undefined ? '' : `-${variant}`}`;
}

/**
 * -1 for whatever does not alert: a series that vanished would resolve at once, without regard to how long it is kept
 * firing, and Grafana's list would not show what is watched.
 */
function answerForEach({ expr, population }: AlertRule): string {
  return `(\n${expr}\n)\nor\n0 * ${population} - 1`;
}

function query(refId: string, expr: string, { datasource_uid: uid }: RuleOptions) {
  return {
    refId,
    relativeTimeRange: RANGE,
    datasourceUid: uid,
    model: { refId, datasource: { type: 'prometheus', uid }, expr, instant: true, range: false },
  };
}

function threshold() {
  return {
    refId: CONDITION,
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: {
      refId: CONDITION,
      type: 'threshold',
      datasource: { type: '__expr__', uid: '__expr__' },
      expression: VALUE,
      conditions: [{ evaluator: { type: 'gt', params: [-0.5] } }],
    },
  };
}
