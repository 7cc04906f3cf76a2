import protobuf from 'protobufjs/minimal.js';
import * as snappy from 'snappyjs';
import { askInChild } from '../askInChild.js';
import { HISTORY_DAYS, LAST_DAY } from '../writeHistory.js';
import { serveStore } from './serveStore.js';

const DAY = 86_400_000;

/** One remote_read of all series of the store over the last `days` days, by a client in a process of its own. */
export async function remoteRead({ bills, store, days = HISTORY_DAYS }) {
  const serving = await serveStore({ bills, store });
  const end = Date.parse(LAST_DAY) + DAY;
  const question = {
    method: 'POST',
    headers: { 'Content-Encoding': 'snappy', 'Content-Type': 'application/x-protobuf' },
    body: readRequest(end - days * DAY, end).toString('base64'),
  };
  return {
    run: async () => ({ bytes: await askInChild(`${serving.url}/api/v1/read`, 1, question) }),
    close: () => serving.stop(),
  };
}

/** A `prometheus.ReadRequest` with one query for daily costs. */
function readRequest(start, end) {
  const writer = protobuf.Writer.create();
  const matcher = (name, value) =>
    writer.uint32(0x1a).fork().uint32(0x08).uint32(0).uint32(0x12).string(name).uint32(0x1a).string(value).ldelim();
  writer.uint32(0x0a).fork().uint32(0x08).int64(start).uint32(0x10).int64(end);
  matcher('__name__', 'finops_cost_daily');
  matcher('origin', 'finops');
  return Buffer.from(snappy.compress(writer.ldelim().finish()));
}
