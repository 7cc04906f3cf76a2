import { Readable } from 'node:stream';
import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../domain/SourceError.js';
import { isManifest, readManifest } from './readManifest.js';
import type { BillFile } from './Source.js';

describe('names of manifests', () => {
  test.each([
    'manifest.json',
    '2026-11/manifest.json',
    'daily-focus-Manifest.json',
    'metadata/BILLING_PERIOD=2026-11/daily_Manifest.json',
    'MANIFEST.JSON',
  ])('%s is one', (name) => {
    expect(isManifest({ name })).toBe(true);
  });

  test.each(['manifest.json.gz', 'manifest.csv', 'mymanifest.json', 'manifest.json/bill.csv', 'appmanifest.json'])(
    '%s is none',
    (name) => {
      expect(isManifest({ name })).toBe(false);
    },
  );
});

describe('what manifests say', () => {
  test.each([
    {
      name: 'AWS Data Exports',
      content: {
        executionId: '9b0e',
        exportArn: 'arn:aws:bcm-data-exports:us-east-1:1:export/focus',
        dataFiles: ['s3://bills/focus/data/BILLING_PERIOD=2026-11/focus-00001.csv.gz'],
      },
      names: ['s3://bills/focus/data/BILLING_PERIOD=2026-11/focus-00001.csv.gz'],
    },
    {
      name: 'AWS cost and usage reports',
      content: {
        assemblyId: 'a',
        bucket: 'bills',
        reportKeys: ['cur/20261101-20261201/a/cur-1.csv.gz', 'cur/2.csv.gz'],
      },
      names: ['cur/20261101-20261201/a/cur-1.csv.gz', 'cur/2.csv.gz'],
    },
    {
      name: 'Azure Cost Management',
      content: {
        manifestVersion: '2024-04-01',
        byteCount: 3,
        blobs: [
          { blobName: 'focus/20261101-20261130/part_0_0001.csv.gz', byteCount: 1 },
          { blobName: 'focus/20261101-20261130/part_1_0001.csv.gz', byteCount: 2 },
        ],
      },
      names: ['focus/20261101-20261130/part_0_0001.csv.gz', 'focus/20261101-20261130/part_1_0001.csv.gz'],
    },
    { name: 'the plain form', content: { files: ['a.csv', 'b.csv'] }, names: ['a.csv', 'b.csv'] },
    { name: 'a delivery of nothing', content: { files: [] }, names: [] },
  ])('$name', async ({ content, names }) => {
    const file = manifest(JSON.stringify(content));
    expect(await readManifest(file)).toEqual({ name: file.name, modified: file.modified, names });
  });

  it('may begin with a byte order mark', async () => {
    expect((await readManifest(manifest('\ufeff{"files":["a.csv"]}'))).names).toEqual(['a.csv']);
  });
});

describe('manifests that cannot be read', () => {
  test.each([
    { name: 'no JSON', content: '{"files": [', reason: 'is not JSON; deliver the manifest again' },
    { name: 'nothing', content: '', reason: 'is not JSON; deliver the manifest again' },
    ...['[]', '42', 'null', '{}', '{"files":"a.csv"}', '{"files":[1]}', '{"blobs":[{"name":"a.csv"}]}'].map(
      (content) => ({
        name: content,
        content,
        reason: 'names no files: expected dataFiles, reportKeys, blobs[].blobName or files',
      }),
    ),
    {
      name: 'one that names a manifest',
      content: '{"files":["a.csv","old/manifest.json"]}',
      reason: 'names old/manifest.json, which is no bill: name the bills alone',
    },
  ])('$name', async ({ content, reason }) => {
    await expect(readManifest(manifest(content))).rejects.toEqual(new SourceError(reason));
  });

  it('are not opened when they are far too large', async () => {
    const file = {
      ...manifest('{"files":[]}'),
      bytes: 17 * 1_048_576,
      open: () => {
        throw new Error('was opened');
      },
    };
    await expect(readManifest(file)).rejects.toEqual(
      new SourceError('is larger than 16 MiB; a manifest lists the files of one delivery'),
    );
  });

  it('say why their bytes cannot be had', async () => {
    const failure = new SourceError('changed while it was read; it is read again at the next refresh');
    const file = { ...manifest(''), open: () => Readable.from(failing(failure)) };
    await expect(readManifest(file)).rejects.toBe(failure);
  });

  it('that vanished are not called JSON', async () => {
    const gone = Object.assign(new Error("ENOENT: no such file or directory, open '/bills/manifest.json'"), {
      code: 'ENOENT',
    });
    const file = { ...manifest(''), open: () => Readable.from(failing(gone)) };
    await expect(readManifest(file)).rejects.toEqual(
      new SourceError('could not be read (ENOENT); it is read again at the next refresh'),
    );
  });
});

function manifest(content: string): BillFile {
  return {
    name: 'run/manifest.json',
    bytes: content.length,
    modified: Date.parse('2026-11-03T12:00:00Z'),
    signature: 'any',
    open: () => Readable.from([Buffer.from(content)], { objectMode: false }),
  };
}

async function* failing(error: Error): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield Buffer.from('{"files":');
  throw error;
}
