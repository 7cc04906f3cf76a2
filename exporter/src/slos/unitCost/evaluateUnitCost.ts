import type { Buckets } from '../../prometheus/Buckets.js';
import type { Usage } from '../../prometheus/usageOfScope.js';
import type { CostKnowledge } from '../CostKnowledge.js';
import { staleReason } from '../CostKnowledge.js';
import { money, percent } from '../inWords.js';
import { PERIOD_DAYS } from '../judgeShare.js';
import { judgeSlices } from './judgeSlices.js';
import type { Slices } from './judgeSlices.js';
import { pairBuckets } from '../windows/pairBuckets.js';
import type { UnitCostSlo } from '../Slo.js';
import type { SloState, SloStatus, UnitCostFigures } from '../SloStatus.js';
import { stateOf, unknownStatus } from '../stateOf.js';
import { burnOf, unitCostOf, unitCostOfPeriod } from './unitCostOf.js';
import type { UnitCost } from './unitCostOf.js';

export interface UnitCostInputs {
  /** Effective cost of the scope. */
  readonly cost: Buckets;
  readonly units: Usage;
  /** The reporting currency. */
  readonly currency: string;
}

/**
 * What a unit costs: cost and units of the same hours, or days. Burn is `(cost / (target · units) − 1) / tolerance`:
 * at 1 all of the tolerance is used. An hour is good when the day before it had no more than that.
 */
export function evaluateUnitCost(slo: UnitCostSlo, inputs: UnitCostInputs, knowledge: CostKnowledge): SloStatus {
  const { cost, units, currency } = inputs;
  const stale = staleReason(knowledge);
  if (stale !== null) return unknownUnitCost(slo, stale);
  if (!units.ok) return unknownUnitCost(slo, units.reason);
  const paired = pairBuckets(cost, units.buckets, knowledge.watermark, PERIOD_DAYS + 1);
  const day = unitCostOf(slo, paired, 1);
  const week = unitCostOf(slo, paired, 7);
  const slices = judgeSlices(slo, paired);
  const burn = [
    { window: '1d', rate: burnOf(slo, day) },
    { window: '7d', rate: burnOf(slo, week) },
  ] as const;
  const state = stateOf(slices.errorBudgetRemaining, burn);
  return {
    ...{ slo: slo.id, owner: slo.owner, kind: slo.kind, state, objective: slo.objective, burn },
    reason: reasonOf(slo, state, { day, week, slices, currency }),
    sli: slices.sli,
    errorBudgetRemaining: slices.errorBudgetRemaining,
    unitCost: figuresOf(slo, day, week, unitCostOfPeriod(slo, paired)),
  };
}

function unknownUnitCost(slo: UnitCostSlo, reason: string): SloStatus {
  return { ...unknownStatus(slo, reason), unitCost: figuresOf(slo, reason, reason, reason) };
}

interface Findings {
  readonly day: UnitCost;
  readonly week: UnitCost;
  readonly slices: Slices;
  readonly currency: string;
}

function reasonOf(slo: UnitCostSlo, state: SloState, { day, week, slices, currency }: Findings): string {
  if (typeof day === 'string') return day;
  if (typeof week === 'string') return week;
  const { good, known, all, needed, name } = slices;
  if (state === 'unknown') return `only ${known} of the last ${all} ${name} can be judged; ${needed} are needed`;
  const target = Number(slo.target);
  const limit = `${money(target, currency)} is the target, ${money(target * (1 + slo.tolerance), currency)} is tolerated`;
  if (state === 'breached') {
    const bad = `one ${slo.unit} cost too much in ${known - good} of the last ${known} ${name}`;
    return `${bad}, at most ${percent(1 - slo.objective)} may be; ${limit}`;
  }
  const lastDay = state === 'burning' ? ` and ${money(day, currency)} in the last day` : '';
  return `one ${slo.unit} cost ${money(week, currency)} in the last 7 days${lastDay}; ${limit}`;
}

function figuresOf({ unit, target }: UnitCostSlo, day: UnitCost, week: UnitCost, period: UnitCost): UnitCostFigures {
  const known = (unitCost: UnitCost): number | null => (typeof unitCost === 'number' ? unitCost : null);
  return {
    unit,
    target,
    windows: [
      { window: '1d', unitCost: known(day) },
      { window: '7d', unitCost: known(week) },
      { window: '28d', unitCost: known(period) },
    ],
  };
}
