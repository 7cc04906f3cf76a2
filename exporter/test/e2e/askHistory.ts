import * as snappy from 'snappyjs';
import type { ReadQuery } from '../../src/publish/remoteRead/decodeReadRequest.js';
import { decodeReadResponse, encodeReadRequest } from '../remoteReadMessages.js';
import type { Asked } from './Asked.js';

export interface HistorySeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [time: number, value: number])[];
}

/** The series of one metric as Prometheus reads them, both bounds inclusive; `matchers` as in `{team="web", asof="2026-11-03"}`. */
export async function askHistory(
  { url, headers = {} }: Asked,
  metric: string,
  {
    from,
    to,
    matchers = {},
  }: Pick<ReadQuery, 'from' | 'to'> & { readonly matchers?: Readonly<Record<string, string>> },
): Promise<readonly HistorySeries[]> {
  const equals = Object.entries({ __name__: metric, origin: 'finops', ...matchers });
  const query = { from, to, matchers: equals.map(([label, value]) => ({ label, operator: '=', value }) as const) };
  const response = await fetch(`${url}/api/v1/read`, {
    method: 'POST',
    headers: { ...headers, 'Content-Encoding': 'snappy', 'Content-Type': 'application/x-protobuf' },
    body: Buffer.from(snappy.compress(encodeReadRequest([query]))),
  });
  if (!response.ok) throw new Error(`remote_read answered ${response.status}: ${await response.text()}`);
  const [series = []] = decodeReadResponse(Buffer.from(await response.arrayBuffer()));
  return series.map(({ labels, samples }) => ({ labels: Object.fromEntries(labels), samples }));
}
