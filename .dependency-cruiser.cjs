'use strict';

/**
 * The direction of the house. Order of the rooms: a room may know the types of earlier rooms, never of later ones.
 * exporter/test/direction.test.ts breaks every rule once and sees it fail under its name.
 */
const ROOMS = [
  'sources',
  'stage',
  'normalize',
  'store',
  'ledger',
  'freshness',
  'allocate',
  'catalogs',
  'prometheus',
  'forecast',
  'anomalies',
  'budgets',
  'slos',
  'waste',
  'policies',
  'reconcile',
  'certify',
  'actions',
  'publish',
];

/** Rooms that turn values into values: no I/O, no clock, no state. */
const PURE_ROOMS = [
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

/** Node's modules that compute without touching the world. */
const PURE_NODE_MODULES = '^(node:)?(assert|buffer|crypto|path|string_decoder|url|util)(/|$)';

const SRC = '^exporter/src/';
const PLUGIN = '^plugin/src/';
/** What a room of the plugin may import of the plugin besides itself; a panel stands alone, also among panels. */
const PLUGIN_ROOMS = {
  format: [],
  api: ['routes\\.ts$'],
  grafana: [],
  alerting: ['format/', 'grafana/'],
  dashboards: ['grafana/', 'routes\\.ts$'],
  components: ['api/', 'format/', 'routes\\.ts$'],
  extensions: ['format/', 'panels/', 'routes\\.ts$', 'PluginSettings\\.ts$'],
};
/** Loaded with Grafana, before anybody opens a page of ours. */
const ENTRY_CHUNK = `${PLUGIN}(module\\.tsx|routes\\.ts|PluginSettings\\.ts|extensions/explainLink\\.ts)$`;
const COMPOSITION = `${SRC}((main|app|serve|tokenReader|diagnose|pipeline|schedule)((\\.test)?\\.ts$|/)|(cli|config|demo)/)`;
const TEST_CODE = '(\\.test\\.tsx?$|/testing/|^exporter/test/|^plugin/(testing-api|host|e2e|smoke|bench|scripts)/)';
const TEST_TOOLS = package_('vitest|fast-check|playwright-core|@testing-library/[^/]+|@grafana/plugin-e2e');

module.exports = {
  forbidden: [
    {
      name: 'contract-and-domain-import-nothing-of-ours',
      comment: 'They are the words that everyone shares, so they can depend on no one.',
      severity: 'error',
      from: { path: '^(contract/src|exporter/src/domain)/' },
      to: { path: '^(contract|exporter|plugin|dashboards)/', pathNot: '^$1/' },
    },
    {
      name: 'rooms-never-call-rooms',
      comment: 'The pipeline carries values from room to room. A test may set its stage with earlier rooms.',
      severity: 'error',
      from: { path: `${SRC}([^/]+)/`, pathNot: [TEST_CODE, COMPOSITION, `${SRC}domain/`] },
      to: { path: `${SRC}(${ROOMS.join('|')}|telemetry)/`, pathNot: `${SRC}$1/`, dependencyTypesNot: ['type-only'] },
    },
    ...ROOMS.slice(0, -1).map((room, index) => ({
      name: 'type-imports-only-from-earlier-rooms',
      comment: `Values flow one way, so ${room} cannot know the rooms that come after it.`,
      severity: 'error',
      from: { path: `${SRC}${room}/` },
      to: { path: `${SRC}(${ROOMS.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'rooms-know-no-composition',
      comment: 'What a room needs comes in as an argument.',
      severity: 'error',
      from: { path: `${SRC}(${ROOMS.join('|')}|domain|telemetry)/`, pathNot: TEST_CODE },
      to: { path: COMPOSITION },
    },
    {
      name: 'no-room-without-a-place',
      comment: 'A room that stands in no list here would be bound by no rule.',
      severity: 'error',
      from: { path: SRC, pathNot: [`${SRC}(${ROOMS.join('|')}|domain|telemetry)/`, COMPOSITION, TEST_CODE] },
      to: {},
    },
    {
      name: 'config-composes-only-room-schemas',
      comment:
        'Each room owns its settings in its own config.ts, and what they must agree on in a check; config knows nothing else.',
      severity: 'error',
      from: { path: `${SRC}config/`, pathNot: TEST_CODE },
      to: {
        path: SRC,
        pathNot: [`${SRC}(config|domain)/`, `${SRC}[^/]+/(config|check[A-Z]\\w+|listing/\\w+)\\.ts$`],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'demo-imports-only-domain',
      comment: 'The demo writes exports as a cloud would: it must not know how they are read.',
      severity: 'error',
      from: { path: `${SRC}demo/`, pathNot: TEST_CODE },
      to: { path: '^(exporter|contract)/', pathNot: `${SRC}(demo|domain)/` },
    },
    {
      name: 'cli-goes-through-app',
      comment: 'A command reads arguments and prints results; app.ts and the pipeline do the work.',
      severity: 'error',
      from: { path: `${SRC}cli/`, pathNot: TEST_CODE },
      to: { path: `${SRC}(${ROOMS.join('|')})/`, dependencyTypesNot: ['type-only'] },
    },
    onlyRoomsKnow('only-store-knows-duckdb', 'store', '@duckdb/[^/]+'),
    onlyRoomsKnow('only-publish-and-telemetry-know-express', 'publish|telemetry', 'express'),
    onlyRoomsKnow('only-publish-and-telemetry-know-prom-client', 'publish|telemetry', 'prom-client'),
    onlyRoomsKnow(
      'only-sources-and-actions-know-cloud-sdks',
      'sources|actions',
      '(@aws-sdk|@smithy|@azure|@google-cloud|@kubernetes)/[^/]+|googleapis|oci-[^/]+',
    ),
    {
      name: 'pure-rooms-do-no-io',
      comment: 'Values in, values out: what a pure room answers depends on nothing but its arguments.',
      severity: 'error',
      from: { path: `${SRC}(domain|${PURE_ROOMS.join('|')})/`, pathNot: TEST_CODE },
      to: { dependencyTypes: ['core'], pathNot: PURE_NODE_MODULES },
    },
    ...Object.entries(PLUGIN_ROOMS).map(([room, allowed]) => ({
      name: 'plugin-rooms-know-only-what-they-need',
      comment: `What ${room} does, it can do for any page.`,
      severity: 'error',
      from: { path: `${PLUGIN}${room}/`, pathNot: TEST_CODE },
      to: { path: PLUGIN, pathNot: [room + '/', ...allowed].map((path) => `${PLUGIN}${path}`) },
    })),
    {
      name: 'panels-work-in-any-dashboard',
      comment: 'A panel is loaded alone, without the app, its pages or its settings, and knows no other panel.',
      severity: 'error',
      from: { path: `${PLUGIN}panels/([^/]+)/`, pathNot: TEST_CODE },
      to: { path: PLUGIN, pathNot: [`${PLUGIN}panels/$1/`, `${PLUGIN}format/`] },
    },
    {
      name: 'panels-read-series-not-the-api',
      comment: 'What a panel shows comes from the data source of its dashboard.',
      severity: 'error',
      from: { path: `${PLUGIN}panels/`, pathNot: TEST_CODE },
      to: { path: '^contract/(src|dist)/api\\.' },
    },
    {
      name: 'installers-know-no-react',
      comment: 'Plans and requests are values and calls; pages show them.',
      severity: 'error',
      from: { path: `${PLUGIN}(alerting|dashboards|grafana)/`, pathNot: TEST_CODE },
      to: { path: package_('react|react-dom|@grafana/ui') },
    },
    {
      name: 'entry-chunk-knows-no-contract',
      comment: 'Grafana loads the entry for everybody; the contract and its schemas come with a page.',
      severity: 'error',
      from: { path: ENTRY_CHUNK },
      to: { path: '^contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workspaces-share-only-the-contract',
      comment: 'A browser, a server and files for Grafana: what they all know is the contract.',
      severity: 'error',
      from: { path: '^(plugin|exporter|dashboards)/src/', pathNot: TEST_CODE },
      to: { path: '^(plugin|exporter|dashboards)/', pathNot: '^$1/' },
    },
    {
      name: 'no-plugin-room-without-a-place',
      comment: 'A room that stands in no list here would be bound by no rule.',
      severity: 'error',
      from: {
        path: `${PLUGIN}[^/]+/`,
        pathNot: [`${PLUGIN}(${Object.keys(PLUGIN_ROOMS).join('|')}|pages|panels|testing)/`, TEST_CODE],
      },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import a thing from the file that is named after it.',
      severity: 'error',
      from: { path: '^(contract|exporter|plugin)/' },
      to: { dependencyTypes: ['export'] },
    },
    {
      name: 'no-production-import-of-test-code',
      comment: 'What runs for users must not need what runs for us.',
      severity: 'error',
      from: { path: '^(contract|exporter|plugin)/src/', pathNot: TEST_CODE },
      to: { path: [TEST_CODE, TEST_TOOLS] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere would pass every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

/** A package by name: as it was resolved (its code or its types), or as it was written where it is not installed. */
function package_(names) {
  return `(^|node_modules/)(@types/)?(${names})(/|$)`;
}

function onlyRoomsKnow(name, rooms, packages) {
  return {
    name,
    comment: `Only ${rooms.replace('|', ' and ')} may import it; others take what it makes as values.`,
    severity: 'error',
    from: { path: '^(contract|exporter)/src/', pathNot: [`${SRC}(${rooms})/`, TEST_CODE] },
    to: { path: package_(packages) },
  };
}
