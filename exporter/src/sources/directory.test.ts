import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { SourceError } from '../domain/SourceError.js';
import { directory } from './directory.js';
import type { BillFile } from './Source.js';

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'outlay-directory-'));
  folder = join(root, 'bills');
  await mkdir(folder);
});

afterEach(() => rm(root, { recursive: true }));

describe('what a folder lists', () => {
  it('is every file below it, by name, with a path that users find again', async () => {
    await put('b.csv', 'a/z.csv', 'a/deep/er/x.parquet', 'B.csv', 'a b/ü?*.csv.gz', 'manifest.json');
    expect(await names()).toEqual([
      'B.csv',
      'a b/ü?*.csv.gz',
      'a/deep/er/x.parquet',
      'a/z.csv',
      'b.csv',
      'manifest.json',
    ]);
  });

  it('leaves out hidden files and unfinished copies, and folders that are named so', async () => {
    await put('bill.csv', '.hidden.csv', '.snapshot/bill.csv', 'bill.csv.part', 'bill.csv.tmp', 'bill.csv~');
    await put('half.partial', 'half.crdownload', 'copying.tmp/bill.csv', '..csv');
    expect(await names()).toEqual(['bill.csv']);
  });

  it('is nothing for an empty folder, with folders in it or not', async () => {
    expect(await names()).toEqual([]);
    await mkdir(join(folder, 'empty', 'deeper'), { recursive: true });
    expect(await names()).toEqual([]);
  });

  it('says how large and how old a file is', async () => {
    await put('bill.csv');
    await writeFile(join(folder, 'bill.csv'), '12345');
    await utimes(join(folder, 'bill.csv'), 0, Date.parse('2026-11-03T12:00:00Z') / 1000);
    expect(await list()).toMatchObject([{ name: 'bill.csv', bytes: 5, modified: Date.parse('2026-11-03T12:00:00Z') }]);
  });

  it('is the same for a folder that is reached through a link', async () => {
    await put('a/bill.csv');
    await symlink(folder, join(root, 'link'));
    const through = await directory('aws', join(root, 'link')).list();
    expect(through.map(({ name }) => name)).toEqual(['a/bill.csv']);
    expect(through.map(({ signature }) => signature)).toEqual((await list()).map(({ signature }) => signature));
  });

  it('fails when the folder is not there', async () => {
    const path = join(root, 'unmounted');
    await expect(directory('aws', path).list()).rejects.toEqual(
      new SourceError(`cannot read the folder ${path}: it does not exist; is it mounted?`),
    );
  });

  it('fails when the folder is a file', async () => {
    await put('bill.csv');
    const path = join(folder, 'bill.csv');
    await expect(directory('aws', path).list()).rejects.toThrow(SourceError);
  });
});

describe('links', () => {
  it('within the folder lead to files, which can be read', async () => {
    await put('real/bill.csv');
    await symlink(join(folder, 'real', 'bill.csv'), join(folder, 'latest.csv'));
    expect(await names()).toEqual(['latest.csv', 'real/bill.csv']);
    expect(await Promise.all((await list()).map(content))).toEqual(['real/bill.csv', 'real/bill.csv']);
  });

  it('to a folder within list it once', async () => {
    await put('2026-11/bill.csv');
    await symlink(join(folder, '2026-11'), join(folder, 'current'));
    expect(await names()).toEqual(['2026-11/bill.csv']);
  });

  it('back up end', async () => {
    await put('a/bill.csv');
    await symlink(folder, join(folder, 'a', 'up'));
    await symlink('.', join(folder, 'a', 'here'));
    expect(await names()).toEqual(['a/bill.csv']);
  });

  test.each([
    { name: 'a file outside', target: '../secret.csv' },
    { name: 'a folder outside', target: '..' },
    { name: 'a folder outside that is named alike', target: '../bills-of-others' },
  ])('to $name are listed, but not followed', async ({ target }) => {
    await writeFile(join(root, 'secret.csv'), 'secret');
    await mkdir(join(root, 'bills-of-others'));
    await writeFile(join(root, 'bills-of-others', 'bill.csv'), 'secret');
    await symlink(target, join(folder, 'link.csv'));
    const [link] = await list();
    await expect(content(link!)).rejects.toEqual(
      new SourceError('is a link that leads out of the folder; copy the bills into it'),
    );
  });

  it('to nothing, or to themselves, are listed as what they are', async () => {
    await symlink('gone.csv', join(folder, 'dangling.csv'));
    await symlink('loop.csv', join(folder, 'loop.csv'));
    const listed = await list();
    expect(listed.map(({ name }) => name)).toEqual(['dangling.csv', 'loop.csv']);
    for (const file of listed) await expect(content(file)).rejects.toThrow(/^is a link to nothing/);
  });
});

describe('the bytes of a file', () => {
  it('are read as they lie there', async () => {
    await put('bill.csv');
    const bytes = 'x'.repeat(3_000_000);
    await writeFile(join(folder, 'bill.csv'), bytes);
    const [file] = await list();
    expect(await content(file!)).toBe(bytes);
  });

  test.each([
    { name: 'grew', change: (path: string) => appendFile(path, 'more') },
    { name: 'was written again with the same length', change: (path: string) => writeFile(path, 'BILL.csv') },
    { name: 'was replaced by another', change: (path: string) => replace(path, 'BILL.csv') },
    { name: 'got other rights', change: (path: string) => chmod(path, 0o640) },
  ])('cannot be trusted when the file $name since it was listed', async ({ change }) => {
    await put('bill.csv');
    const [file] = await list();
    await setTimeout(20); // file systems count time in steps of a few milliseconds
    await change(join(folder, 'bill.csv'));
    await expect(content(file!)).rejects.toEqual(
      new SourceError('changed while it was read; it is read again at the next refresh'),
    );
  });

  it('cannot be trusted when the file changed in the middle of reading', async () => {
    const path = join(folder, 'bill.csv');
    await writeFile(path, 'x'.repeat(8_000_000));
    const [file] = await list();
    const reading = (async () => {
      for await (const chunk of file!.open()) if ((chunk as Buffer).length > 0) await appendFile(path, 'more');
    })();
    await expect(reading).rejects.toThrow('changed while it was read');
  });

  it('fail when the file is gone', async () => {
    await put('bill.csv');
    const [file] = await list();
    await rm(join(folder, 'bill.csv'));
    await expect(content(file!)).rejects.toThrow('ENOENT');
  });
});

describe('signatures', () => {
  it('stay while nothing changes, and change with bytes, even of the same length at the same time', async () => {
    await put('bill.csv');
    const path = join(folder, 'bill.csv');
    await utimes(path, 0, 1_000_000);
    const before = await signature();
    expect(await signature()).toBe(before);
    await replace(path, 'BILL.csv');
    await utimes(path, 0, 1_000_000);
    expect(await signature()).not.toBe(before);
  });
});

/** Files that hold their own name. */
async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
}

async function replace(path: string, bytes: string): Promise<void> {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

function list(): Promise<readonly BillFile[]> {
  return directory('aws', folder).list();
}

async function names(): Promise<string[]> {
  return (await list()).map(({ name }) => name);
}

async function signature(): Promise<string | undefined> {
  return (await list())[0]?.signature;
}

function content(file: BillFile): Promise<string> {
  return text(file.open());
}
