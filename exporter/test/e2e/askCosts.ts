import type { CostsResponse } from '@outlay/contract/api';
import { unitsOf } from './readCharges.js';
import type { Asked } from './Asked.js';

export interface CostRow {
  readonly start: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Units of 10⁻¹². */
  readonly cost: bigint;
}

/** Every row of `/api/v1/costs`, page after page, and the sum that each page tells. */
export async function askCosts(
  { url, headers = {} }: Asked,
  question: Readonly<Record<string, string>>,
): Promise<{ readonly sum: bigint; readonly rows: readonly CostRow[] }> {
  const rows: CostRow[] = [];
  let sum = 0n;
  let path: string | undefined = `/api/v1/costs?${new URLSearchParams({ ...question, limit: '5000' }).toString()}`;
  while (path !== undefined) {
    const response = await fetch(`${url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const answer = (await response.json()) as CostsResponse;
    sum = unitsOf(answer.sum);
    rows.push(...answer.rows.map(({ cost, ...row }) => ({ ...row, cost: unitsOf(cost) })));
    path = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return { sum, rows };
}
