import { panelLink } from '@outlay/contract/dashboards';
import type { PanelLink } from '@outlay/contract/dashboards';
import type { MetricName } from '@outlay/contract/metrics';
import type { AlertRule, RuleGroup } from './AlertRule.js';
import { bridged } from './bridged.js';
import { selectorOf } from './selectorOf.js';
import type { Matchers } from './selectorOf.js';
import { label, text } from './text.js';
import type { Format, Piece, Text } from './text.js';
import { ownersOf, withOwner } from './withOwner.js';

const DAY_BURN = bridged('max', 'finops_slo_burn_rate', ['slo'], { window: '1d' });
const WEEK_BURN = bridged('max', 'finops_slo_burn_rate', ['slo'], { window: '7d' });
const KNOWN = bridged('min', 'finops_slo_known', ['slo']);
const SLI = bridged('min', 'finops_slo_sli_ratio', ['slo']);
const OBJECTIVE = bridged('max', 'finops_slo_objective_ratio', ['slo']);

/** Both windows spend the error budget faster than it lasts, on figures that are known. */
const IS_BURNING = `(${DAY_BURN} > 1)\nand on (slo) (${WEEK_BURN} > 1)\nand on (slo) (${KNOWN} == 1)`;
const IS_MISSED = `(${OBJECTIVE} - on (slo) ${SLI} > 0)\nand on (slo) (${KNOWN} == 1)`;

const ACTUAL = percentOf('actual', 'finops_slo_sli_ratio');
const TARGET = percentOf('target', 'finops_slo_objective_ratio');
const UNIT_COST = priceOf('unit_cost', 'finops_unit_cost', { window: '1d' });
const UNIT_TARGET = priceOf('unit_target', 'finops_unit_cost_target', {});

/** Rules on cost SLOs: tickets only, because none of them runs out within hours. */
export function sloRules(): RuleGroup {
  return {
    name: 'finops-slos',
    recordingRules: [],
    alertRules: [
      ofKind('unit_cost', {
        name: 'FinopsUnitCostBurn',
        expr: IS_BURNING,
        summary: text`Unit cost is above its target: ${label('slo')}`,
        description: text`Over the last day and the last week a unit of SLO ${label('slo')} of ${label('owner')} cost more than its target and tolerance: ${UNIT_COST} each in the last day; the target is ${UNIT_TARGET}. Its target was met ${ACTUAL} of the time; the objective is ${TARGET}.`,
        panel: panelLink('oncall', 'unitCosts'),
      }),
      ofKind('coverage', {
        name: 'FinopsCoverageBurn',
        expr: IS_BURNING,
        summary: text`Too much cost has no owner: ${label('slo')}`,
        description: text`Over the last day and the last week more cost was left without an owner than SLO ${label('slo')} of ${label('owner')} allows. ${ACTUAL} of the cost is allocated; the objective is ${TARGET}.`,
        panel: panelLink('oncall', 'allocationCoverage'),
      }),
      ofKind('forecast_accuracy', {
        name: 'FinopsForecastInaccurate',
        expr: IS_MISSED,
        summary: text`Forecasts are off by more than is allowed: ${label('slo')}`,
        description: text`Forecasts under SLO ${label('slo')} of ${label('owner')} were ${ACTUAL} accurate; the objective is ${TARGET}. Treat projected amounts with care.`,
        panel: panelLink('exporterHealth', 'forecastAccuracy'),
      }),
      ofKind('telemetry_ratio', {
        name: 'FinopsTelemetryRatioBurn',
        expr: IS_BURNING,
        summary: text`Telemetry takes too large a share of the cost: ${label('slo')}`,
        description: text`Over the last day and the last week observability took a larger share of the cost than SLO ${label('slo')} of ${label('owner')} allows.`,
        panel: panelLink('oncall', 'telemetryCost'),
      }),
      ofKind('ratio', {
        name: 'FinopsRatioBurn',
        expr: IS_BURNING,
        summary: text`Cost SLO is being missed: ${label('slo')}`,
        description: text`Over the last day and the last week the ratio of SLO ${label('slo')} of ${label('owner')} was worse than its objective allows.`,
        panel: panelLink('oncall', 'slos'),
      }),
      {
        name: 'FinopsSloUnknown',
        severity: 'ticket',
        expr: withOwner('slo', `${KNOWN} == 0`),
        population: ownersOf('slo'),
        for: '2h', // one refresh that Prometheus could not answer is no ticket
        keepFiringFor: '2h',
        summary: text`Cost SLO cannot be judged: ${label('slo')}`,
        description: text`The exporter could not learn what SLO ${label('slo')} of ${label('owner')} needs, so it counts neither as met nor as missed.`,
        panel: panelLink('oncall', 'slos'),
      },
    ],
  };
}

interface SloRule {
  readonly name: string;
  readonly expr: string;
  readonly summary: Text;
  readonly description: Text;
  readonly panel: PanelLink;
}

function ofKind(kind: string, rule: SloRule): AlertRule {
  return {
    ...rule,
    severity: 'ticket',
    expr: withOwner('slo', rule.expr, { kind }),
    population: ownersOf('slo', { kind }),
    for: '15m',
    keepFiringFor: '2h',
  };
}

function percentOf(name: string, series: MetricName): Piece {
  return ofSlo(name, 'percent', series, {});
}

function priceOf(name: string, series: MetricName, only: Matchers): Piece {
  return ofSlo(name, 'price', series, only);
}

function ofSlo(name: string, format: Format, series: MetricName, only: Matchers): Piece {
  const expr = (matchers: Matchers): string => `min by (slo) (${series}${selectorOf({ ...matchers, ...only })})`;
  return { figure: { name, format, by: 'slo', expr } };
}
