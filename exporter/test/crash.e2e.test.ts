import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../src/store/Manifest.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate, EstateOptions, Totals, Version } from './safety/createEstate.js';
import { inLanes } from './safety/inLanes.js';
import type { Kill, Moment } from './safety/Kill.js';
import { run, start } from './safety/outlay.js';
import type { Running } from './safety/outlay.js';
import { random } from './safety/random.js';
import { expectOneOf, expectSwept, expectVerified, reopen } from './safety/reopen.js';
import { servedSnapshot } from './safety/servedSnapshot.js';
import { startServer } from './safety/startServer.js';
import { tell } from './safety/tell.js';

const SEED = Number(process.env['OUTLAY_SEED'] ?? Date.now() % 1_000_000);

const INGEST_KILLS = 50;
const FIRST_KILLS = 5;
const WITHDRAW_KILLS = 5;

const estates: Estate[] = [];
afterEach(async () => {
  for (const estate of estates.splice(0)) await estate.remove();
});

describe('kill -9', () => {
  it(`leaves the old or the new totals of all sources, ${INGEST_KILLS} times while they are restated`, async () => {
    tellKills('ingest', await inLanes(momentsOf(INGEST_KILLS), ingestLane));
  }, 600_000);

  it(`leaves nothing or everything of a first ingest, ${FIRST_KILLS} times`, async () => {
    tellKills('a first ingest', await inLanes(momentsOf(FIRST_KILLS), firstLane));
  });

  it(`leaves a period counted or withdrawn, ${WITHDRAW_KILLS} times while it is withdrawn`, async () => {
    tellKills('withdraw', await inLanes(momentsOf(WITHDRAW_KILLS), withdrawLane));
  });

  it('of a server amid a refresh leaves a store that the next one serves before its first refresh has ended', async () => {
    const estate = await newEstate({ charges: 100 });
    await estate.deliver('A');
    expect((await run(['ingest', '--config', estate.config])).code).toBe(0);
    await estate.deliver('B', 60);

    const killed = await startServer(estate);
    await sleep(300);
    killed.running.process.kill('SIGKILL');
    await killed.running.ended;
    await expectVerified(estate);
    const before = await manifestOf(estate);

    const restartedAt = performance.now();
    const server = await startServer(estate);
    const response = await fetch(`${server.url}/metrics`);
    const text = await response.text();
    const tookSeconds = (performance.now() - restartedAt) / 1000;
    const after = await manifestOf(estate);
    tell(`start of outlay serve until /metrics was answered: ${tookSeconds.toFixed(2)} s`);

    expect(after.sequence).toBe(before.sequence);
    expect(response.status).toBe(200);
    expect(text).toContain(await servedSnapshot(estate.store, before));
    server.running.process.kill('SIGKILL');
    await server.running.ended;
    await expectVerified(estate);
    await reopen(estate, async (app) => {
      await expectOneOf(app, [estate.totals('A')]);
      await expectSwept(app);
    });
  });
});

async function ingestLane(moments: readonly Moment[]): Promise<readonly Kill[]> {
  const estate = await newEstate();
  const usual = await measure(estate);
  const kills: Kill[] = [];
  for (const [index, moment] of moments.entries()) {
    const [before, after] = index % 2 === 0 ? (['B', 'A'] as const) : (['A', 'B'] as const);
    await estate.deliver(after);
    const { hasEnded } = await killAt(moment, start(['ingest', '--config', estate.config]), usual, estate);

    await expectVerified(estate);
    if (index % 6 === 0) expect((await run(['verify', '--config', estate.config])).code).toBe(0);
    const totals = [estate.totals(before), estate.totals(after)] as const;
    const found = await reopen(estate, async (app) => {
      const held = await expectOneOf(app, totals);
      await expectSwept(app);
      await expectVerified(estate);
      await app.refresh();
      await expectOneOf(app, [totals[1]]);
      return held;
    });
    await expectVerified(estate);
    kills.push({ moment, found: found === 0 ? 'old' : 'new', hasEnded });
  }
  return kills;
}

async function firstLane(moments: readonly Moment[]): Promise<readonly Kill[]> {
  const estate = await newEstate({ sources: 2, periods: ['2026-09'] });
  await estate.deliver('A');
  const usual = (await run(['ingest', '--config', estate.config])).took;
  const kills: Kill[] = [];
  for (const moment of moments) {
    await rm(estate.store, { recursive: true });
    const { hasEnded } = await killAt(moment, start(['ingest', '--config', estate.config]), usual, estate);

    await expectVerified(estate);
    const totals = [{}, estate.totals('A')] as const;
    const found = await reopen(estate, async (app) => {
      const held = await expectOneOf(app, totals);
      await expectSwept(app);
      await app.refresh();
      await expectOneOf(app, [totals[1]]);
      return held;
    });
    await expectVerified(estate);
    kills.push({ moment, found: found === 0 ? 'old' : 'new', hasEnded });
  }
  return kills;
}

