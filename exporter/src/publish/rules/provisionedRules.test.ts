import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provisionedRules } from './provisionedRules.js';

const ROOT = join(import.meta.dirname, '../../../..');

test.each(Object.entries(provisionedRules()))('%s is what the code writes', (path, text) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
});
