import { join } from 'node:path';
import { splitPools } from '../../dist/allocate/splitPools.js';
import { parseUnits } from '../../dist/domain/Money.js';
import { writeRollup } from '../../dist/store/parts/writeRollup.js';
import { askPlacedCosts } from '../../dist/store/questions/askPlacedCosts.js';
import { openStore } from '../../dist/store/Store.js';
import { visibilityOf } from '../../dist/store/visibility.js';
import { benchConfig } from '../benchConfig.js';
import { allocateMethodology } from './allocateMethodology.js';

const WHOLE_RANGE = { from: '2000-01-01', to: '2100-01-01', basis: 'effective', matchers: [] };
const LEAST_RULES_USED = 100;

/**
 * Rules that no rollup has been made for: the charges are rolled up for them, placed, and their pools split. With
 * `again` the rollups are there before the clock starts. What owners bear must sum to what the charges cost.
 */
export async function allocate({ again = false, ...request }) {
  const { store: settings, currency } = benchConfig(request);
  const { path, memory, threads } = settings;
  const store = await openStore({ folder: path, currency, threads, memoryLimitBytes: memory });
  const methodology = allocateMethodology(request);
  const ready = again ? await editionFor(store, methodology) : null;
  let outcome;
  return {
    run: async () => {
      const edition = ready ?? (await editionFor(store, methodology));
      const placed = await askPlacedCosts(store.engine, edition, methodology, WHOLE_RANGE);
      outcome = { placed, borne: splitPools(placed, methodology.pools, () => null) };
      return { placed: placed.length, borne: outcome.borne.length };
    },
    close: async () => {
      assertFair(outcome, methodology);
      await assertWhole(store, outcome.borne);
      await store.sweep();
      await store.close();
    },
  };
}

/** The published parts with rollups that show what a methodology looks at. */
async function editionFor({ engine, folder, manifest }, methodology) {
  const visibility = visibilityOf(methodology);
  const parts = {};
  for (const [id, part] of Object.entries(manifest().parts)) {
    parts[id] = { ...part, rollup: await writeRollup(engine, folder, part, visibility) };
  }
  return { folder, manifest: { ...manifest(), parts }, visibility };
}

/** Rules and pools that meet no charge would cost nothing and prove nothing. */
function assertFair({ placed, borne }, { pools }) {
  const rules = new Set(placed.flatMap(({ rule }) => rule ?? []));
  if (rules.size < LEAST_RULES_USED) throw new Error(`only ${rules.size} rules matched anything`);
  for (const { name } of pools) {
    if (!placed.some(({ pool }) => pool === name)) throw new Error(`nothing is in the pool ${name}`);
    const isPassedOn = pools.some((pool) => pool.name === name && pool.among.includes('cluster'));
    if (!isPassedOn && !borne.some(({ pool }) => pool === name)) throw new Error(`nobody bears the pool ${name}`);
  }
}

async function assertWhole({ engine, folder, manifest }, borne) {
  const files = Object.values(manifest().parts).map(({ file }) => `'${join(folder, file)}'`);
  const [row] = await engine.ask(
    `select sum(EffectiveCost)::decimal(38, 12)::varchar as cost from read_parquet([${files.join(', ')}])`,
  );
  const sum = borne.reduce((all, { cost }) => all + cost, 0n);
  if (sum !== parseUnits(row.cost)) throw new Error(`owners bear ${sum} of ${parseUnits(row.cost)} units`);
}
