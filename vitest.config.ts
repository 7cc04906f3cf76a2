import { defineConfig } from 'vitest/config';

// Unit tests see the contract's sources, so they need no build; e2e tests run what was built.
const contractSources = [
  { find: /^@outlay\/contract\/(.*)$/, replacement: `${import.meta.dirname}/contract/src/$1.ts` },
];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: '100%', // unless said, vitest leaves a core idle
    projects: [
      {
        extends: true,
        resolve: { alias: contractSources },
        test: {
          name: 'unit',
          include: [
            'contract/src/**/*.test.ts',
            'exporter/src/**/*.test.ts',
            'exporter/scripts/**/*.test.js',
            'exporter/test/*.test.ts',
            'dashboards/test/*.test.ts',
          ],
          exclude: ['**/*.e2e.test.ts'],
          isolate: false, // a process for each file would take as long as the tests
          testTimeout: 60_000, // the tests share two cores
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        resolve: { alias: contractSources },
        test: {
          name: 'plugin',
          include: ['plugin/src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['./plugin/vitest.setup.ts'],
          server: { deps: { inline: [/@grafana\//] } },
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'plugin-e2e', // the built plugin in Chromium, each suite with an exporter of its own
          include: ['plugin/e2e/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['exporter/test/**/*.e2e.test.ts', 'dashboards/test/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
