import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { configSchema } from './config/schema.js';
import type { Config } from './config/schema.js';
import { tokenReader } from './tokenReader.js';

const FIRST = 'the-first-token-of-all';
const SECOND = 'the-second-token-of-all';

let folder: string;
let file: string;
let config: Config;
const warnings: object[] = [];
const reader = () => tokenReader((fields) => warnings.push(fields));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-tokens-'));
  file = join(folder, 'viewer');
  await writeFile(file, `  ${FIRST}\n`);
  config = configSchema.parse({
    store: { path: folder },
    sources: [{ id: 'aws', type: 'directory', path: folder }],
    server: {
      tokens: [
        { role: 'viewer', token_file: file },
        { role: 'admin', token: 'a-token-of-the-environment' },
      ],
    },
  });
  warnings.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));

it('reads tokens of files and of the configuration, without the space around them', () => {
  expect(reader().tokens(config)).toEqual([
    { role: 'viewer', token: FIRST },
    { role: 'admin', token: 'a-token-of-the-environment' },
  ]);
});

describe('a token file', () => {
  test.each([
    { name: 'that is written over', replace: () => writeFile(file, SECOND) },
    {
      name: 'that is replaced',
      replace: async () => {
        await writeFile(`${file}.new`, SECOND);
        await rename(`${file}.new`, file);
      },
    },
  ])('$name is read again', async ({ replace }) => {
    const tokens = reader();
    tokens.check(config);
    await replace();
    expect(tokens.tokens(config)[0]).toEqual({ role: 'viewer', token: SECOND });
    expect(warnings).toEqual([]);
  });

  test.each([
    { name: 'empty', spoil: () => writeFile(file, '\n'), problem: 'holds 0 characters' },
    { name: 'half written', spoil: () => writeFile(file, SECOND.slice(0, 10)), problem: 'holds 10 characters' },
    { name: 'gone', spoil: () => rm(file), problem: 'cannot be read (ENOENT)' },
  ])('that is $name keeps its token, says so once, and takes the next', async ({ spoil, problem }) => {
    const tokens = reader();
    tokens.check(config);
    await spoil();
    for (let request = 0; request < 3; request += 1) {
      expect(tokens.tokens(config)[0]).toEqual({ role: 'viewer', token: FIRST });
    }
    expect(warnings).toEqual([{ file, problem: expect.stringContaining(problem) as string }]);

    await writeFile(file, SECOND);
    expect(tokens.tokens(config)[0]).toEqual({ role: 'viewer', token: SECOND });
  });

  test.each([
    {
      name: 'too short',
      spoil: () => writeFile(file, 'secret'),
      said: 'holds 6 characters; put a token of at least 16 into it',
    },
    {
      name: 'missing',
      spoil: () => rm(file),
      said: 'cannot be read (ENOENT); put a token of at least 16 characters into it',
    },
  ])('that is $name at the start is a mistake of the configuration', async ({ spoil, said }) => {
    await spoil();
    expect(() => reader().check(config)).toThrow(`server.tokens[0].token_file: ${file} ${said}`);
  });
});
