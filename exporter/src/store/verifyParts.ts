import { join } from 'node:path';
import { digestOf } from './files/digestOf.js';
import type { Manifest } from './Manifest.js';

/** Whether every file that a manifest names is there and holds the bytes it was published with. One sentence a problem. */
export async function verifyParts(
  folder: string,
  { parts, bills, revisions, snapshot }: Manifest,
): Promise<readonly string[]> {
  const files = [
    ...Object.values(parts).flatMap((part) => [part, part.rollup]),
    ...Object.values(bills).flatMap(({ rejects, rejectsDigest }) =>
      rejects === null ? [] : { file: rejects, digest: rejectsDigest },
    ),
    ...revisions,
    ...(snapshot === null ? [] : [snapshot]),
  ];
  const problems: string[] = [];
  for (const { file, digest } of files) {
    const present = await digestOf(join(folder, file)).catch(
      (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unreadable',
    );
    if (present === digest) continue;
    problems.push(
      /^[0-9a-f]{64}$/.test(present)
        ? `${file}: its bytes were changed`
        : `${file}: is missing or unreadable (${present})`,
    );
  }
  return problems;
}
