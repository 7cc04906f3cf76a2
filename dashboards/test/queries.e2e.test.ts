import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now as clock } from '../../exporter/src/app.js';
import { hasPrometheus } from '../../exporter/test/prometheus.js';
import { dashboards } from '../src/dashboards.js';
import { buildDashboard } from '../src/house/buildDashboard.js';
import { askAsGrafana } from './askAsGrafana.js';
import type { PanelQuery, Variables } from './askAsGrafana.js';
import { panelsOf, targetsOf } from './lintDashboard.js';
import { startStack } from './startStack.js';
import type { Stack } from './startStack.js';

const EVERYTHING = {
  ...{ job: 'outlay', currency: 'USD', provider: '.*', account: '.*', team: '.*', environment: '.*' },
  ...{ tag: 'team', namespace: '.*', tracing: '', runbooks: '' },
};
const ONE = { ...EVERYTHING, provider: 'AWS', team: 'web', environment: 'prod' };

/** Every query of every panel, once: editions share most. */
const PANELS = dashboards.flatMap((spec) =>
  (['app', 'core'] as const).flatMap((edition) =>
    panelsOf(buildDashboard(spec, edition))
      .filter(({ type }) => edition === 'core' || type.startsWith('outlay-'))
      .map((panel) => ({
        dashboard: spec.name,
        title: panel.title,
        queries: targetsOf(panel),
      })),
  ),
);

describe.skipIf(!hasPrometheus)('what dashboards ask', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, 300_000);
  afterAll(() => stack.stop());

  const ask = (query: PanelQuery, variables: Variables) => askAsGrafana(stack.prometheus, query, variables, clock());

  describe.each(PANELS)('$dashboard: $title', ({ queries }) => {
    it.runIf(queries.length > 0)('is answered, with everything chosen', async () => {
      for (const query of queries) expect(await ask(query, EVERYTHING), query.expr).not.toEqual([]);
    });

    it.runIf(queries.length > 0)('is answered without an error, with one value chosen', async () => {
      const answers = await Promise.all(queries.map((query) => ask(query, ONE)));
      expect(answers).toHaveLength(queries.length);
    });
  });
});
