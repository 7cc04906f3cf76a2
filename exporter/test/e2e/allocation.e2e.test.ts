import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allocationResponse, explainResponse, methodologyResponse, tagsResponse } from '@outlay/contract/api';
import type { AllocationResponse, ExplainResponse } from '@outlay/contract/api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { now as clock, openApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import { addMonths, dayOf, firstDayOf, monthOf } from '../../src/domain/Day.js';
import { run } from '../safety/outlay.js';
import { askCosts } from './askCosts.js';
import type { Asked } from './Asked.js';
import { demoBills } from './demoBills.js';
import type { ResourceCharge } from './demoBills.js';
import { borneCosts, demoOwner, taggedOwner } from './ownersOf.js';
import type { OwnerOf } from './ownersOf.js';
import { unitsOf } from './readCharges.js';
import { readExposition } from './readExposition.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';
import { isNearly, sumBy, sumOf } from './sumBy.js';

const BASES = ['effective', 'billed', 'list', 'contracted'] as const;
const TOKEN = 'a-token-of-the-tests';
const NOW = clock();
const THIS_MONTH = monthOf(dayOf(NOW));
const LAST_MONTH = addMonths(THIS_MONTH, -1);
const MONTHS = [
  { name: 'last month', ...spanOf(LAST_MONTH) },
  { name: 'this month', ...spanOf(THIS_MONTH) },
];
const RULE = '- { id: shared-cluster, when: { "Tags.k8s_namespace": monitoring }, set: { team: sre } }';
const OTHER_RULE = '- { id: storage, when: { ServiceName: "Amazon Simple Storage Service" }, set: { team: search } }';
const shown = demo({ now: NOW, months: 2, seed: 11, scale: 0.6 });

let folder: string;
let config: string;
let text: string;
let charges: readonly ResourceCharge[];
let serving: Serving;
let asked: Asked;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-allocation-'));
  config = join(folder, 'outlay.yaml');
  text = `${shown.config}server: { listen: "127.0.0.1:0", tokens: [{ role: admin, token_file: token }] }\n`;
  await writeFile(join(folder, 'token'), TOKEN);
  await writeFile(config, text);
  const app = await openApp(loadConfig(config, {}));
  await replay(folder, shown.deliveries, () => Promise.resolve());
  await app.refresh({ simulatedNow: NOW });
  await app.close();
  charges = await demoBills(join(folder, 'exports'));
  await serve();
});
afterAll(async () => {
  await serving.stop();
  await rm(folder, { recursive: true });
});

describe.each(MONTHS)('the allocation of $name', ({ from, to }) => {
  test.each(BASES)('is all of the %s cost, and what each owner bears by an independent calculation', async (basis) => {
    const allocation = await askAllocation({ from, to, basis });
    const { sum } = await askCosts(asked, { from, to, basis, granularity: 'total' });
    expect(unitsOf(allocation.sum)).toBe(sum);
    expect(sum).toBe(sumOf(between(from, to), basis));
    expect(costsOf(allocation)).toEqual(sorted(borneCosts(between(from, to), basis, demoOwner)));
  });

  it('adds up: owners to the sum, their parts to them, shares to their pool', async () => {
    const { sum, owners, pools, unallocated } = await askAllocation({ from, to });
    expect(total(owners.map(({ cost }) => cost))).toBe(unitsOf(sum));
    for (const { cost, direct, shared } of owners) {
      expect(total([direct, ...shared.map((share) => share.cost)])).toBe(unitsOf(cost));
    }
    for (const { pool, cost } of pools) {
      const shares = owners.flatMap(({ shared }) => shared.filter((share) => share.pool === pool));
      expect(total(shares.map((share) => share.cost))).toBe(unitsOf(cost));
      expect(unitsOf(cost)).toBe(sumBy(between(from, to), 'effective', demoOwner).get('platform'));
    }
    const without = owners.find(({ owner }) => owner === 'unallocated');
    expect(total(unallocated.map(({ cost }) => cost))).toBe(unitsOf(without?.direct ?? '0'));
    expect(unallocated.map(({ cause }) => cause)).toEqual(['no_tag']);
  });

  it('is explained owner by owner, to the last unit', async () => {
    const { owners } = await askAllocation({ from, to });
    for (const { owner, cost } of owners) {
      const { sum, reasons } = await explain({ from, to, owner });
      expect([owner, sum]).toEqual([owner, cost]);
      expect(total(reasons.map((reason) => reason.cost))).toBe(unitsOf(cost));
      expect(reasons.every(({ text: words }) => words.length > 0)).toBe(true);
    }
  });

  it('says which rule gives the monitoring of the cluster to the SREs', async () => {
    const { reasons } = await explain({ from, to, owner: 'sre' });
    const byRule = reasons.filter(({ rule }) => rule === 'shared-cluster');
    expect(byRule.map(({ pool, text: words }) => ({ pool, words }))).toEqual([
      { pool: null, words: expect.stringContaining('monitoring') as string },
    ]);
    const monitoring = between(from, to).filter(({ tags }) =>
      Object.entries(tags).some(([key, value]) => /^k8s[-_]?namespace$/i.test(key) && value === 'monitoring'),
    );
    expect(sumOf(monitoring, 'effective')).toBeGreaterThan(0n);
    expect(unitsOf(byRule[0]?.cost ?? '0')).toBe(sumOf(monitoring, 'effective'));
  });

  it('names the owner of a resource', async () => {
    const costs = new Map<string, bigint>();
    for (const { resource, effective } of between(from, to)) {
      if (resource !== null) costs.set(resource, (costs.get(resource) ?? 0n) + effective);
    }
    const dearest = [...costs].toSorted(([, x], [, y]) => (x > y ? -1 : 1)).slice(0, 5);
    expect(dearest.length).toBe(5);
    for (const [resource] of dearest) {
      const ours = between(from, to).filter((charge) => charge.resource === resource);
      const { sum, reasons } = await explain({ from, to, resource_id: resource });
      expect(unitsOf(sum)).toBe(sumOf(ours, 'effective'));
      const owners = new Map<string, bigint>();
      for (const { owner, cost } of reasons) owners.set(owner, (owners.get(owner) ?? 0n) + unitsOf(cost));
      expect(sorted(owners)).toEqual(sorted(sumBy(ours, 'effective', demoOwner)));
    }
  });
});

