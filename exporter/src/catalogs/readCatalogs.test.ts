import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { readCatalogs } from './readCatalogs.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'outlay-catalogs-'))));
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const COMPONENT = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Checkout
  labels: { cost-center: cc-7 }
spec: { type: service, owner: "group:default/payments", system: shop, dependsOn: [] }
`;

describe('a Backstage catalog', () => {
  it('is every catalog-info.yaml below a folder, several entities in a file', async () => {
    await write('shop/catalog-info.yaml', `${COMPONENT}---\nkind: Group\nmetadata: { name: payments }\n`);
    await write('blog/catalog-info.yml', 'kind: API\nmetadata: { name: posts }\nspec: { owner: web }\n');
    await write('blog/other.yaml', 'not: read');
    expect(await readCatalogs([{ id: 'services', type: 'backstage', path: folder }])).toEqual({
      services: {
        checkout: {
          kind: 'Component',
          'labels.cost-center': 'cc-7',
          type: 'service',
          owner: 'payments',
          system: 'shop',
        },
        payments: { kind: 'Group' },
        posts: { kind: 'API', owner: 'web' },
      },
    });
  });

  test.each([
    {
      name: 'an entity without a name',
      text: 'kind: API\n',
      reason: 'document 1: is no entity; write kind, and a name under metadata',
    },
    {
      name: 'a name twice',
      text: `${COMPONENT}---\n${COMPONENT}`,
      reason: 'document 2: "checkout" stands twice; keep one of them',
    },
    { name: 'YAML that is none', text: 'kind: [\n', reason: /document 1: .*sequence/ },
  ])('with $name is refused by place', async ({ text, reason }) => {
    const path = await write('catalog-info.yaml', text);
    const read = readCatalogs([{ id: 'services', type: 'backstage', path }]);
    await expect(read).rejects.toThrow(typeof reason === 'string' ? `${path}: ${reason}` : reason);
  });

  it('may not name an entity in two files', async () => {
    const [first, second] = [
      await write('a/catalog-info.yaml', COMPONENT),
      await write('b/catalog-info.yaml', COMPONENT),
    ];
    await expect(readCatalogs([{ id: 's', type: 'backstage', path: folder }])).rejects.toThrow(
      `${second}: "checkout" stands in ${first} too; keep one of them`,
    );
  });

  it('that is not there, or empty, is said', async () => {
    const path = join(folder, 'nowhere');
    await expect(readCatalogs([{ id: 's', type: 'backstage', path }])).rejects.toThrow(
      `${path}: cannot be read (ENOENT); name a catalog that is there`,
    );
    await expect(readCatalogs([{ id: 's', type: 'backstage', path: folder }])).rejects.toThrow(
      'has no catalog-info.yaml',
    );
  });
});

describe('a catalog in CSV', () => {
  const read = async (text: string) => {
    const path = await write('cmdb.csv', text);
    return { path, read: readCatalogs([{ id: 'cmdb', type: 'csv', path, key: 'app' }]) };
  };

  it('is found by its key column, whatever the case', async () => {
    const { read: entries } = await read('\ufeffapp,owner, cost center\r\n"Shop, EU", payments ,7\r\nblog,web,\r\n');
    expect(await entries).toEqual({
      cmdb: {
        'shop, eu': { app: 'Shop, EU', owner: 'payments', 'cost center': '7' },
        blog: { app: 'blog', owner: 'web', 'cost center': '' },
      },
    });
  });

  test.each([
    { name: 'no header', text: '', reason: 'is empty; write a header with the column "app"' },
    { name: 'no key column', text: 'name,owner\n', reason: 'has no column "app"; there are name, owner' },
    {
      name: 'an empty key',
      text: 'app,owner\n ,x\n',
      reason: 'row 2: column "app" is empty; write what the row is found by',
    },
    { name: 'a key twice', text: 'app,owner\na,x\nA,y\n', reason: 'row 3: "a" stands twice; keep one row of it' },
    { name: 'a ragged row', text: 'app,owner\na\n', reason: 'Invalid Record Length' },
  ])('with $name is refused by place', async ({ text, reason }) => {
    const { path, read: entries } = await read(text);
    await expect(entries).rejects.toThrow(`${path}: ${reason}`);
  });
});
