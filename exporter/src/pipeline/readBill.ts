import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { SourceError } from '../domain/SourceError.js';
import { focus } from '../normalize/focus.js';
import { recognizeFocus } from '../normalize/recognizeFocus.js';
import type { BillFile } from '../sources/Source.js';
import { stageFile } from '../stage/stageFile.js';
import type { StagedFile } from '../stage/stageFile.js';
import type { Bill, FileState, Part } from '../store/Manifest.js';
import { importBill, inputColumns, mappingId } from '../store/parts/importBill.js';
import { writeRollup } from '../store/parts/writeRollup.js';
import type { Store } from '../store/Store.js';
import type { Visibility } from '../store/visibility.js';

/** Bills and parts that are known by content: those of the manifest, and those of this run so far. */
export interface Library {
  readonly bills: Map<string, Bill>;
  readonly parts: Map<string, Part>;
}

/** What a file is read with. */
export interface ReadingDesk {
  readonly store: Store;
  readonly library: Library;
  readonly visibility: Visibility;
  readonly signal: AbortSignal;
}

/** What reading one file gave. `read` is set when its bytes were read now rather than known before. */
export interface FileReading {
  readonly state: FileState;
  readonly read: 'now' | 'before';
}

/**
 * Reads one file unless its bytes are known: by its signature without opening it, by its digest without loading it.
 * A file that cannot be read gives a problem, not an exception; a failing disk is an exception.
 */
export async function readBill(
  file: BillFile,
  previous: FileState | undefined,
  { store, library, visibility, signal }: ReadingDesk,
): Promise<FileReading> {
  const mapping = focus;
  const { currency } = store.manifest();
  const isUnchanged = previous?.signature === file.signature;
  if (isUnchanged && isReadAsNow(previous, library, mappingId({ mapping, currency }))) {
    return { state: previous, read: 'before' };
  }
  let staged: StagedFile | undefined;
  try {
    const open = () => addAbortSignal(signal, file.open());
    staged = await stageFile({ name: file.name, open, into: join(store.folder, 'tmp') });
    signal.throwIfAborted(); // an interrupt that comes before the import would not stop it
    const bill = `${staged.digest}-${mappingId({ mapping, currency })}`;
    const isKnown = library.bills.has(bill);
    if (!isKnown) await load(bill, staged, { store, library, visibility });
    return {
      state: { name: file.name, signature: file.signature, bill, problem: null },
      read: isKnown ? 'before' : 'now',
    };
  } catch (error) {
    // Whatever else fails is the store's: reading a bill fails with SourceError.
    if (!(error instanceof SourceError) || signal.aborted) throw error;
    return {
      state: { name: file.name, signature: file.signature, bill: previous?.bill ?? null, problem: error.message },
      read: 'now',
    };
  } finally {
    if (staged !== undefined) await discard(staged);
  }
}

/** A file that had a problem is read again: it may have been the disk's. */
function isReadAsNow(previous: FileState, { bills }: Library, mapping: string): boolean {
  if (previous.problem !== null) return false;
  return previous.bill !== null && bills.get(previous.bill)?.mapping === mapping;
}

async function load(
  id: string,
  staged: StagedFile,
  { store, library, visibility }: Omit<ReadingDesk, 'signal'>,
): Promise<void> {
  const { engine, folder } = store;
  const columns = await inputColumns(engine, staged);
  const version = recognizeFocus(columns.map(({ name }) => name));
  const { bill, parts } = await importBill({
    engine,
    folder,
    staged,
    columns,
    mapping: focus,
    format: `FOCUS ${version} ${staged.format}`,
    currency: store.manifest().currency,
  });
  for (const [name, part] of Object.entries(parts)) {
    library.parts.set(name, { ...part, rollup: await writeRollup(engine, folder, part, visibility) });
  }
  library.bills.set(id, bill);
}

async function discard(staged: StagedFile): Promise<void> {
  await rm(staged.path, { force: true });
  if (staged.rejectsPath !== null) await rm(staged.rejectsPath, { force: true });
}
