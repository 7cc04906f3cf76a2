import type { App } from '../../src/app.js';
import { formatUnits, parseUnits } from '../../src/domain/Money.js';
import type { Manifest } from '../../src/store/Manifest.js';
import type { Totals } from './createEstate.js';

/** Exact effective cost of each source, as the manifest's parts say. */
export function totalsOf({ sources, parts }: Manifest): Totals {
  return Object.fromEntries(
    Object.entries(sources).map(([source, { periods }]) => {
      const live = Object.values(periods).flatMap((period) => period.parts);
      const sum = live.reduce((units, part) => units + parseUnits(parts[part]?.costs.effective ?? 'missing'), 0n);
      return [source, formatUnits(sum)];
    }),
  );
}

/** The same as the published charges answer it: each source of an estate is one sub-account. */
export async function askTotals(app: App): Promise<Totals> {
  const answer = await app.questions()?.costs({
    ...{ from: '2020-01-01', to: '2030-01-01', by: ['sub_account'], basis: 'effective', granularity: 'total' },
    ...{ matchers: [], offset: 0, limit: 1000 },
  });
  return Object.fromEntries(answer?.rows.map(({ dimensions, cost }) => [dimensions['sub_account'] ?? '', cost]) ?? []);
}
