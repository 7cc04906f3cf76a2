import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Programs that some suites start, their Debian packages, and what is not tested without them. */
const TOOLS = [
  { command: 'prometheus', package: 'prometheus', suites: 'scrapes and remote_read by a real Prometheus' },
  { command: 'promtool', package: 'prometheus', suites: 'promtool on the exposition' },
  { command: 'amtool', package: 'prometheus-alertmanager', suites: 'alerts in a real Alertmanager' },
  { command: 'chromium', package: 'chromium', suites: 'the status page in a browser' },
  { command: 'strace', package: 'strace', suites: 'the order of system calls of a publication' },
];

/**
 * Installs the missing tools where that is ours to do: as root on Debian, unless OUTLAY_SKIP_APT=1.
 * Returns the tools that are still missing, and whether an installation was tried.
 */
export async function installTools() {
  const tried = missingTools().length > 0 && mayInstall();
  if (tried) {
    await aptInstall(packagesOf(missingTools()));
  }
  return { tried, missing: missingTools() };
}

/** What the reader loses and the line that brings it back. */
export function skipNotice(missing) {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  const packages = packagesOf(missing).join(' ');
  return [
    '!! NOT EVERYTHING IS TESTED: these suites are skipped',
    ...missing.map(({ command, suites }) => `!!   no ${command}: ${suites}`),
    `!! to run them on Debian: ${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends ${packages}`,
    '!! elsewhere: put these programs on the PATH',
  ].join('\n');
}

function missingTools() {
  return TOOLS.filter(({ command }) => !isOnPath(command));
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function mayInstall() {
  return process.env.OUTLAY_SKIP_APT !== '1' && process.getuid?.() === 0 && isDebian();
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function packagesOf(tools) {
  return [...new Set(tools.map((tool) => tool.package))];
}

async function aptInstall(packages) {
  console.log(`── installing ${packages.join(', ')} (OUTLAY_SKIP_APT=1 skips this)`);
  await withoutServices(async () => {
    if (await run('apt-get', ['update', '-q'])) {
      await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages]);
    }
  });
}

const POLICY = '/usr/sbin/policy-rc.d';

/** Debian starts a service when its package is installed, unless this policy says no; a policy that exists is kept. */
async function withoutServices(work) {
  if (existsSync(POLICY)) {
    return work();
  }
  // Ctrl-C reaches apt-get as well; this process stays to take the policy away.
  const stay = () => undefined;
  process.on('SIGINT', stay);
  await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    await rm(POLICY);
    process.off('SIGINT', stay);
  }
}

/** Whether the command succeeded. */
function run(command, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
