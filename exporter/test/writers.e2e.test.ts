import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp, verifyStore } from '../src/app.js';
import { loadConfig } from '../src/config/loadConfig.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate } from './safety/createEstate.js';
import { run, start } from './safety/outlay.js';
import type { Ended } from './safety/outlay.js';
import { random } from './safety/random.js';
import { expectOneOf, expectSwept, expectVerified, reopen } from './safety/reopen.js';
import { startServer } from './safety/startServer.js';
import { tell } from './safety/tell.js';

const SEED = Number(process.env['OUTLAY_SEED'] ?? Date.now() % 1_000_000);
const ROUNDS = 20;

describe('two writers', () => {
  let estate: Estate;
  beforeEach(async () => {
    estate = await createEstate({ sources: 1, periods: ['2026-09'] });
    await estate.deliver('A');
  });
  afterEach(() => estate.remove());

  it(`never meet in ${ROUNDS} rounds: one wins, or one follows the other`, async () => {
    const next = random(SEED);
    let refused = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const version = round % 2 === 0 ? 'A' : 'B';
      await estate.deliver(version);
      if (round % 5 === 4) await rm(estate.store, { recursive: true }); // they race to make it, too
      const first = start(['ingest', '--config', estate.config]);
      await sleep(next() * next() * 1000);
      const second = start(['ingest', '--config', estate.config]);
      const pids = [first.process.pid, second.process.pid];
      const checks = verifyUntil(estate, Promise.all([first.ended, second.ended]));
      const ends = await Promise.all([first.ended, second.ended]);
      expect(await checks).toEqual([]);

      const [loser] = ends.filter(({ code }) => code !== 0);
      if (loser !== undefined) {
        refused += 1;
        expectRefused(loser, pids[ends.indexOf(loser) === 0 ? 1 : 0]);
      }
      expect(ends.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
      await expectVerified(estate);
      await reopen(estate, async (app) => {
        await expectOneOf(app, [estate.totals(version)]);
        await expectSwept(app);
      });
    }
    tell(
      `two ingests at once, OUTLAY_SEED=${SEED}: ${ROUNDS} rounds, in ${refused} one was refused, in the others one followed`,
    );
  });

  it('are told of each other, while commands that only read go on', async () => {
    await reopen(estate, async (app) => {
      await app.refresh();
      const refused = await run(['ingest', '--config', estate.config]);
      expectRefused(refused, process.pid);
      expect(await run(['verify', '--config', estate.config])).toMatchObject({ code: 0, stderr: '' });
      expect(await run(['config', 'check', '--config', estate.config])).toMatchObject({ code: 0, stderr: '' });
      await app.refresh();
    });
    expect(await run(['ingest', '--config', estate.config])).toMatchObject({ code: 0 });
  });

  it('do not meet in one process either, and the first keeps its lock', async () => {
    await reopen(estate, async () => {
      await expect(openApp(loadConfig(estate.config, {}))).rejects.toThrow(
        `is being written by process ${process.pid} on ${hostname()}`,
      );
      expectRefused(await run(['ingest', '--config', estate.config]), process.pid);
    });
  });

  it('follow each other at once when the first is killed with -9', async () => {
    await reopen(estate, (app) => app.refresh());
    const { running } = await startServer(estate);
    expectRefused(await run(['ingest', '--config', estate.config]), running.process.pid);
    running.process.kill('SIGKILL');
    await running.ended;
    await reopen(estate, async (app) => {
      await expectOneOf(app, [estate.totals('A')]);
      await expectSwept(app);
    });
  });
});

function expectRefused({ code, stderr }: Ended, pid: number | undefined): void {
  expect(code).toBe(3);
  expect(stderr).toMatch(
    new RegExp(`^the store \\S+ is being written by process ${pid ?? ''} on ${hostname()}; [^\\n]+\\n$`),
  );
}

/** Checks the store over and over, as `outlay verify` does, until the writers have ended; returns what it found. */
async function verifyUntil({ store }: Estate, ended: Promise<unknown>): Promise<readonly string[]> {
  const writers = { areRunning: true };
  void ended.then(() => (writers.areRunning = false));
  const problems: string[] = [];
  while (writers.areRunning) {
    problems.push(...(await verifyStore(store)));
    await sleep(5);
  }
  return problems;
}