async function withdrawLane(moments: readonly Moment[]): Promise<readonly Kill[]> {
  const estate = await newEstate({ sources: 2 });
  const without = { source: 'source-2', period: '2026-08' };
  const args = ['withdraw', '--config', estate.config, '--source', without.source, '--period', without.period];
  await measure(estate);
  const usual = (await run(args)).took;
  const kills: Kill[] = [];
  for (const [index, moment] of moments.entries()) {
    const version: Version = index % 2 === 0 ? 'A' : 'B';
    await estate.deliver(version);
    await reopen(estate, (app) => app.refresh());
    const { hasEnded } = await killAt(moment, start(args), usual, estate);

    await expectVerified(estate);
    const totals: readonly Totals[] = [estate.totals(version), estate.totals(version, { without })];
    const found = await reopen(estate, async (app) => {
      const held = await expectOneOf(app, totals);
      await expectSwept(app);
      if (held === 0) await app.withdraw(without.source, without.period);
      await expectOneOf(app, totals.slice(1));
      return held;
    });
    await expectVerified(estate);
    kills.push({ moment, found: found === 0 ? 'old' : 'new', hasEnded });
  }
  return kills;
}

/** Three in five are spread over a whole run; the others hit its publication, which takes some milliseconds. */
function momentsOf(count: number): Moment[] {
  const next = random(SEED);
  return Array.from({ length: count }, (_, index) =>
    index % 5 < 3 ? { share: next() * 1.05 } : { publishingFor: next() * next() * 60 },
  );
}

/** Milliseconds that an undisturbed ingest takes, once both editions were read; the store holds edition B afterwards. */
async function measure(estate: Estate): Promise<number> {
  let took = 0;
  for (const version of ['A', 'B'] as const) {
    await estate.deliver(version);
    const ended = await run(['ingest', '--config', estate.config]);
    expect(ended.stderr).toBe('');
    took = ended.took;
  }
  return took;
}

/** Kills a process at a moment of its run, which usually takes so many milliseconds, unless it has ended before. */
async function killAt(
  moment: Moment,
  { process: child, ended }: Running,
  usual: number,
  estate: Estate,
): Promise<{ readonly hasEnded: boolean }> {
  if ('publishingFor' in moment) await untilPublishing(estate, child);
  await Promise.race([sleep('share' in moment ? moment.share * usual : moment.publishingFor), ended]);
  child.kill('SIGKILL');
  return { hasEnded: (await ended).signal === null };
}

/** A publication begins with the first line that it appends to the ledger. */
async function untilPublishing({ store }: Estate, child: Running['process']): Promise<void> {
  const length = async (): Promise<number> =>
    stat(join(store, 'ledger.jsonl')).then(
      ({ size }) => size,
      () => 0,
    );
  const before = await length();
  while ((await length()) <= before && child.exitCode === null) await sleep(1);
}

function tellKills(command: string, kills: readonly Kill[]): void {
  const shares = (wanted: Kill['found']): number[] =>
    kills.flatMap(({ found, moment }) => (found === wanted && 'share' in moment ? moment.share : []));
  const hit = (wanted: Kill['found']): number =>
    kills.filter(({ found, moment }) => found === wanted && 'publishingFor' in moment).length;
  const percent = (edge: number): string => (Number.isFinite(edge) ? ` (${Math.round(edge * 100)} % of a run)` : '');
  tell(
    `kill -9 of ${command}, OUTLAY_SEED=${SEED}: ` +
      `${shares('old').length} before the publication, the last${percent(Math.max(...shares('old')))}; ` +
      `${shares('new').length} after it, the first${percent(Math.min(...shares('new')))}; ` +
      `once it had begun ${hit('old')} with the old totals and ${hit('new')} with the new; ` +
      `${kills.filter(({ hasEnded }) => hasEnded).length} of all came after the process had ended`,
  );
}

async function manifestOf({ store }: Estate): Promise<Manifest> {
  return JSON.parse(await readFile(join(store, 'manifest.json'), 'utf8')) as Manifest;
}

async function newEstate(options: EstateOptions = {}): Promise<Estate> {
  const estate = await createEstate(options);
  estates.push(estate);
  return estate;
}
