import { usageOf } from '../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../allocate/MeasuredUsage.js';
import { splitPools } from '../allocate/splitPools.js';
import type { Methodology } from '../domain/Methodology.js';
import { formatUnits } from '../domain/Money.js';
import type { Units } from '../domain/Money.js';
import type { AllocationQuestion } from '../publish/CostQuestions.js';
import { askPlacedCosts } from '../store/questions/askPlacedCosts.js';
import type { Store } from '../store/Store.js';
import { visibilityOf } from '../store/visibility.js';

/** What other rules would change. Exact decimals; the deltas sum to zero. */
export interface AllocationPlan {
  /** Versions of the rules that are applied and of those that would be. */
  readonly before: string;
  readonly after: string;
  readonly currency: string;
  readonly owners: readonly {
    readonly owner: string;
    readonly before: string;
    readonly after: string;
    readonly delta: string;
  }[];
}

export interface PlanRooms {
  readonly store: Store;
  readonly measured: MeasuredUsage;
}

/** Allocates the published charges by both methodologies and compares. Writes nothing. */
export async function planAllocation(
  { store, measured }: PlanRooms,
  before: Methodology,
  after: Methodology,
  question: AllocationQuestion,
): Promise<AllocationPlan> {
  const sums = (methodology: Methodology) => sumsByOwner(store, methodology, question, measured);
  const [old, next] = [await sums(before), await sums(after)];
  const owners = [...new Set([...old.keys(), ...next.keys()])].toSorted();
  return {
    before: before.version,
    after: after.version,
    currency: store.manifest().currency,
    owners: owners.map((owner) => {
      const [was, is] = [old.get(owner) ?? 0n, next.get(owner) ?? 0n];
      return { owner, before: formatUnits(was), after: formatUnits(is), delta: formatUnits(is - was) };
    }),
  };
}

async function sumsByOwner(
  store: Store,
  methodology: Methodology,
  question: AllocationQuestion,
  measured: MeasuredUsage,
): Promise<ReadonlyMap<string, Units>> {
  const edition = { folder: store.folder, manifest: store.manifest(), visibility: visibilityOf(methodology) };
  const placed = await askPlacedCosts(store.engine, edition, methodology, { ...question, matchers: [] });
  const sums = new Map<string, Units>();
  for (const { owner, cost } of splitPools(placed, methodology.pools, usageOf(measured, methodology.pools))) {
    sums.set(owner, (sums.get(owner) ?? 0n) + cost);
  }
  return sums;
}
