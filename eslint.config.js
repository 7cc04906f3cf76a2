import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const CLOCK = {
  selector:
    'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  message: 'Take the time as an argument; only app.ts reads the clock.',
};

const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Take the value as an argument; only config and app.ts read the environment.',
};

const TESTS = ['**/*.test.ts', '**/testing/**', 'exporter/test/**', 'dashboards/test/**'];
const PLUGIN_TESTS = ['plugin/src/**/*.test.{ts,tsx}', 'plugin/src/**/testing/**/*.{ts,tsx}'];
const SCRIPTS = ['exporter/scripts/**/*.js', 'exporter/bench/**/*.js', 'exporter/bin/*.js', 'dashboards/bench/**/*.js'];
const TOOL_SETTINGS = ['eslint.config.js', 'vitest.config.ts'];
const UNUSED = { argsIgnorePattern: '^_', varsIgnorePattern: '^_' };
/** Typed rules of contract, exporter and plugin, besides the strict ones. */
const TYPED = {
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
};
const NODE_GLOBALS = [
  'Buffer',
  'URL',
  'console',
  'fetch',
  'performance',
  'process',
  'setInterval',
  'clearInterval',
  'setTimeout',
];
const PURE_ROOMS = [
  'domain',
  'normalize',
  'freshness',
  'allocate',
  'forecast',
  'anomalies',
  'budgets',
  'slos',
  'waste',
  'policies',
  'reconcile',
  'certify',
];

export default defineConfig(
  { ignores: ['**/dist/', '**/dist-host/', '**/*.cjs', 'plugin/.config/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['contract/**/*.ts', 'exporter/**/*.ts', 'dashboards/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...TYPED,
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // It does not see a parameter that an inferred return type uses, and so would widen the names of labels to string.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      complexity: ['error', 12],
      'no-console': 'error',
      'no-restricted-syntax': ['error', CLOCK],
      'no-restricted-properties': ['error', ENVIRONMENT],
    },
  },
  {
    // Direction rules see imports; these see the globals through which a pure room could still reach the world.
    files: PURE_ROOMS.map((room) => `exporter/src/${room}/**/*.ts`),
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
    },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    files: ['dashboards/**/*.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': 'off', // Classic JSON is what Grafana 12 and 13 both import
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // the kit's enums lack what Grafana 13 added
    },
  },
  { files: ['exporter/src/app.ts'], rules: { 'no-restricted-syntax': 'off', 'no-restricted-properties': 'off' } },
  { files: ['exporter/src/config/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['exporter/src/cli/**'], rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' } },
  {
    files: [...SCRIPTS, ...TOOL_SETTINGS],
    extends: [tseslint.configs.strict, tseslint.configs.disableTypeChecked],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: {
      'no-undef': 'error',
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      complexity: ['error', 12],
    },
  },
  {
    files: ['plugin/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, reactHooks.configs.flat['recommended-latest']],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      '@typescript-eslint/consistent-type-imports': 'error',
      complexity: ['error', 12],
      'no-console': 'error',
    },
  },
  {
    files: ['plugin/src/**/*.{ts,tsx}'],
    ignores: PLUGIN_TESTS,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...TYPED,
      // They take a fifth of the time, and what they find here are objects that stand in for those of Grafana in tests.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // What Grafana compares with its enums are strings of frames and of the HTTP API.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
  {
    files: PLUGIN_TESTS,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
