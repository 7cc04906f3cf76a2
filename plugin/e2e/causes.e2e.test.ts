import { costsResponse, explainResponse, resourcesResponse } from '@outlay/contract/api';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AllocationPage } from './pages/AllocationPage.js';
import { OverviewPage } from './pages/OverviewPage.js';
import { hasChromium } from './stage.js';
import type { Host, Stage } from './stage.js';
import { visitedByViewers } from './visitedByViewers.js';

const MOST_CLICKS = 4;
/** Whether bills are overdue depends on the hour at which the tests run. */
const OVERDUE = 'Some bills are overdue';
const COUNT_CLICKS = `addEventListener('click', (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true)`;

describe.skipIf(!hasChromium)('from what changed to why', () => {
  let stage: Stage;
  let host: Host;
  let page: Page;
  visitedByViewers(async (visit) => {
    ({ stage, host, page } = visit);
    await page.addInitScript(COUNT_CLICKS);
  });

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
    const shown = (await allocation.reasons.allInnerTexts()).map(withoutShare);
    const told = reasons.map(({ cost, owner, text }) => `${whole(cost)} ${owner}: ${text}`);
    expect(shown.toSorted()).toEqual(told.toSorted()); // the exporter promises no order
    expect(await allocation.reasonsSum.innerText()).toContain(whole(sum));
    expect(Number(await page.evaluate('sessionStorage.clicks'))).toBeLessThanOrEqual(MOST_CLICKS);
  });

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
    await overview.main.getByRole('region').first().waitFor();
    expect(await overview.alerts.filter({ hasNotText: OVERDUE }).allInnerTexts()).toEqual([]);
  });

  it('drills from everything down to a team and the rules of its cost', async () => {
    const allocation = await new AllocationPage(page).open();
    const all = await allocation.parts.count();
    await allocation.drillInto('data-platform');
    await expect.poll(() => allocation.where).toEqual(['Everything', 'Data and AI', 'data-platform']);
    expect(await allocation.parts.count()).toBeLessThan(all);
    await allocation.why.click();
    await allocation.reasons.first().waitFor();
    expect((await allocation.reasons.allInnerTexts()).map(withoutShare)).toContainEqual(
      expect.stringMatching(/^\$[\d,]+ data-platform: .+/),
    );
  });

  it('drills down to resources that sum to their team, and to why one of them is there', async () => {
    const allocation = await new AllocationPage(page).open();
    await allocation.drillInto('data-platform');
    const asked = page.waitForResponse(/\/read\/resources\?/);
    await allocation.resourcesButton.click();
    const { search } = new URL((await asked).url());
    await allocation.resources.waitFor();

    const { resources, others, sum } = resourcesResponse.parse(await stage.estate.ask(`/api/v1/resources${search}`));
    const filters = search.replace('limit=100', 'granularity=total');
    expect(sum).toBe(costsResponse.parse(await stage.estate.ask(`/api/v1/costs${filters}`)).sum);
    expect([...resources, others].reduce((units, { cost }) => units + unitsOf(cost), 0n)).toBe(unitsOf(sum));
    expect(await allocation.whyOfResources.count()).toBe(resources.length);
    expect(await allocation.resources.getByRole('row').last().innerText()).toContain(whole(sum));

    await allocation.whyOfResources.first().click();
    await allocation.reasons.first().waitFor();
    expect(await allocation.drawer.innerText()).toContain('data-platform');
    expect(new URL(page.url()).searchParams.get('resource')).toBe(resources[0]?.resourceId);
  });

  it('comes back step by step with the button of the browser', async () => {
    const allocation = await new AllocationPage(page).open();
    const all = await allocation.parts.count();
    await allocation.drillInto('data-platform');
    await expect.poll(() => allocation.where).toHaveLength(3);
    await allocation.resourcesButton.click();
    await allocation.whyOfResources.first().click();
    await allocation.drawer.waitFor();
    await page.goBack();
    await allocation.drawer.waitFor({ state: 'detached' });
    await allocation.resources.waitFor();
    await page.goBack();
    await allocation.parts.first().waitFor();
    await page.goBack();
    await expect.poll(() => allocation.where).toEqual(['Everything']);
    await expect.poll(() => allocation.parts.count()).toBe(all);
  });

  it.each(['path=team%3D50%25', 'path=business_unit%3Dnobody', 'days=1e99&from=x&to=y'])(
    'stands at an address that nobody meant: %s',
    async (query) => {
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      const allocation = new AllocationPage(page);
      await page.goto(`${allocation.path}?${query}`);
      await allocation.ready();
      expect(complaints).toEqual([]);
      expect((await allocation.where)[0]).toBe('Everything');
    },
  );

  it('shows the same view, and the same reasons, to whoever gets its address', async () => {
    const allocation = await new AllocationPage(page).open();
    await allocation.choose('Complete days', '7');
    await allocation.choose('Basis', 'billed');
    await allocation.choose('View', 'table');
    await allocation.ready();
    await allocation.main.getByRole('button', { name: 'Retail', exact: true }).click();
    await expect.poll(() => allocation.where).toEqual(['Everything', 'Retail']);
    await allocation.ready();
    const seen = await allocation.main.ariaSnapshot();
    expect(seen).toContain('radio "billed" [checked]');
    await allocation.why.click();
    await allocation.reasons.first().waitFor();
    const reasons = await allocation.drawer.innerText();

    const other = await stage.visit(host);
    await other.goto(page.url());
    const restored = new AllocationPage(other);
    await restored.reasons.first().waitFor();
    expect(await restored.drawer.innerText()).toBe(reasons);
    await restored.drawer.getByRole('button', { name: 'Close' }).click();
    await restored.ready();
    expect(await restored.main.ariaSnapshot()).toBe(seen);
    await other.close();
  });
});

/** An amount as the pages write it, without cents. */
function whole(amount: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A reason without how much of the whole it is. */
function withoutShare(reason: string): string {
  return reason.replace(/^(\S+) \([\d.,]+%\) /, '$1 ');
}

/** Millionths of a millionth, in which decimals of the exporter are whole. */
function unitsOf(amount: string): bigint {
  const [integer = '0', fraction = ''] = amount.replace('-', '').split('.');
  const units = BigInt(integer + fraction.padEnd(12, '0'));
  return amount.startsWith('-') ? -units : units;
}
