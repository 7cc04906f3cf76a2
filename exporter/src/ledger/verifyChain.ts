import type { LedgerEvent } from './LedgerEvent.js';
import { readHead } from './Ledger.js';
import type { LedgerHead } from './Ledger.js';
import { readLedger } from './readLedger.js';

/** What a manifest says of itself and of the ledger that led to it. */
export interface Publication {
  readonly digest: string;
  readonly ledger: LedgerHead;
}

/**
 * Checks the ledger without writing: the chain, its durable head, and that it records the manifest that is there.
 * Returns what is wrong, one sentence each; an empty list means nothing was edited, removed, reordered or cut.
 * A rewrite of ledger and manifest together is beyond any check that needs no secret.
 */
export async function verifyChain(path: string, publication: Publication | null): Promise<readonly string[]> {
  const hashes: string[] = [];
  const publishing = new Set<string>();
  const reading = await readLedger(path, (event: LedgerEvent) => {
    hashes.push(event.hash);
    if (event.type === 'publishing') publishing.add(String(event.payload['manifest']));
  });
  const problems: string[] = [];
  if (reading.broken !== null) problems.push(`ledger: ${reading.broken}`);

  const durable = await readHead(path);
  if (reading.length < durable.length) {
    problems.push(`ledger: cut, ${reading.length} of ${durable.length} events are left`);
  } else if (durable.length > 0 && hashes[durable.length - 1] !== durable.head) {
    problems.push(
      `ledger: event ${durable.length} is not the one that ledger.head.json names: the ledger was rewritten`,
    );
  }
  if (publication === null) return problems;

  const { digest, ledger } = publication;
  if (ledger.length > 0 && hashes[ledger.length - 1] !== ledger.head) {
    problems.push(
      `ledger: event ${ledger.length} is not the one that manifest.json names: the ledger was cut or rewritten`,
    );
  }
  if (!publishing.has(digest)) {
    problems.push('manifest: the ledger does not record this manifest.json: it was edited or replaced');
  }
  return problems;
}
