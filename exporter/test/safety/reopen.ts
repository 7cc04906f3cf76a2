import { expect } from 'vitest';
import { openApp, verifyStore } from '../../src/app.js';
import type { App } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import type { Estate, Totals } from './createEstate.js';
import { askTotals, totalsOf } from './totalsOf.js';
import { unnamedFiles } from './unnamedFiles.js';

/** Opens the store of an estate in this process, lets `work` use it, and closes it again, whatever comes of it. */
export async function reopen<Result>({ config }: Estate, work: (app: App) => Promise<Result>): Promise<Result> {
  const app = await openApp(loadConfig(config, {}));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Expects that the open store holds one of these totals whole, in its manifest and in its answers; says which. */
export async function expectOneOf(app: App, expected: readonly Totals[]): Promise<number> {
  const held = totalsOf(app.manifest());
  expect(expected).toContainEqual(held);
  if (app.manifest().sequence > 0) expect(withoutZeros(await askTotals(app))).toEqual(withoutZeros(held));
  return expected.findIndex((totals) => JSON.stringify(totals) === JSON.stringify(held));
}

/** Expects that a check without the lock finds the ledger whole and every file the published one. */
export async function expectVerified({ store }: Estate): Promise<void> {
  expect(await verifyStore(store)).toEqual([]);
}

/** Expects that a sweep left nothing but what the manifest names; the writer's own note stays while it is open. */
export async function expectSwept(app: App): Promise<void> {
  expect(await unnamedFiles(app.folder, app.manifest())).toEqual(['writer.json']);
}

function withoutZeros(totals: Totals): Totals {
  return Object.fromEntries(Object.entries(totals).filter(([, cost]) => cost !== '0'));
}
