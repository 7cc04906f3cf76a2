// `npm test` runs everything, `npm run check` (argument `check`) only what needs no server.
// The last line is the counts, alone: `N passed, N failed`, and `, N skipped` where tests were skipped.
import { installTools, skipNotice } from './installTools.js';
import { runStep } from './runStep.js';
import { CHECK_STEPS, TEST_STEPS } from './steps.js';

if (process.argv[2] === 'check') {
  conclude(await runSteps(CHECK_STEPS));
} else {
  await testEverything();
}

async function testEverything() {
  const { tried, missing } = await installTools();
  const notice = missing.length === 0 ? [] : [skipNotice(missing)];
  notice.forEach((text) => console.log(text));
  const results = await runSteps(TEST_STEPS);
  notice.forEach((text) => console.log(`\n${text}`));
  conclude(tried ? [installation(missing), ...results] : results);
}

/** As root on Debian every suite is promised, so a tool that could not be installed is a failure. */
function installation(missing) {
  return { name: 'tools', seconds: 0, tests: { passed: 0, failed: missing.length, skipped: 0 }, failures: missing };
}

/** Runs the steps in order, lanes beside one another; a gate that fails leaves out what follows. */
async function runSteps(steps) {
  const results = [];
  for (const group of groupsOf(steps)) {
    const lanes = [...new Set(group.map(({ lane }) => lane))].map((lane) => group.filter((step) => step.lane === lane));
    results.push(...(await Promise.all(lanes.map(runInOrder))).flat());
    const gate = group.find(
      ({ gate, name }) => gate && results.some((result) => result.name === name && isBroken(result)),
    );
    if (gate !== undefined) {
      console.log(`\n${gate.name} failed, so nothing after it was run`);
      break;
    }
  }
  return results;
}

/** Neighbours with a lane stand together, every other step alone. */
function groupsOf(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.lane !== undefined && last?.[0]?.lane !== undefined) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function runInOrder(steps) {
  const results = [];
  for (const step of steps) results.push(await runStep(step));
  return results;
}

function isBroken({ tests }) {
  return tests.failed > 0;
}

function conclude(results) {
  console.log();
  for (const { name, seconds, tests } of results) {
    console.log(`${tests.failed === 0 ? '✓' : '✗'} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  const total = (key) => results.reduce((sum, { tests }) => sum + tests[key], 0);
  results.flatMap(({ failures }) => failures).forEach((failure) => console.log(`✗ ${failure}`));
  const broken = results.filter(isBroken).map(({ name }) => name);
  if (broken.length > 0) {
    console.log(`failed: ${broken.join(', ')}`);
  }
  const skipped = total('skipped') === 0 ? '' : `, ${total('skipped')} skipped`;
  console.log(`${total('passed')} passed, ${total('failed')} failed${skipped}`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
}
