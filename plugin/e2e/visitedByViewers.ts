import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

/** What there is while somebody is there. */
export interface Visit {
  readonly stage: Stage;
  readonly host: Host;
  readonly page: Page;
}

/** Opens a stage for the tests beside the call. To each of them comes a Viewer who has not been here, and leaves. */
export function visitedByViewers(arrive: (visit: Visit) => void | Promise<void>): void {
  let stage: Stage;
  let host: Host;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    host = await stage.host({ role: 'Viewer' });
  }, STAGE_TIMEOUT);
  afterAll(() => stage.stop());
  beforeEach(async () => {
    page = await stage.visit(host);
    await arrive({ stage, host, page });
  });
  afterEach(() => page.close());
}
