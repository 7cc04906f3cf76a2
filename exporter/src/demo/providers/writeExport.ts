import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ExportFile } from './Provider.js';

/** Writes a file of an export, and the folders above it; the same file gives the same bytes. */
export async function writeExport(file: ExportFile, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const text = Readable.from(file.text());
  if (file.isCompressed) {
    await pipeline(text, createGzip({ level: 3 }), createWriteStream(target)); // zlib writes no time into the header
    return;
  }
  await pipeline(text, createWriteStream(target));
}
