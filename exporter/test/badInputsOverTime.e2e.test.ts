import { appendFileSync } from 'node:fs';
import { chmod, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Files } from './bad-inputs/BadInput.js';
import { bill } from './bad-inputs/bill.js';
import { openHouse } from './bad-inputs/openHouse.js';
import type { House, HouseOptions } from './bad-inputs/openHouse.js';

const houses: House[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.remove();
});

describe('a bill that turns bad', () => {
  it('keeps its charges until it is mended', async () => {
    const house = await delivered({ 'october.csv.gz': gzipSync(october('1.5')), 'september.csv': september('4') });
    expect(standing(house)).toEqual({ up: true, errors: [], billed: '5.5', revisions: { '2026-09': 1, '2026-10': 1 } });

    await house.deliver('aws', { 'october.csv.gz': gzipSync(october('8')).subarray(0, -6) });
    await house.refresh();
    expect(standing(house)).toEqual({
      up: false,
      errors: ['october.csv.gz: gzip is truncated: copy or export it again'],
      billed: '5.5',
      revisions: { '2026-09': 1, '2026-10': 1 },
    });
    expect(house.metrics()).toContain('finops_source_up{source="aws"} 0');
    expect(house.metrics()).toContain('finops_source_quarantined_files{source="aws"} 1');

    await house.deliver('aws', { 'october.csv.gz': gzipSync(october('8')) });
    await house.refresh();
    expect(standing(house)).toEqual({ up: true, errors: [], billed: '12', revisions: { '2026-09': 1, '2026-10': 2 } });
    expect(house.metrics()).toContain('finops_source_up{source="aws"} 1');
  });

  it('holds up its own period and no other', async () => {
    const house = await delivered({ 'a.csv': october('1'), 'b.csv': september('2') });

    await house.deliver('aws', { 'a.csv': '', 'b.csv': september('4'), 'c.csv': october('8', 'another account') });
    await house.refresh();
    expect(standing(house)).toEqual({
      up: false,
      errors: ['a.csv: is empty (0 bytes): export it again'],
      billed: '5',
      revisions: { '2026-09': 2, '2026-10': 1 },
    });

    await house.deliver('aws', { 'a.csv': october('16') });
    await house.refresh();
    expect(standing(house)).toEqual({ up: true, errors: [], billed: '28', revisions: { '2026-09': 2, '2026-10': 2 } });
  });

  it('keeps what it added where every file adds', async () => {
    const house = await delivered({ 'a.csv': october('1'), 'b.csv': october('2', 'b') }, { delivery: 'add' });

    await house.deliver('aws', { 'a.csv': 'BilledCost;EffectiveCost\n', 'c.csv': october('4', 'c') });
    await rm(join(house.folder('aws'), 'b.csv'));
    await house.refresh();
    expect(standing(house)).toEqual({
      up: false,
      errors: ['a.csv: line 1: the header is separated by semicolons: export with commas'],
      billed: '7',
      revisions: { '2026-10': 2 },
    });

    await house.deliver('aws', { 'a.csv': october('8') });
    await house.refresh();
    expect(standing(house)).toEqual({ up: true, errors: [], billed: '14', revisions: { '2026-10': 3 } });
  });

  it('is read again once it was bad from the start', async () => {
    const house = await delivered({ 'bill.csv': october('1').replace('EffectiveCost', 'Cost') });
    expect(standing(house)).toMatchObject({ up: false, billed: '0', revisions: {} });

    await house.deliver('aws', { 'bill.csv': october('1') });
    await house.refresh();
    expect(standing(house)).toEqual({ up: true, errors: [], billed: '1', revisions: { '2026-10': 1 } });
  });
});

describe('a bill that changes while it is read', () => {
  it('is left for the next refresh, and the one before stays', async () => {
    const house = await delivered({ 'bill.csv': october('1') });
    const path = join(house.folder('aws'), 'bill.csv');
    const row = october('0.25').split('\n')[1]!;
    await house.deliver('aws', { 'bill.csv': `${october('1')}${`${row}\n`.repeat(5_000)}` });

    let rows = 5_000;
    let isGrowing = true;
    const grow = (): void => {
      if (!isGrowing) return;
      appendFileSync(path, `${row}\n`);
      rows += 1;
      setImmediate(grow);
    };
    grow();
    await house.refresh();
    isGrowing = false;
    expect(standing(house)).toMatchObject({
      up: false,
      errors: ['bill.csv: changed while it was read; it is read again at the next refresh'],
      billed: '1',
    });

    await house.refresh();
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: String(1 + rows / 4) });
    expect(house.source('aws').rows).toBe(1 + rows);
  });
});

