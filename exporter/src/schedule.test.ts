import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { startSchedule } from './schedule.js';
import type { Schedule, ScheduleOptions } from './schedule.js';

const NEVER = '0 0 29 2 *';
const HOUR = 3_600_000;

let started: Schedule | undefined;

afterEach(async () => {
  await started?.stop();
  started = undefined;
});

/** Runs that end when they are told to, and what was seen of them. */
function controlledRuns() {
  const ends: ((again: number | null) => void)[] = [];
  const signals: AbortSignal[] = [];
  const seen = { running: 0, most: 0 };
  const run: ScheduleOptions['run'] = (signal) => {
    signals.push(signal);
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    return new Promise((resolve) => {
      ends.push((again) => {
        seen.running -= 1;
        resolve(again);
      });
    });
  };
  return { run, ends, signals, seen };
}

function start(options: Partial<ScheduleOptions> & Pick<ScheduleOptions, 'run'>): Schedule {
  started = startSchedule({ expression: NEVER, timeout: HOUR, ...options });
  return started;
}

describe('a trigger', () => {
  it('runs at once, and is done when the run is', async () => {
    const { run, ends } = controlledRuns();
    const schedule = start({ run });
    expect(schedule.isRunning()).toBe(false);
    const done = schedule.trigger();
    expect(ends).toHaveLength(1);
    expect(schedule.isRunning()).toBe(true);
    ends[0]!(null);
    await done;
    expect(schedule.isRunning()).toBe(false);
  });

  it('during a run runs once after it, however often it came', async () => {
    const { run, ends, seen } = controlledRuns();
    const schedule = start({ run });
    const first = schedule.trigger();
    const later = [schedule.trigger(), schedule.trigger(), schedule.trigger()];
    expect(ends).toHaveLength(1);
    ends[0]!(null);
    await first;
    await vi.waitUntil(() => ends.length === 2);
    ends[1]!(null);
    await Promise.all(later);
    expect(ends).toHaveLength(2);
    expect(seen.most).toBe(1);
  });

  it('during the run that it waited for runs once more', async () => {
    const { run, ends, seen } = controlledRuns();
    const schedule = start({ run });
    const all = [schedule.trigger(), schedule.trigger()];
    ends[0]!(null);
    await vi.waitUntil(() => ends.length === 2);
    all.push(schedule.trigger());
    ends[1]!(null);
    await vi.waitUntil(() => ends.length === 3);
    ends[2]!(null);
    await Promise.all(all);
    expect(seen).toEqual({ running: 0, most: 1 });
  });

  it('never meets another run, whenever they come', async () => {
    const seen = { running: 0, most: 0, runs: 0 };
    const schedule = start({
      run: async () => {
        seen.running += 1;
        seen.runs += 1;
        seen.most = Math.max(seen.most, seen.running);
        await sleep(seen.runs % 3);
        seen.running -= 1;
        return seen.runs % 4 === 0 ? 0 : null;
      },
    });
    const triggers: Promise<void>[] = [];
    for (let index = 0; index < 60; index += 1) {
      triggers.push(schedule.trigger());
      if (index % 5 === 0) await sleep(1);
    }
    await Promise.all(triggers);
    expect(seen.most).toBe(1);
    expect(seen.runs).toBeGreaterThan(1);
  });
});

describe('a run that wants to run again', () => {
  it('does, after the time that it asked for', async () => {
    const runs: number[] = [];
    const schedule = start({
      run: () => {
        runs.push(runs.length);
        return Promise.resolve(runs.length < 3 ? 5 : null);
      },
    });
    await schedule.trigger();
    await vi.waitUntil(() => runs.length === 3);
    await sleep(30);
    expect(runs).toHaveLength(3);
  });

  it('does not when another run came first', async () => {
    const runs: number[] = [];
    const schedule = start({
      run: () => {
        runs.push(runs.length);
        return Promise.resolve(runs.length === 1 ? 40 : null);
      },
    });
    await schedule.trigger();
    await schedule.trigger();
    await sleep(80);
    expect(runs).toHaveLength(2);
  });

  it('is not hurried when it asks for more time than timers count', async () => {
    let runs = 0;
    const schedule = start({ run: () => Promise.resolve((runs += 1) === 1 ? 30 * 24 * HOUR : null) });
    await schedule.trigger();
    await sleep(30);
    expect(runs).toBe(1);
  });
});

