import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const RUNNER = fileURLToPath(new URL('./runCase.js', import.meta.url));
const MOST_MILLISECONDS = 1_800_000;

/**
 * Runs one case in a process of its own.
 * @returns {Promise<{ seconds: number, cpuSeconds: number, peakMegabytes: number, pauseMilliseconds: number }>}
 *   and what the case found besides
 */
export async function measure(name, request = {}) {
  const { stdout } = await promisify(execFile)(process.execPath, [RUNNER, name, JSON.stringify(request)], {
    timeout: MOST_MILLISECONDS,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout);
}

/**
 * Measures several cases in turn, round after round, so that what else the machine does touches all alike. Times and
 * pauses are those of the calmest round, memory that of the worst.
 */
export async function bestOf(rounds, cases) {
  const taken = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, take] of Object.entries(cases)) taken[name].push(await take());
  }
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, best(all)]));
}

function best(all) {
  const [first] = all;
  const choose = (field, choice) =>
    first[field] === undefined ? {} : { [field]: choice(...all.map((measured) => measured[field])) };
  return {
    ...first,
    ...choose('seconds', Math.min),
    ...choose('cpuSeconds', Math.min),
    ...choose('pauseMilliseconds', Math.min),
    ...choose('peakMegabytes', Math.max),
    rounds: all,
  };
}
