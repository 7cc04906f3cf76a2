import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { planDeliveries } from './planDeliveries.js';
import type { Delivery, DeliveryManifest } from './planDeliveries.js';
import type { BillFile } from './Source.js';

const NOW = Date.parse('2026-11-03T12:00:00Z');
const MINUTE = 60_000;
const LONG_AGO = NOW - 60 * MINUTE;

describe('files that no manifest names', () => {
  test.each([
    { name: 'are read once they are quiet', ages: [60, 1], waiting: null },
    { name: 'are read at the very end of settling', ages: [1], waiting: null },
    { name: 'wait while one of them changes', ages: [60, 0.5], waiting: { count: '1 file has', minutesLeft: 0.5 } },
    {
      name: 'wait for the one that changed last',
      ages: [0.25, 0.75],
      waiting: { count: '2 files have', minutesLeft: 0.75 },
    },
    {
      name: 'wait for a clock that is a little ahead',
      ages: [-0.5],
      waiting: { count: '1 file has', minutesLeft: 1.5 },
    },
    { name: 'do not wait for a clock that is far ahead', ages: [-1, -600], waiting: null },
  ])('$name', ({ ages, waiting }) => {
    const bills = ages.map((minutes, index) => bill(`${index}.csv`, NOW - minutes * MINUTE));
    const expected =
      waiting === null
        ? null
        : {
            reason: `${waiting.count} changed in the last 60 s; waiting until all are quiet`,
            until: NOW + waiting.minutesLeft * MINUTE,
          };
    expect(plan(bills, [])).toEqual([{ manifest: null, files: bills, waiting: expected }]);
  });

  it('need no time when none is asked for', () => {
    const [delivery] = planDeliveries([bill('a.csv', NOW)], [], { now: NOW, settle: 0 });
    expect(delivery?.waiting).toBeNull();
  });

  it('are no delivery when there are none', () => {
    expect(plan([], [])).toEqual([]);
  });
});

