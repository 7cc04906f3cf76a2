import type { LedgerEvent } from './LedgerEvent.js';
import { readHead } from './LedgerHead.js';
import type { LedgerHead } from './LedgerHead.js';
import { readLedger } from './readLedger.js';
import type { LedgerReading } from './readLedger.js';

/** What a manifest says of itself and of the ledger that led to it. */
export interface Publication {
  readonly digest: string;
  readonly ledger: LedgerHead;
}

export interface ChainCheck {
  /** What is wrong, one sentence each; an empty list means nothing was edited, removed, reordered or cut. */
  readonly problems: readonly string[];
  /** Whether the ledger vouches for the manifest, so that what it names can be followed. */
  readonly isRecorded: boolean;
  readonly reading: LedgerReading;
}

/**
 * Checks the ledger without writing: the chain, its durable head, and that it records the manifest that is there.
 * `visit` sees every event of the unbroken chain. A ledger that grows meanwhile is no problem.
 * A rewrite of ledger and manifest together is beyond any check that needs no secret.
 */
export async function verifyChain(
  path: string,
  publication: Publication | null,
  visit: (event: LedgerEvent) => void = () => undefined,
): Promise<ChainCheck> {
  const durable = await readHead(path); // before the ledger, which is written first and read whole
  const hashes: string[] = [];
  const announcements: number[] = [];
  const reading = await readLedger(path, (event) => {
    hashes.push(event.hash);
    if (event.type === 'publishing' && event.payload['manifest'] === publication?.digest) {
      announcements.push(event.sequence);
    }
    visit(event);
  });
  const announced = announcements.at(-1) ?? null;
  const problems = [
    ...(reading.broken === null ? [] : [`ledger: ${reading.broken}`]),
    ...headProblems(durable, reading, hashes),
    ...(publication === null ? [] : publicationProblems(publication, announced, durable, hashes)),
  ];
  return { problems, isRecorded: announced !== null, reading };
}

function headProblems(
  durable: Awaited<ReturnType<typeof readHead>>,
  { length, broken, unfinished }: LedgerReading,
  hashes: readonly string[],
): string[] {
  if (durable === 'unreadable') return ['ledger: ledger.head.json was edited'];
  if (durable === null) {
    return length > 0 || unfinished || broken !== null ? ['ledger: ledger.head.json is missing'] : [];
  }
  if (length < durable.length) {
    return broken === null ? [`ledger: cut, ${length} of ${durable.length} events are left`] : [];
  }
  return durable.length === 0 || hashes[durable.length - 1] === durable.head
    ? []
    : [`ledger: event ${durable.length} is not the one that ledger.head.json names: one of the two was rewritten`];
}

function publicationProblems(
  { ledger }: Publication,
  announced: number | null,
  durable: Awaited<ReturnType<typeof readHead>>,
  hashes: readonly string[],
): string[] {
  const problems: string[] = [];
  if (ledger.length > 0 && hashes[ledger.length - 1] !== ledger.head) {
    problems.push(
      `ledger: event ${ledger.length} is not the one that manifest.json names: the ledger was cut or rewritten`,
    );
  }
  if (announced === null) {
    problems.push('manifest: the ledger does not record this manifest.json: it was edited or replaced');
  } else if (durable !== null && durable !== 'unreadable' && durable.length < announced) {
    problems.push('ledger: ledger.head.json is older than manifest.json: it was edited or replaced');
  }
  return problems;
}
