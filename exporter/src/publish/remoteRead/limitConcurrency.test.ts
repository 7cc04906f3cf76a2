import { describe, expect, it } from 'vitest';
import { limitConcurrency } from './limitConcurrency.js';

const open = () => new AbortController().signal;

describe('limitConcurrency', () => {
  it('runs two at once and the others in the order they came', async () => {
    const inTurn = limitConcurrency({ atOnce: 2, waiting: 10, waitMilliseconds: 60_000 });
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((index) =>
      inTurn(() => {
        started.push(index);
        return new Promise<number>((resolve) => (ends[index] = () => resolve(index)));
      }, open()),
    );
    await settle();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    await settle();
    expect(started).toEqual([0, 1, 2]);
    ends[2]?.();
    await settle();
    expect(started).toEqual([0, 1, 2, 3]);
    ends[0]?.();
    ends[3]?.();
    expect(await Promise.all(works)).toEqual([0, 1, 2, 3]);
  });

  it('gives the turn on when a work fails', async () => {
    const inTurn = limitConcurrency({ atOnce: 1, waiting: 10, waitMilliseconds: 60_000 });
    const failing = inTurn(() => Promise.reject(new Error('broken')), open());
    const next = inTurn(() => Promise.resolve('done'), open());
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('refuses what would wait behind too many others, or too long', async () => {
    const inTurn = limitConcurrency({ atOnce: 1, waiting: 1, waitMilliseconds: 1 });
    let end = () => {};
    const running = inTurn(() => new Promise<void>((resolve) => (end = resolve)), open());
    const patient = inTurn(() => Promise.resolve(), open());
    const late = inTurn(() => Promise.resolve(), open());
    await expect(late).rejects.toMatchObject({ status: 503 });
    await expect(patient).rejects.toMatchObject({ status: 503 });
    end();
    await running;
    expect(await inTurn(() => Promise.resolve('free again'), open())).toBe('free again');
  });

  it('never starts what nobody waits for any more', async () => {
    const inTurn = limitConcurrency({ atOnce: 1, waiting: 1, waitMilliseconds: 60_000 });
    let end = () => {};
    let started = false;
    const start = () => {
      started = true;
      return Promise.resolve();
    };
    const running = inTurn(() => new Promise<void>((resolve) => (end = resolve)), open());
    const client = new AbortController();
    const waiting = inTurn(start, client.signal);
    client.abort();
    await expect(waiting).rejects.toThrow();
    end();
    await running;
    await expect(inTurn(start, client.signal)).rejects.toThrow();
    expect(started).toBe(false);
  });
});

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