describe('what else tells of owners', () => {
  it('publishes allocated cost that sums to the month to date', async () => {
    const exposed = readExposition(await (await get('/metrics')).text());
    const sum = (name: string) => (exposed.get(name) ?? []).reduce((all, { value }) => all + value, 0);
    expect(exposed.get('finops_month_to_date_allocated_cost')?.length).toBeGreaterThan(5);
    expect(sum('finops_month_to_date_allocated_cost')).toBeCloseTo(sum('finops_month_to_date_cost'), 6);
    const borne = borneCosts(between(...bounds(THIS_MONTH)), 'effective', demoOwner);
    for (const [owner, units] of borne) {
      const samples = (exposed.get('finops_month_to_date_allocated_cost') ?? []).filter((sample) =>
        Object.values(sample.labels).includes(owner),
      );
      const value = samples.reduce((all, sample) => all + sample.value, 0);
      expect({ owner, value, isNearly: isNearly(value, units) }).toEqual({ owner, value, isNearly: true });
    }
  });

  it('shows the rules as a page and as data with the version that figures name', async () => {
    const page = await get('/methodology');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    const { version, markdown } = methodologyResponse.parse(await (await get('/api/v1/methodology')).json());
    expect(version).toBe((await askAllocation(spanOf(THIS_MONTH))).methodology);
    for (const words of [version, 'shared-cluster', 'monitoring', 'platform']) expect(html).toContain(words);
    for (const words of ['shared-cluster', 'monitoring', 'platform']) expect(markdown).toContain(words);
  });

  it('tells coverage as it is, and proposes only what was misspelled', async () => {
    const { from, to } = spanOf(LAST_MONTH);
    const tags = tagsResponse.parse(await (await get(`/api/v1/tags?from=${from}&to=${to}`)).json());
    expect(tags.keys.map(({ key }) => key)).toEqual(expect.arrayContaining(['team', 'product', 'environment']));
    for (const { coverage } of tags.keys) expect(coverage === null || (coverage >= 0 && coverage <= 1)).toBe(true);
    const costs = sumBy(between(from, to), 'effective', taggedOwner);
    for (const { dimension, value, probably } of tags.aliases) {
      expect(letters(value)).toContain(letters(probably)); // the demo writes "data platform" and "web-team"
      if (dimension === 'team') expect(costs.get(probably) ?? 0n).toBeGreaterThan(10n * (costs.get(value) ?? 0n));
    }
  });

  test.each([
    { path: '/api/v1/allocation?from=2025-02-01&to=2025-02-01' },
    { path: '/api/v1/allocation?from=yesterday&to=2025-02-01' },
    { path: '/api/v1/explain?from=2025-01-01&to=2025-02-01&owner=sre&colour=red' },
  ])('refuses $path', async ({ path }) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

/** Last, because it changes the rules that all above are about. */
describe('a rule that changes', () => {
  const span = spanOf(LAST_MONTH);
  const changed = (): string => text.replace(RULE, OTHER_RULE);
  const changedOwner: OwnerOf = (charge) =>
    charge.service === 'Amazon Simple Storage Service' ? 'search' : taggedOwner(charge);

  it('is planned with deltas that sum to zero and with nothing published', async () => {
    expect(text).toContain(RULE);
    const before = await askAllocation(span);
    await serving.stop();
    const manifest = await readFile(join(folder, 'store', 'manifest.json'), 'utf8');
    await writeFile(config, changed());
    const ended = await run(['allocate', '--plan', '--json', '--config', config, '--from', span.from, '--to', span.to]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(join(folder, 'store', 'manifest.json'), 'utf8')).toBe(manifest);

    const plan = JSON.parse(ended.stdout) as Plan;
    expect([plan.before, plan.after === plan.before]).toEqual([before.methodology, false]);
    const [was, is] = [costsOf(before), sorted(borneCosts(between(span.from, span.to), 'effective', changedOwner))];
    expect(nonZero(plan.owners.map(({ owner, before: cost }) => [owner, unitsOf(cost)]))).toEqual(was);
    expect(nonZero(plan.owners.map(({ owner, after }) => [owner, unitsOf(after)]))).toEqual(is);
    for (const { before: old, after, delta } of plan.owners) expect(unitsOf(delta)).toBe(unitsOf(after) - unitsOf(old));
    expect(total(plan.owners.map(({ delta }) => delta))).toBe(0n);
    expect(plan.owners.some(({ delta }) => unitsOf(delta) !== 0n)).toBe(true);

    await writeFile(config, text);
    await serve();
  });

  it('allocates all of history anew once it is read, as a fresh store would', async () => {
    const { methodology } = await askAllocation(span);
    await writeFile(config, changed());
    expect((await get('/-/reload', { method: 'POST' })).status).toBe(200);
    await eventually(async () => (await askAllocation(span)).methodology !== methodology);

    const fresh = await freshAllocations(changed());
    for (const [index, { from, to }] of MONTHS.entries()) {
      const allocation = await askAllocation({ from, to });
      expect(allocation).toEqual(fresh[index]);
      expect(costsOf(allocation)).toEqual(sorted(borneCosts(between(from, to), 'effective', changedOwner)));
    }
    expect(await run(['verify', '--config', config])).toMatchObject({ code: 0 });
  });
});

interface Plan {
  readonly before: string;
  readonly after: string;
  readonly owners: readonly { owner: string; before: string; after: string; delta: string }[];
}

async function serve(): Promise<void> {
  serving = await startServing(['serve', '--config', config]);
  asked = { url: serving.url, headers: { Authorization: `Bearer ${TOKEN}` } };
}

function get(path: string, options: RequestInit = {}): Promise<Response> {
  return fetch(`${asked.url}${path}`, { ...options, headers: { ...asked.headers } });
}

async function askAllocation(question: Readonly<Record<string, string>>): Promise<AllocationResponse> {
  const { from = '', to = '', basis = 'effective' } = question;
  const answer = await get(`/api/v1/allocation?${new URLSearchParams({ from, to, basis }).toString()}`);
  return allocationResponse.parse(await answer.json());
}

async function explain(question: Readonly<Record<string, string>>): Promise<ExplainResponse> {
  const answer = await get(`/api/v1/explain?${new URLSearchParams(question).toString()}`);
  return explainResponse.parse(await answer.json());
}

/** What a store says that was made from the same bills by these rules alone. */
async function freshAllocations(rules: string): Promise<readonly AllocationResponse[]> {
  const aside = await mkdtemp(join(tmpdir(), 'outlay-allocation-fresh-'));
  try {
    await cp(join(folder, 'exports'), join(aside, 'exports'), { recursive: true, preserveTimestamps: true });
    await writeFile(join(aside, 'token'), TOKEN);
    await writeFile(join(aside, 'outlay.yaml'), rules);
    const app = await openApp(loadConfig(join(aside, 'outlay.yaml'), {}));
    try {
      await app.refresh({ simulatedNow: NOW });
      const questions = app.questions();
      if (questions === undefined) throw new Error('the fresh store has published nothing');
      return [
        await questions.allocation({ ...spanOf(LAST_MONTH), basis: 'effective' }),
        await questions.allocation({ ...spanOf(THIS_MONTH), basis: 'effective' }),
      ];
    } finally {
      await app.close();
    }
  } finally {
    await rm(aside, { recursive: true });
  }
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error('it did not come about in 30 s');
}

function spanOf(month: string): { readonly from: string; readonly to: string } {
  return { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) };
}

function bounds(month: string): [string, string] {
  const { from, to } = spanOf(month);
  return [from, to];
}

function between(from: string, to: string): readonly ResourceCharge[] {
  return charges.filter(({ start }) => start >= Date.parse(from) && start < Date.parse(to));
}

function costsOf({ owners }: AllocationResponse): readonly (readonly [string, bigint])[] {
  return nonZero(owners.map(({ owner, cost }) => [owner, unitsOf(cost)]));
}

function nonZero(costs: readonly (readonly [string, bigint])[]): readonly (readonly [string, bigint])[] {
  return sorted(new Map(costs.filter(([, units]) => units !== 0n)));
}

function sorted(costs: ReadonlyMap<string, bigint>): readonly (readonly [string, bigint])[] {
  return [...costs].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function total(costs: readonly string[]): bigint {
  return costs.reduce((all, cost) => all + unitsOf(cost), 0n);
}

function letters(value: string): string {
  return value.replace(/[^a-z]/gi, '').toLowerCase();
}
