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
  const ordered = manifests.toSorted((a, b) => a.modified - b.modified || (a.name < b.name ? -1 : 1));
  const located = locate(ordered, bills);
  const named = ordered.map((manifest, index) => deliveryOf(manifest, located[index] ?? []));
  const taken = new Set(named.flatMap((delivery) => delivery.files.map(({ name }) => name)));
  const loose = bills.filter(({ name }) => !taken.has(name));
  return loose.length === 0
    ? named
    : [{ manifest: null, files: loose, waiting: unsettled(loose, now, settle) }, ...named];
}

function deliveryOf(manifest: DeliveryManifest, files: readonly (BillFile | undefined)[]): Delivery {
  const missing = manifest.names.find((_, index) => files[index] === undefined);
  return {
    manifest: manifest.name,
    files: [...new Set(files.flatMap((file) => file ?? []))],
    waiting:
      missing === undefined
        ? null
        : { reason: `${manifest.name} names ${missing}, which is not there yet`, until: null },
  };
}

/** A file that may be meant by a name, and how many steps of both paths agree, counted from their ends. */
interface Candidate {
  readonly file: BillFile;
  readonly shared: number;
}

/**
 * The file that each name of each manifest means. Providers name files by object key or URL; the folder holds some tail of
 * that path, so the longest common tail wins. A file that another name fits better is not meant: runs of an export often
 * give their files the same names, and a run of which one has not arrived must not be completed with one of another.
 */
function locate(
  manifests: readonly DeliveryManifest[],
  bills: readonly BillFile[],
): readonly (readonly (BillFile | undefined)[])[] {
  const byLastStep = new Map<string, BillFile[]>();
  for (const file of bills) {
    const step = posix.basename(file.name);
    byLastStep.set(step, [...(byLastStep.get(step) ?? []), file]);
  }
  const candidates = manifests.map((manifest) =>
    manifest.names.map((name) => bestCandidates(name, manifest, byLastStep)),
  );
  const longest = new Map<BillFile, number>();
  for (const { file, shared } of candidates.flat(2)) longest.set(file, Math.max(shared, longest.get(file) ?? 0));
  return candidates.map((ofManifest) =>
    ofManifest.map((ofName) => ofName.find(({ file, shared }) => shared === longest.get(file))?.file),
  );
}

/** The files that a name fits best; of equals those beside the manifest first. */
function bestCandidates(
  named: string,
  manifest: DeliveryManifest,
  byLastStep: ReadonlyMap<string, readonly BillFile[]>,
): readonly Candidate[] {
  const path = named.replace(/^[a-z0-9]+:\/\/[^/]*\//i, '').split('/');
  const beside = posix.dirname(manifest.name);
  const candidates = (byLastStep.get(path.at(-1) ?? '') ?? []).map((file) => ({
    file,
    shared: commonTail(path, file.name.split('/')),
  }));
  const most = Math.max(...candidates.map(({ shared }) => shared));
  const isBeside = ({ file }: Candidate): number => Number(posix.dirname(file.name) === beside);
  return candidates
    .filter(({ shared }) => shared === most)
    .toSorted((a, b) => isBeside(b) - isBeside(a) || (a.file.name < b.file.name ? -1 : 1));
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