describe('bills that go away', () => {
  it('stay while their folder is not mounted', async () => {
    const house = await delivered({ 'bill.csv': october('1'), 'september.csv': september('2') });
    await rename(house.folder('aws'), `${house.folder('aws')}-unmounted`);
    await house.refresh();
    expect(standing(house)).toEqual({
      up: false,
      errors: [`cannot read the folder ${house.folder('aws')}: it does not exist; is it mounted?`],
      billed: '3',
      revisions: { '2026-09': 1, '2026-10': 1 },
    });

    await rename(`${house.folder('aws')}-unmounted`, house.folder('aws'));
    await house.refresh();
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: '3' });
  });

  it('stay when their folder is emptied', async () => {
    const house = await delivered({ 'bill.csv': october('1'), 'september.csv': september('2') });
    for (const name of ['bill.csv', 'september.csv']) await rm(join(house.folder('aws'), name));
    await house.refresh();

    expect(standing(house)).toEqual({
      up: false,
      errors: [
        `the folder ${house.folder('aws')} holds no bills; its 2 billing periods are kept until "outlay withdraw" removes them`,
      ],
      billed: '3',
      revisions: { '2026-09': 1, '2026-10': 1 },
    });
  });

  it('stay when a period loses its last file', async () => {
    const house = await delivered({ 'bill.csv': october('1'), 'september.csv': september('2') });
    await rm(join(house.folder('aws'), 'september.csv'));
    await house.refresh();

    expect(standing(house)).toEqual({
      up: false,
      errors: ['2026-09: no file holds its charges any more; they are kept until "outlay withdraw" removes them'],
      billed: '3',
      revisions: { '2026-09': 1, '2026-10': 1 },
    });
  });

  it('stay when a header is all that is left of them', async () => {
    const house = await delivered({ 'bill.csv': october('1'), 'september.csv': september('2') });
    await house.deliver('aws', { 'bill.csv': bill() });
    await house.refresh();

    expect(standing(house)).toMatchObject({
      up: false,
      errors: ['2026-10: no file holds its charges any more; they are kept until "outlay withdraw" removes them'],
      billed: '3',
    });
  });

  it('stay when nothing of a new edition can be read', async () => {
    const house = await delivered({ 'bill.csv': october('1') });
    await house.deliver('aws', { 'bill.csv': bill({ BilledCost: '1,5' }) });
    await house.refresh();

    expect(standing(house)).toMatchObject({
      up: false,
      errors: ['2026-10: no file holds its charges any more; they are kept until "outlay withdraw" removes them'],
      billed: '1',
    });
  });

  it('leave the exporter empty when they never were there', async () => {
    const house = await delivered({ 'notes.txt': 'soon' });

    expect(standing(house)).toMatchObject({
      up: false,
      errors: [`the folder ${house.folder('aws')} holds no bills: put FOCUS exports there (.csv, .csv.gz or .parquet)`],
      billed: '0',
    });
    expect(house.source('aws').warnings).toEqual(['notes.txt: ignored; bills end in .csv, .csv.gz or .parquet']);
  });
});

