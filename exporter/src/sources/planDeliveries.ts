import { posix } from 'node:path';
import type { Instant } from '../domain/Day.js';
import type { BillFile } from './Source.js';

/** A manifest that lies beside bills and names the files of one delivery. */
export interface DeliveryManifest {
  readonly name: string;
  readonly modified: Instant;
  /** As the provider wrote them: object keys or URLs. */
  readonly names: readonly string[];
}

/** Files that are read together or not at all. */
export interface Delivery {
  /** Null for files that no manifest names. */
  readonly manifest: string | null;
  readonly files: readonly BillFile[];
  /** Why it is not read yet, and when it may be; null when it is ready. */
  readonly waiting: { readonly reason: string; readonly until: Instant | null } | null;
}

/** Groups the bills of a source into deliveries, oldest manifest first. Pure. */
export function planDeliveries(
  bills: readonly BillFile[],
  manifests: readonly DeliveryManifest[],
  { now, settle }: { readonly now: Instant; readonly settle: number },
): readonly Delivery[] {
  const named = manifests
    .toSorted((a, b) => a.modified - b.modified || (a.name < b.name ? -1 : 1))
    .map((manifest) => deliveryOf(manifest, bills));
  const taken = new Set(named.flatMap((delivery) => delivery.files.map(({ name }) => name)));
  const loose = bills.filter(({ name }) => !taken.has(name));
  return loose.length === 0
    ? named
    : [{ manifest: null, files: loose, waiting: unsettled(loose, now, settle) }, ...named];
}

function deliveryOf(manifest: DeliveryManifest, bills: readonly BillFile[]): Delivery {
  const found = manifest.names.map((name) => ({ name, file: locate(name, manifest, bills) }));
  const missing = found.find(({ file }) => file === undefined);
  return {
    manifest: manifest.name,
    files: found.flatMap(({ file }) => file ?? []),
    waiting:
      missing === undefined
        ? null
        : { reason: `${manifest.name} names ${missing.name}, which is not there yet`, until: null },
  };
}

/** Providers name files by object key or URL; the folder holds some tail of that path. The longest common tail wins. */
function locate(named: string, manifest: DeliveryManifest, bills: readonly BillFile[]): BillFile | undefined {
  const path = named.replace(/^[a-z0-9]+:\/\/[^/]*\//i, '').split('/');
  const beside = posix.dirname(manifest.name);
  const candidates = bills
    .map((file) => ({ file, shared: commonTail(path, file.name.split('/')) }))
    .filter(({ shared }) => shared > 0)
    .toSorted(
      (a, b) =>
        b.shared - a.shared ||
        Number(posix.dirname(b.file.name) === beside) - Number(posix.dirname(a.file.name) === beside),
    );
  return candidates[0]?.file;
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return shared;
}

/** A clock that is ahead by more than `settle` is not waited for. */
function unsettled(files: readonly BillFile[], now: Instant, settle: number): Delivery['waiting'] {
  const newest = files.filter(({ modified }) => Math.abs(now - modified) < settle).map(({ modified }) => modified);
  if (newest.length === 0) return null;
  const until = Math.max(...newest) + settle;
  const count = newest.length === 1 ? '1 file has' : `${newest.length} files have`;
  return { reason: `${count} changed in the last ${settle / 1000} s; waiting until all are quiet`, until };
}
