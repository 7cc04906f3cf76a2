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
 * Rules that no rollup has been made for: charges are placed by them, and their pools split. With `rollUp` first the
 * rollups are made that a refresh makes for new rules, `before` the clock starts or while it runs. What owners bear must
 * sum to what the charges cost.
 */
export async function allocate({ rollUp = null, ...request }) {
  const { store: settings, currency } = benchConfig(request);
  const { path, memory, threads } = settings;
  const store = await openStore({ folder: path, currency, threads, memoryLimitBytes: memory });
  const methodology = allocateMethodology(request);
  const visibility = visibilityOf(methodology);
  const edition = { folder: store.folder, manifest: store.manifest(), visibility };
  const ready = rollUp === 'before' ? await rolledUp(store, edition) : edition;
  let outcome;
  return {
    run: async () => {
      const seen = rollUp === 'meanwhile' ? await rolledUp(store, edition) : ready;
      const placed = await askPlacedCosts(store.engine, seen, methodology, WHOLE_RANGE);
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

async function rolledUp({ engine, folder }, edition) {
  const parts = {};
  for (const [id, part] of Object.entries(edition.manifest.parts)) {
    parts[id] = { ...part, rollup: await writeRollup(engine, folder, part, edition.visibility) };
  }
  return { ...edition, manifest: { ...edition.manifest, parts } };
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
