import type { InstallPlan, RulePlan } from '../../alerting/planInstall';

export interface PlanCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly same: number;
  /** Rules that are paused, and stay so. */
  readonly paused: number;
}

/** How many rules a plan adds, changes, removes and leaves. */
export function countsOf({ groups }: Pick<InstallPlan, 'groups'>): PlanCounts {
  const rules = groups.flatMap((group) => group.rules);
  const count = (is: (rule: RulePlan) => boolean) => rules.filter(is).length;
  return {
    added: count(({ change }) => change === 'added'),
    changed: count(({ change }) => change === 'changed'),
    removed: count(({ change }) => change === 'removed'),
    same: count(({ change }) => change === 'same'),
    paused: count(({ change, isPaused }) => isPaused && change !== 'removed'),
  };
}