describe('a manifest', () => {
  it('that names a file to come lets the whole delivery wait', async () => {
    const house = await delivered({ 'october/a.csv': october('1'), 'september.csv': september('2') });
    await house.deliver('aws', {
      'october/a.csv': october('4'),
      'october/manifest.json': '{"files":["a.csv","b.csv"]}',
    });
    await house.refresh();
    const waits = 'october/manifest.json names b.csv, which is not there yet';
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: '3' });
    expect(house.source('aws').warnings).toEqual([waits]);
    expect(fileStates(house)).toEqual({ 'october/a.csv': ['waiting', waits], 'september.csv': ['loaded', null] });

    await house.deliver('aws', { 'october/b.csv': october('8', 'b') });
    await house.refresh();
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: '14' });
  });

  it.each([
    { name: 'is no JSON', text: '{"files":["a.csv"', error: 'is not JSON; deliver the manifest again' },
    { name: 'is empty', text: '', error: 'is not JSON; deliver the manifest again' },
    {
      name: 'names no files',
      text: '{"bills":["a.csv"]}',
      error: 'names no files: expected dataFiles, reportKeys, blobs[].blobName or files',
    },
    {
      name: 'names numbers',
      text: '{"files":[1]}',
      error: 'names no files: expected dataFiles, reportKeys, blobs[].blobName or files',
    },
    {
      name: 'names itself',
      text: '{"files":["a.csv","manifest.json"]}',
      error: 'names manifest.json, which is no bill: name the bills alone',
    },
  ])('that $name holds up what it may name, and the old stays', async ({ text, error }) => {
    const house = await delivered({ 'a.csv': october('1') });
    await house.deliver('aws', { 'a.csv': october('8'), 'manifest.json': text });
    await house.refresh();
    const waits = 'a manifest cannot be read; waiting until it can';
    expect(standing(house)).toMatchObject({ up: false, errors: [`manifest.json: ${error}`], billed: '1' });
    expect(house.source('aws').warnings).toEqual([waits]);
    expect(fileStates(house)).toEqual({ 'a.csv': ['waiting', waits] });

    await house.deliver('aws', { 'manifest.json': '{"files":["a.csv"]}' });
    await house.refresh();
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: '8' });
  });

  it('whose bill is bad keeps the whole of its period as it was', async () => {
    const manifest = { 'manifest.json': '{"files":["a.csv","b.csv"]}' };
    const house = await delivered({ 'a.csv': october('1'), 'b.csv': october('2', 'b'), ...manifest });
    await house.deliver('aws', { 'a.csv': october('4'), 'b.csv': '{}' });
    await house.refresh();
    expect(standing(house)).toMatchObject({
      up: false,
      errors: ['b.csv: is JSON, not CSV: export as CSV, CSV.gz or Parquet'],
      billed: '3',
    });

    await house.deliver('aws', { 'b.csv': october('8', 'b') });
    await house.refresh();
    expect(standing(house)).toMatchObject({ up: true, errors: [], billed: '12' });
  });
});

describe('the same bytes at two sources', () => {
  it('count once, at the first', async () => {
    const house = await opened({ sources: ['aws', 'mirror'] });
    for (const source of ['aws', 'mirror']) await house.deliver(source, { 'bill.csv': october('1') });
    await house.refresh();

    expect(standing(house)).toMatchObject({ up: true, billed: '1' });
    expect(house.source('mirror')).toMatchObject({
      up: true,
      rows: 0,
      billedCost: '0',
      errors: [],
      warnings: ['2026-10: a file is also at source aws, where it counts'],
    });
  });
});

describe('a bill that may not be read', () => {
  it.skipIf(process.getuid?.() === 0)('says so, and the others are read', async () => {
    const house = await opened({ sources: ['aws'] });
    await house.deliver('aws', { 'bill.csv': october('1'), 'september.csv': september('2') });
    await chmod(join(house.folder('aws'), 'bill.csv'), 0);
    await house.refresh();

    expect(standing(house)).toMatchObject({
      up: false,
      errors: ['bill.csv: may not be read: give it to the user of this process'],
      billed: '2',
    });
  });
});

describe('the store', () => {
  it('is for its user alone, whatever it has been through', async () => {
    const house = await delivered({ 'bill.csv': bill({}, { BilledCost: 'x' }) });
    const { mode } = await stat(house.store);
    const manifest = await stat(join(house.store, 'manifest.json'));

    expect([mode & 0o777, manifest.mode & 0o777]).toEqual([0o700, 0o600]);
  });
});

async function opened(options: HouseOptions): Promise<House> {
  const house = await openHouse(options);
  houses.push(house);
  return house;
}

/** A house with one source, after its first refresh. */
async function delivered(files: Files, options: Partial<HouseOptions> = {}): Promise<House> {
  const house = await opened({ sources: ['aws'], ...options });
  await house.deliver('aws', files);
  await house.refresh();
  return house;
}

function october(billed: string, account = 'main'): string {
  return bill({ BilledCost: billed, BillingAccountId: account });
}

function september(billed: string): string {
  return bill({
    BilledCost: billed,
    BillingPeriodStart: '2026-09-01T00:00:00Z',
    ChargePeriodStart: '2026-09-05T00:00:00Z',
    ChargePeriodEnd: '2026-09-06T00:00:00Z',
  });
}

function standing(house: House) {
  const { up, errors, billedCost, periods } = house.source('aws');
  return {
    up,
    errors,
    billed: billedCost,
    revisions: Object.fromEntries(periods.map(({ period, revision }) => [period, revision])),
  };
}

function fileStates(house: House) {
  return Object.fromEntries(house.source('aws').files.map(({ name, state, reason }) => [name, [state, reason]]));
}
