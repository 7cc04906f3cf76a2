import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../bin/outlay.js');

/** A child process with what it has written so far. */
export interface Running {
  readonly process: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Resolves when it has ended and all of its output has arrived. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from start to end. */
  readonly took: number;
}

/** Starts the built command line in a process of its own; `wrapper` stands before it, such as `strace` with its options. */
export function start(args: readonly string[], wrapper: readonly string[] = []): Running {
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, BIN, ...args];
  const startedAt = performance.now();
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const killWithTests = () => child.kill('SIGKILL');
  process.once('exit', killWithTests);
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', killWithTests);
    const took = performance.now() - startedAt;
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, ...output, took };
  });
  return { process: child, output, ended };
}

export function run(args: readonly string[]): Promise<Ended> {
  return start(args).ended;
}