describe('time', () => {
  it('starts runs by itself', async () => {
    let runs = 0;
    start({ expression: '* * * * * *', run: () => Promise.resolve(((runs += 1), null)) });
    await vi.waitUntil(() => runs > 0, { timeout: 5000 });
    expect(runs).toBeGreaterThan(0);
  });

  it('follows other times as soon as they are given', async () => {
    let runs = 0;
    const schedule = start({ run: () => Promise.resolve(((runs += 1), null)) });
    schedule.change({ expression: '* * * * * *', timeout: HOUR });
    await vi.waitUntil(() => runs > 0, { timeout: 5000 });
    schedule.change({ expression: NEVER, timeout: HOUR });
    const before = runs;
    await sleep(1500);
    expect(runs).toBe(before);
  });

  it('that changes during a run leaves the run alone', async () => {
    const { run, ends, signals } = controlledRuns();
    const schedule = start({ run });
    const done = schedule.trigger();
    schedule.change({ expression: NEVER, timeout: 5 });
    await sleep(30);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    ends[0]!(null);
    await done;
  });

  it('gives a run up that takes too long, and says so', async () => {
    const schedule = start({
      timeout: 10,
      run: (signal) => new Promise((resolve, reject) => (signal.onabort = () => reject(signal.reason as Error))),
    });
    await expect(schedule.trigger()).rejects.toThrow(
      'took longer than 0.01 s (setting "refresh_timeout") and was given up',
    );
  });

  it('does not run out for a run that has ended', async () => {
    const signals: AbortSignal[] = [];
    const schedule = start({
      timeout: 10,
      run: (signal) => {
        signals.push(signal);
        return Promise.resolve(null);
      },
    });
    await schedule.trigger();
    await sleep(40);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});

describe('a run that fails', () => {
  test.each([
    { name: 'alone', queued: 0 },
    { name: 'while another waits for it', queued: 1 },
  ])('$name tells who asked for it, and hinders no later run', async ({ queued }) => {
    let runs = 0;
    const schedule = start({
      run: async () => {
        runs += 1;
        await sleep(1);
        if (runs === 1) throw new Error('the disk is full');
        return null;
      },
    });
    const first = schedule.trigger();
    const waiting = Array.from({ length: queued }, () => schedule.trigger());
    await expect(first).rejects.toThrow('the disk is full');
    await Promise.all(waiting);
    await schedule.trigger();
    expect(runs).toBe(2 + queued);
  });
});

describe('stopping', () => {
  it('gives up what runs, and waits for it', async () => {
    const { run, ends, signals } = controlledRuns();
    const schedule = start({ run });
    const running = schedule.trigger();
    const stopped = schedule.stop();
    expect(signals[0]?.aborted).toBe(true);
    expect(signals[0]?.reason).toEqual(new Error('the exporter is stopping'));
    await expect(Promise.race([stopped.then(() => 'stopped'), sleep(20).then(() => 'waiting')])).resolves.toBe(
      'waiting',
    );
    ends[0]!(null);
    await Promise.all([running, stopped]);
    expect(schedule.isRunning()).toBe(false);
  });

  it('waits also for a run that fails because it was given up', async () => {
    const schedule = start({
      run: (signal) => new Promise((resolve, reject) => (signal.onabort = () => reject(signal.reason as Error))),
    });
    const running = schedule.trigger().catch((error: unknown) => error);
    await schedule.stop();
    expect(await running).toEqual(new Error('the exporter is stopping'));
  });

  it('lets nothing start any more: no trigger, nothing that waits, no second try', async () => {
    const { run, ends } = controlledRuns();
    const schedule = start({ run });
    const asked = [schedule.trigger(), schedule.trigger()];
    const stopped = schedule.stop();
    ends[0]!(1);
    await Promise.all([...asked, stopped, schedule.trigger()]);
    await sleep(20);
    expect(ends).toHaveLength(1);
  });

  it('may be asked for twice', async () => {
    const schedule = start({ run: () => Promise.resolve(null) });
    await Promise.all([schedule.stop(), schedule.stop()]);
    await schedule.stop();
  });
});
