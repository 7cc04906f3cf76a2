// What only a real Grafana can show: `npm run -w @outlay/plugin plugin:smoke`. surroundings.ts says what it needs.
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import { dirname, join } from 'node:path';
import { GRAFANA_URL, sessionOf, VIEWER } from './surroundings';

const SIGN_IN = {
  testDir: join(dirname(require.resolve('@grafana/plugin-e2e')), 'auth'),
  testMatch: /auth\.setup\.js/,
};

export default defineConfig<PluginOptions>({
  testDir: '.',
  outputDir: '../artifacts/smoke',
  reporter: 'list',
  timeout: 120_000,
  workers: 1, // they share one Grafana
  forbidOnly: process.env['CI'] !== undefined,
  use: { ...devices['Desktop Chrome'], baseURL: GRAFANA_URL, trace: 'retain-on-failure' },
  projects: [
    { name: 'admin signs in', ...SIGN_IN },
    { name: 'viewer signs in', ...SIGN_IN, use: { user: VIEWER } },
    {
      name: 'configuration',
      testMatch: 'configuration.spec.ts',
      dependencies: ['admin signs in'],
      use: { storageState: sessionOf('admin') },
    },
    {
      name: 'admin',
      testMatch: ['alertRules.spec.ts', 'pages.spec.ts', 'panels.spec.ts'],
      dependencies: ['configuration'],
      use: { storageState: sessionOf('admin') },
    },
    {
      name: 'viewer',
      testMatch: 'viewer.spec.ts',
      dependencies: ['viewer signs in', 'configuration'],
      use: { storageState: sessionOf(VIEWER.user), user: VIEWER },
    },
  ],
});
