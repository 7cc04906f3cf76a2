/**
 * What `npm run check` runs, in this order; each is an npm script of the root.
 * `counts`: vitest, whose tests are counted. `gate`: what follows needs it, so its failure ends the run.
 */
export const CHECK_STEPS = [
  { name: 'build', gate: true },
  { name: 'format:check' },
  { name: 'lint' },
  { name: 'types' },
  { name: 'direction' },
  { name: 'dead-code' },
  { name: 'unit', counts: true },
  { name: 'drift' },
];

/** What `npm test` runs: the check, then the suites that start real servers. */
export const TEST_STEPS = [...CHECK_STEPS, { name: 'e2e', counts: true }];
