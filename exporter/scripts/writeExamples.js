/**
 * Writes examples/exports: two months of the demo's bills as they lie after the last delivery, always the same bytes.
 * exporter/test/examples.test.ts compares them with what the generator says.
 */
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demo } from '../dist/demo/demo.js';
import { EXAMPLE } from '../dist/demo/EXAMPLE.js';

const folder = fileURLToPath(new URL('../../examples/exports', import.meta.url));
await rm(folder, { recursive: true, force: true });
for (const { files } of demo(EXAMPLE).deliveries) {
  for (const { source, name, write } of files) {
    const path = join(folder, source, name);
    await mkdir(dirname(path), { recursive: true });
    await write(path);
  }
}
