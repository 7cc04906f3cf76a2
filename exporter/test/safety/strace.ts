import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Whether `strace` is there and may trace. Suites that need it are skipped without, and say so. */
export const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

if (!hasStrace) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn(
    'SKIPPED: the suites that record system calls; on Debian run: apt-get install strace (a container must allow ptrace)',
  );
}

/** What stands before a command to record its system calls, of all its threads, with the paths behind descriptors. */
export function recording(file: string, calls: readonly string[]): string[] {
  return ['strace', '--seccomp-bpf', ...options(file, calls)]; // only calls that are asked for stop the process
}

/** The same for one that `injection` lets end or fail, which stopping at some calls alone does not always do. */
export function injecting(file: string, calls: readonly string[], injection: readonly string[]): string[] {
  return ['strace', ...options(file, calls), ...injection];
}

function options(file: string, calls: readonly string[]): string[] {
  return ['-f', '-y', '-s', '256', '-o', file, '-e', `trace=${calls.join(',')}`];
}

/** One system call of a recording. */
export interface SystemCall {
  readonly thread: number;
  readonly name: string;
  /** The path behind the descriptor, or the first path of the call. */
  readonly path: string;
  /** Where a rename leads. */
  readonly target: string;
  /** Everything between the parentheses, as strace prints it. */
  readonly text: string;
  readonly succeeded: boolean;
  /** Lines of the recording on which the call began and had ended: calls of other threads may lie between. */
  readonly began: number;
  readonly ended: number;
}

/** What strace prints of a call that no other thread interrupted, and of the two halves of one that was. */
const WHOLE = /^(?<thread>\d+) +(?<name>\w+)\((?<text>.*)\) += (?<result>\S+)/;
const BEGINNING = /^(?<thread>\d+) +(?<name>\w+)\((?<text>.*) <unfinished \.\.\.>$/;
const END = /^(?<thread>\d+) +<\.\.\. (?<name>\w+) resumed>(?<text>.*)\) += (?<result>\S+)/;

type Printed = Readonly<Record<'thread' | 'name' | 'text' | 'result', string>>;

/** Reads a recording; calls stand in the order in which they ended. */
export async function readRecording(file: string): Promise<SystemCall[]> {
  const begun = new Map<string, { readonly text: string; readonly line: number }>();
  const calls: SystemCall[] = [];
  for (const [line, printed] of (await readFile(file, 'utf8')).split('\n').entries()) {
    const beginning = match(BEGINNING, printed);
    const whole = match(WHOLE, printed);
    const end = match(END, printed);
    if (beginning !== null) begun.set(beginning.thread, { text: beginning.text, line });
    else if (whole !== null) calls.push(systemCall(whole, line, line));
    else if (end !== null) {
      const { text, line: began } = begun.get(end.thread) ?? { text: '', line };
      calls.push(systemCall({ ...end, text: text + end.text }, began, line));
    }
  }
  return calls;
}

function match(pattern: RegExp, line: string): Printed | null {
  return (pattern.exec(line)?.groups as Printed | undefined) ?? null;
}

function systemCall({ thread, name, text, result }: Printed, began: number, ended: number): SystemCall {
  const [first = '', target = ''] = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path);
  const path = /^\d+<([^>]*)>/.exec(text)?.[1] ?? first;
  return { thread: Number(thread), name, path, target, text, succeeded: !result.startsWith('-'), began, ended };
}
