/**
 * What `npm run check` runs, in this order; each is an npm script of the root.
 * `counts`: vitest, whose tests are counted. `gate`: what follows needs it, so its failure ends the run. Neighbours with a
 * `lane` run beside one another, lane by lane: alone, they wait for servers or for the disk much of the time.
 */
export const CHECK_STEPS = [
  { name: 'build', gate: true },
  { name: 'format:check', lane: 1 },
  { name: 'lint', lane: 2 },
  { name: 'types', lane: 1 },
  { name: 'direction', lane: 1 },
  { name: 'dead-code', lane: 1 },
  { name: 'unit', counts: true },
  { name: 'drift' },
];

/** What `npm test` runs: the check, then the suites that start real servers, beside those of the plugin and its browser. */
export const TEST_STEPS = [
  ...CHECK_STEPS,
  { name: 'e2e', counts: true, lane: 1 },
  { name: 'plugin:test', counts: true, lane: 2 },
  { name: 'plugin:e2e', counts: true, lane: 2 },
];
