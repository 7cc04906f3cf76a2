import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readBill } from './readCharges.js';
import type { BillCharge } from './readCharges.js';

/** A charge of the demo with the resource that it is for. */
export interface ResourceCharge extends BillCharge {
  readonly resource: string | null;
}

/** Every charge under `<folder>/<source>/…`, read with csv-parse, zlib and bigints alone. */
export async function demoBills(folder: string): Promise<readonly ResourceCharge[]> {
  const names = await readdir(folder, { recursive: true });
  const charges: ResourceCharge[] = [];
  for (const name of names.filter((found) => /\.csv(\.gz)?$/.test(found))) {
    const path = join(folder, name);
    const [source = ''] = name.split('/');
    const resources = await readResources(path);
    const bill = await readBill(path, source);
    bill.forEach((charge, index) => charges.push({ ...charge, resource: resources[index] ?? null }));
  }
  return charges;
}

async function readResources(path: string): Promise<readonly (string | null)[]> {
  const bytes = await readFile(path);
  const records = parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, {
    bom: true,
    columns: (header: string[]) => header.map((name) => (name === 'ResourceId' ? name : false)),
  });
  return (records as { ResourceId?: string }[]).map(({ ResourceId: id = '' }) => (/^(null)?$/i.test(id) ? null : id));
}
