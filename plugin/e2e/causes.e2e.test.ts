import { explainResponse } from '@outlay/contract/api';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AllocationPage } from './pages/AllocationPage.js';
import { OverviewPage } from './pages/OverviewPage.js';
import { hasChromium, openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

const MOST_CLICKS = 4;
const COUNT_CLICKS = `addEventListener('click', (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true)`;

describe.skipIf(!hasChromium)('from what changed to why', () => {
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
    await page.addInitScript(COUNT_CLICKS);
  });
  afterEach(() => page.close());

  it('leads from a mover to the rules behind its cost in at most four clicks', async () => {
    const overview = await new OverviewPage(page).open();
    await overview.movers.first().click();
    const allocation = await new AllocationPage(page).ready();
    const asked = page.waitForResponse(/\/read\/explain\?/);
    await allocation.why.click();
    const { search } = new URL((await asked).url());
    await allocation.reasons.first().waitFor();

    const { reasons, sum } = explainResponse.parse(await stage.estate.ask(`/api/v1/explain${search}`));
    expect(reasons.length).toBeGreaterThan(0);
    const shown = await allocation.reasons.allInnerTexts();
    const told = reasons.map(({ cost, owner, text }) => `${whole(cost)} ${owner}: ${text}`);
    expect(shown.toSorted()).toEqual(told.toSorted()); // the exporter promises no order
    expect(await allocation.reasonsSum.innerText()).toContain(whole(sum));
    expect(Number(await page.evaluate('sessionStorage.clicks'))).toBeLessThanOrEqual(MOST_CLICKS);
  });

  // A mover opens with one level alone, so that nothing is below it.
  it('shows what a mover consists of', async () => {
    const overview = await new OverviewPage(page).open();
    await overview.movers.first().click();
    const allocation = await new AllocationPage(page).ready();
    expect(await allocation.parts.count()).toBeGreaterThan(0);
  });

  it('leads from a need to what it says in one click', async () => {
    const overview = await new OverviewPage(page).open();
    expect(await overview.needs.count()).toBeGreaterThan(0);
    const href = (await overview.needs.last().getAttribute('href')) ?? '';
    await overview.needs.last().click();
    await page.waitForURL(`**${href}`);
    await overview.main.getByRole('heading', { level: 3 }).first().waitFor();
    expect(await overview.alerts.count()).toBe(0);
  });

  it('drills from everything down to a team and the rules of its cost', async () => {
    const allocation = await new AllocationPage(page).open();
    const all = await allocation.parts.count();
    await allocation.drillInto('data-platform');
    await allocation.whereYouAre.last().waitFor();
    expect(await allocation.whereYouAre.allInnerTexts()).toEqual(['Everything', 'Data and AI', 'data-platform']);
    expect(await allocation.parts.count()).toBeLessThan(all);
    await allocation.why.click();
    await allocation.reasons.first().waitFor();
    expect(await allocation.reasons.allInnerTexts()).toContainEqual(
      expect.stringMatching(/^\$[\d,]+ data-platform: .+/),
    );
  });

  // The drawing follows its own trail from the new root down again, so it stays inside while the address is outside.
  it('comes back to everything with the button of the browser', async () => {
    const allocation = await new AllocationPage(page).open();
    const all = await allocation.parts.count();
    await allocation.drillInto('data-platform');
    await allocation.whereYouAre.last().waitFor();
    await page.goBack();
    await allocation.whereYouAre.first().waitFor({ state: 'detached' });
    await expect.poll(() => allocation.parts.count()).toBe(all);
  });

  it('shows the same view to whoever gets its address', async () => {
    const allocation = await new AllocationPage(page).open();
    await allocation.choose('Complete days', '7');
    await allocation.choose('Basis', 'billed');
    await allocation.choose('View', 'table');
    await allocation.ready();
    await allocation.main.getByRole('button', { name: 'Retail', exact: true }).click();
    await allocation.whereYouAre.last().waitFor();
    await allocation.ready();
    const seen = await allocation.main.ariaSnapshot();
    expect(seen).toContain('radio "billed" [checked]');

    const other = await stage.visit(host);
    await other.goto(page.url());
    const restored = await new AllocationPage(other).ready();
    expect(await restored.main.ariaSnapshot()).toBe(seen);
    await other.close();
  });
});

/** An amount as the pages write it, without cents. */
function whole(amount: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  return format.format(amount as Intl.StringNumericLiteral);
}