describe('files that a manifest names', () => {
  test.each([
    { name: 'by object key', named: 'exports/focus/2026-11/part-1.csv', file: '2026-11/part-1.csv' },
    { name: 'by URL of S3', named: 's3://bills/exports/2026-11/part-1.csv', file: 'exports/2026-11/part-1.csv' },
    {
      name: 'by URL of Azure',
      named: 'https://account.blob.core.windows.net/bills/2026-11/part-1.csv',
      file: 'bills/2026-11/part-1.csv',
    },
    { name: 'by bare name', named: 'part-1.csv', file: 'deep/inside/part-1.csv' },
    {
      name: 'in a folder that lies deeper than the key says',
      named: '2026-11/part-1.csv',
      file: 'aws/2026-11/part-1.csv',
    },
    { name: 'below another root', named: 'their/root/2026-11/part-1.csv', file: 'our/root/2026-11/part-1.csv' },
  ])('are found $name', ({ named, file }) => {
    const bills = [bill(file)];
    expect(plan(bills, [manifest('manifest.json', [named])])).toEqual([
      { manifest: 'manifest.json', files: bills, waiting: null },
    ]);
  });

  test.each([
    {
      name: 'the longest common tail wins',
      named: 'root/2026-11/run-2/part-1.csv',
      files: ['2026-10/run-2/part-1.csv', '2026-11/run-1/part-1.csv', '2026-11/run-2/part-1.csv'],
      found: '2026-11/run-2/part-1.csv',
    },
    {
      name: 'of equals the one beside the manifest wins',
      named: 'part-1.csv',
      files: ['a/part-1.csv', 'run-2/part-1.csv', 'z/part-1.csv'],
      found: 'run-2/part-1.csv',
    },
    {
      name: 'a name that only ends alike is another',
      named: 'part-1.csv',
      files: ['a-part-1.csv', 'z/part-1.csv'],
      found: 'z/part-1.csv',
    },
  ])('$name', ({ named, files, found }) => {
    const [loose, delivery] = plan(
      files.map((file) => bill(file)),
      [manifest('run-2/manifest.json', [named])],
    );
    expect(names(delivery)).toEqual([found]);
    expect(names(loose)).toEqual(files.filter((file) => file !== found));
  });

  it('need not settle, since the manifest says that they are whole', () => {
    expect(plan([bill('a.csv', NOW)], [manifest('manifest.json', ['a.csv'])])[0]?.waiting).toBeNull();
  });

  it('wait until the last of them is there, and are no loose files meanwhile', () => {
    const bills = [bill('a.csv'), bill('b.csv')];
    expect(plan(bills, [manifest('run/manifest.json', ['a.csv', 's3://bills/c.csv', 'b.csv', 'd.csv'])])).toEqual([
      {
        manifest: 'run/manifest.json',
        files: bills,
        waiting: { reason: 'run/manifest.json names s3://bills/c.csv, which is not there yet', until: null },
      },
    ]);
  });

  it('stand after loose files, the oldest manifest first, and by name at the same time', () => {
    const bills = ['a.csv', 'b.csv', 'c.csv', 'd.csv'].map((name) => bill(name));
    const manifests = [
      manifest('z/manifest.json', ['a.csv'], LONG_AGO),
      manifest('y/manifest.json', ['b.csv'], LONG_AGO + 1),
      manifest('x/manifest.json', ['c.csv'], LONG_AGO + 1),
    ];
    expect(plan(bills, manifests).map((delivery) => delivery.manifest)).toEqual([
      null,
      'z/manifest.json',
      'x/manifest.json',
      'y/manifest.json',
    ]);
  });

  it('of one run never complete the delivery of another', () => {
    const old = ['run-1/part-1.csv', 'run-1/part-2.csv'];
    const bills = [...old, 'run-2/part-1.csv'].map((name) => bill(name));
    const manifests = [
      manifest(
        'run-1/manifest.json',
        old.map((name) => `root/${name}`),
        LONG_AGO,
      ),
      manifest('run-2/manifest.json', ['root/run-2/part-1.csv', 'root/run-2/part-2.csv'], LONG_AGO + 1),
    ];
    const [first, second] = plan(bills, manifests);
    expect(names(first)).toEqual(old);
    expect(first?.waiting).toBeNull();
    expect(names(second)).toEqual(['run-2/part-1.csv']);
    expect(second?.waiting?.reason).toBe('run-2/manifest.json names root/run-2/part-2.csv, which is not there yet');
  });

  it('of one run stay that of the run while nothing of the next has arrived', () => {
    const bills = [bill('run-1/part-1.csv')];
    const manifests = [
      manifest('run-1/manifest.json', ['root/run-1/part-1.csv'], LONG_AGO),
      manifest('run-2/manifest.json', ['root/run-2/part-1.csv'], LONG_AGO + 1),
    ];
    expect(plan(bills, manifests).map(names)).toEqual([['run-1/part-1.csv'], []]);
  });

  it('may be named by two manifests, of which the newer counts later', () => {
    const bills = [bill('part-1.csv')];
    const manifests = [manifest('a.manifest.json', ['part-1.csv']), manifest('b.manifest.json', ['part-1.csv'])];
    expect(plan(bills, manifests).map(names)).toEqual([['part-1.csv'], ['part-1.csv']]);
  });
});

describe('every file', () => {
  const anyName = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
    .map((steps) => `${steps.join('/')}.csv`);

  it('is in a delivery, whatever the manifests name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName), fc.array(fc.array(anyName)), (files, named) => {
        const bills = files.map((name) => bill(name));
        const manifests = named.map((list, index) => manifest(`${index}/manifest.json`, list));
        const delivered = new Set(plan(bills, manifests).flatMap(names));
        expect([...delivered].toSorted()).toEqual(files.toSorted());
      }),
    );
  });

  it('is in the same delivery whatever the order of the listing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName), fc.array(anyName), fc.integer(), (files, named, seed) => {
        const manifests = [manifest('a/manifest.json', named)];
        const shuffled = files.toSorted((a, b) => hash(a, seed) - hash(b, seed));
        const sorted = (order: readonly string[]) =>
          plan(
            order.map((name) => bill(name)),
            manifests,
          ).map((delivery) => [delivery.manifest, names(delivery).toSorted()]);
        expect(sorted(shuffled)).toEqual(sorted(files));
      }),
    );
  });
});

function plan(bills: readonly BillFile[], manifests: readonly DeliveryManifest[]): readonly Delivery[] {
  return planDeliveries(bills, manifests, { now: NOW, settle: MINUTE });
}

function bill(name: string, modified = LONG_AGO): BillFile {
  return { name, bytes: 1, modified, signature: name, open: () => Readable.from([]) };
}

function manifest(name: string, files: readonly string[], modified = LONG_AGO): DeliveryManifest {
  return { name, modified, names: files };
}

function names(delivery: Delivery | undefined): string[] {
  return delivery?.files.map(({ name }) => name) ?? [];
}

function hash(text: string, seed: number): number {
  return Buffer.from(text).reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, seed);
}
