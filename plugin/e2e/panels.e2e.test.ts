import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { startHost } from '../host/startHost.mjs';
import { graveViolations } from './graveViolations.js';
import { AllocationPanelPage, BudgetPanelPage } from './pages/PanelPage.js';
import type { PanelPage, PanelSetup } from './pages/PanelPage.js';
import { hasPrometheus, startFigures } from './prometheus.js';
import type { Figures } from './prometheus.js';
import { DESKTOP, hasChromium, openStage, PHONE, STAGE_TIMEOUT, UNLIKE_LOOKS } from './stage.js';
import type { Host, Stage } from './stage.js';

/** Costs that are there on every day of the year: those of a month are few on its first day. */
const cost = (matchers = '') => `finops_window_cost{window="28d"${matchers}}`;
const BY_TEAM = `sum by (team, cloud_service) (${cost()})`;
const BY_TEAM_BEFORE = 'sum by (team, cloud_service) (finops_previous_month_cost)';
const BUDGETS = '{__name__=~"finops_budget_.+"}';
const FOREIGN = 'nodejs_heap_space_size_used_bytes';
const NOTHING = 'finops_no_such_series';

const VIEWS = ['treemap', 'icicle', 'bars', 'table'] as const;
/** Figures as they are, to the cent, so that they can be compared with those of Prometheus. */
const TO_THE_CENT = { defaults: { unit: 'none', decimals: 2 } };
const LINK = { title: 'Explain ${__field.labels.team}', url: '/explain?team=${__field.labels.team}' };

/** Pictures for the documentation are asked for; no other run writes any. */
const isForDocs = process.env['UPDATE_SCREENSHOTS'] === '1';
const DOCS_IMAGES = join(import.meta.dirname, '../../docs/images');

describe.skipIf(!hasChromium || !hasPrometheus)('panels on a real Prometheus', () => {
  let stage: Stage;
  let figures: Figures;
  let host: Host;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    figures = await startFigures(stage.estate);
    host = await startHost({ prometheusUrl: figures.url, role: 'Viewer' });
  }, STAGE_TIMEOUT);
  afterAll(async () => {
    await stage.stop();
    await host.stop();
    await figures.stop();
  });
  afterEach(() => page.close());

  describe('cost allocation', () => {
    let panel: AllocationPanelPage;
    const show = (setup: Partial<PanelSetup> = {}) =>
      panel.open({ queries: [BY_TEAM], fieldConfig: TO_THE_CENT, ...setup });
    beforeEach(async () => {
      page = await stage.visit(host);
      panel = new AllocationPanelPage(page);
    });

    test.each(VIEWS)('%s sums to what Prometheus sums, and names what nobody owns', async (view) => {
      await show({ options: { view } });
      expect(await panel.sum.innerText()).toBe(toTheCent(await figures.value(`sum(${cost()})`)));
      const unowned = await figures.value(`sum(${cost(', team="unallocated"')})`);
      const shown = view === 'table' ? panel.table.getByRole('row') : panel.parts;
      const told = await shown
        .filter({ hasText: /^\s*unallocated/ })
        .first()
        .innerText();
      expect(unowned).toBeGreaterThan(0);
      expect(told).toContain(toTheCent(unowned));
    });

    it('has every team with its cost in the table', async () => {
      await show({ options: { view: 'table' } });
      const teams = await figures.byLabel(`sum by (team) (${cost()})`, 'team');
      const told = [...teams].map(([name, cost]) => [name, toTheCent(cost)]);
      expect(told.length).toBeGreaterThan(5);
      expect((await panel.rows()).toSorted(byName)).toEqual(told.toSorted(byName));
    });

    it('opens by keyboard and comes back by its path', async () => {
      await show();
      const all = await panel.sum.innerText();
      await panel.part('data-platform').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('tree', { name: 'Costs of data-platform' }).waitFor();
      const inside = await figures.value(`sum(${cost(', team="data-platform"')})`);
      expect(await panel.sum.innerText()).toBe(toTheCent(inside));
      expect(await panel.crumbs.allInnerTexts()).toEqual(['All', 'data-platform']);
      expect(await isFocused(panel.parts.first())).toBe(true);

      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
      expect(await isFocused(panel.crumbs.first())).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('tree', { name: 'Costs of All' }).waitFor();
      expect(await panel.sum.innerText()).toBe(all);
      expect(await isFocused(panel.part('data-platform'))).toBe(true);
    });

    it('names the services that Prometheus calls other', async () => {
      const folded = await figures.byLabel(`sum by (team) (${cost(', cloud_service="other"')})`, 'team');
      const [[team, amount] = ['', 0]] = folded;
      expect(amount).not.toBe(0);
      await show({ queries: [`sum by (cloud_service) (${cost(`, team="${team}"`)})`] });
      expect(await panel.part('other').innerText()).toContain('other');
      expect(await panel.part('other').getAttribute('aria-label')).toContain(`other ${toTheCent(amount)}`);
    });

    it('says how it changed, as Prometheus has it', async () => {
      await show({ queries: [BY_TEAM, BY_TEAM_BEFORE], options: { previousRefId: 'B' } });
      const before = await figures.value('sum(finops_previous_month_cost)');
      const now = await figures.value(`sum(${cost()})`);
      const options = { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
      const change = new Intl.NumberFormat('en-US', options).format(now / before - 1);
      expect(await panel.sum.innerText()).toBe(`${toTheCent(now)} ${change}`);
      await panel.main.getByRole('list', { name: 'Change to the previous period' }).waitFor();
    });

    it('offers the data links of a part without parts', async () => {
      const defaults = { ...TO_THE_CENT.defaults, links: [LINK] };
      await show({ queries: [`sum by (team) (${cost()})`], options: { view: 'bars' }, fieldConfig: { defaults } });
      await panel.part('unallocated').press('Enter');
      expect(await panel.links.allInnerTexts()).toEqual(['Explain unallocated']);
      expect(await panel.links.first().getAttribute('href')).toBe('/explain?team=unallocated');
      await page.keyboard.press('Escape');
      expect(await isFocused(panel.part('unallocated'))).toBe(true);
    });

    it('keeps the place and asks nothing again when its options change', async () => {
      await show();
      await panel.part('data-platform').press('Enter');
      const sum = await panel.sum.innerText();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await panel.become({ queries: [BY_TEAM], fieldConfig: TO_THE_CENT, options: { view: 'table' } });
      await page.getByRole('table', { name: 'Costs of data-platform' }).waitFor();
      expect(await panel.sum.innerText()).toBe(sum);
      expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    });

    it('fits the window as it gets narrower', async () => {
      await show();
      const wide = await panel.parts.count();
      await page.setViewportSize(PHONE);
      await expect.poll(() => panel.parts.count()).toBeLessThan(wide);
      expect((await panel.tree.boundingBox())?.width).toBeLessThanOrEqual(PHONE.width);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    });

    it('reads history that only a remote read has', async () => {
      const query = `sum by (team) (sum_over_time(finops_cost_daily{origin="finops", by="team"}[28d]))`;
      await show({ queries: [query] });
      expect(await panel.sum.innerText()).toBe(toTheCent(await figures.value(`sum(${query})`)));
    });

    test.each(['time_series', 'table'] as const)('shows what is no cost, as %s', async (format) => {
      // Memory moves between two questions, so the page and the test ask for the same moment.
      const answer = page.waitForResponse(/\/api\/v1\/query\?/);
      await show({ queries: [`sum by (space) (${FOREIGN})`], format, options: { view: 'table' } });
      const { data } = (await (await answer).json()) as { data: { result: { metric: object; value: [0, string] }[] } };
      const spaces = data.result.map(({ metric, value }) => [Object.values(metric)[0], toTheCent(Number(value[1]))]);
      expect(spaces.length).toBeGreaterThan(1);
      expect((await panel.rows()).toSorted(byName)).toEqual(spaces.toSorted(byName));
    });

    test.each([
      { name: 'nothing comes', query: NOTHING, text: /^No costs in this time range.*such as team and service/ },
      { name: 'values have no labels', query: `sum(${cost()})`, text: /^Nothing to group by.*Keep the labels/ },
    ])('teaches when $name', async ({ query, text }) => {
      await show({ queries: [query] });
      const told = oneLine(await panel.main.getByRole('status').innerText());
      expect(told).toMatch(text);
      expect(told).toContain('sum by (team, service) (your_cost_metric)');
    });

    it('says what Prometheus says of a query that it refuses', async () => {
      await show({ queries: ['sum by ('] });
      expect(await panel.main.getByRole('alert').innerText()).toMatch(/could not be read[^]*parse error/);
    });
  });

  describe('budget burn-down', () => {
    let panel: BudgetPanelPage;
    beforeEach(async () => {
      page = await stage.visit(host);
      panel = new BudgetPanelPage(page);
    });

    it('has every budget of the one query, those that run out first at the top', async () => {
      await panel.open({ queries: [BUDGETS] });
      const expected = await budgetsInOrder();
      const told = (await panel.rows.allInnerTexts()).map(oneLine);
      expect(expected.length).toBeGreaterThan(1);
      expect(told).toHaveLength(expected.length);
      for (const [index, { id, left }] of expected.entries()) {
        expect(told[index]).toMatch(new RegExp(`^${id} .* ${left}`));
      }
    });

    it('opens a budget by keyboard to what its figures say', async () => {
      await panel.open({ queries: [BUDGETS], height: 700 });
      const [first = { id: '' }] = await budgetsInOrder();
      await panel.rows.first().focus();
      await page.keyboard.press('Enter');
      expect(await panel.rows.first().getAttribute('aria-expanded')).toBe('true');
      expect(await panel.chart.getAttribute('aria-label')).toContain(`Burn-down of ${first.id}: `);
      const windows = await figures.byLabel(`finops_budget_burn_rate{budget="${first.id}"}`, 'window');
      expect(await panel.windows.count()).toBe(windows.size);
      await page.keyboard.press('Enter');
      await panel.chart.waitFor({ state: 'detached' });
    });

    it('draws the only budget, and says in words when it is gone', async () => {
      const [first = { id: '', ratio: NaN, exhaustion: NaN }] = await budgetsInOrder();
      await panel.open({ queries: [`{__name__=~"finops_budget_.+", budget="${first.id}"}`] });
      await panel.chart.waitFor();
      const told = oneLine(await panel.main.innerText());
      expect(told).toContain(first.id);
      expect(told).toContain(endInWords(first));
    });

    it('becomes a list when its options say so', async () => {
      const [first = { id: '' }] = await budgetsInOrder();
      const queries = [`{__name__=~"finops_budget_.+", budget="${first.id}"}`];
      await panel.open({ queries });
      await panel.become({ queries, options: { mode: 'many' } });
      await panel.chart.waitFor({ state: 'detached' });
      expect(await panel.rows.count()).toBe(1);
    });

    it('reads the same budgets over time', async () => {
      // The newest step of a range may lie before the first scrape.
      await expect
        .poll(
          async () => {
            await panel.open({ queries: [BUDGETS], type: 'range', days: 0.001 });
            return panel.rows.count();
          },
          { timeout: 60_000 },
        )
        .toBe((await budgetsInOrder()).length);
    });

    test.each([
      { name: 'nothing comes', query: NOTHING, title: 'No budgets to show' },
      { name: 'the series are of something else', query: FOREIGN, title: 'These queries return no budgets' },
    ])('teaches when $name', async ({ query, title }) => {
      await panel.open({ queries: [query] });
      expect(await panel.main.getByRole('heading', { level: 3 }).innerText()).toBe(title);
      expect(await panel.main.getByText(BUDGETS, { exact: true }).count()).toBe(1);
    });

    it('says what Prometheus says of a query that it refuses', async () => {
      await panel.open({ queries: ['sum by ('] });
      expect(await panel.main.getByRole('alert').innerText()).toMatch(/could not be read[^]*parse error/);
    });
  });

  describe.each(UNLIKE_LOOKS)('at $size.width px, $theme', ({ size, theme }) => {
    let complaints: string[];
    beforeAll(async () => {
      if (isForDocs) await mkdir(DOCS_IMAGES, { recursive: true });
    });

    const costs = { queries: [BY_TEAM], fieldConfig: { defaults: { unit: 'currencyUSD' } } };
    const changed = { ...costs, queries: [BY_TEAM, BY_TEAM_BEFORE] };

    test.each(VIEWS)('the %s is readable to everybody', async (view) => {
      const panel = await opened(new AllocationPanelPage(await visit()), { ...costs, options: { view } });
      const [first] = [view === 'table' ? panel.table.getByRole('button').first() : panel.parts.first()];
      await isReadable(panel, first);
      await panel.become({ ...changed, theme, options: { view, previousRefId: 'B' } });
      await isReadable(panel, first);
    });

    it('budgets are readable to everybody', async () => {
      const panel = await opened(new BudgetPanelPage(await visit()), { queries: [BUDGETS], height: 700 });
      await panel.rows.first().click();
      await isReadable(panel, panel.rows.first());
    });

    it('what panels teach is readable to everybody', async () => {
      const allocation = await opened(new AllocationPanelPage(await visit()), { queries: [NOTHING] });
      await isReadable(allocation, allocation.frame);
      await page.close();
      const budgets = await opened(new BudgetPanelPage(await visit()), { queries: [NOTHING] });
      await isReadable(budgets, budgets.frame);
    });

    it.runIf(isForDocs && theme === 'dark' && size === DESKTOP)('panels are pictured', async () => {
      const title = 'Cost of 28 days by team and service';
      const allocation = await opened(new AllocationPanelPage(await visit()), { ...costs, title });
      await allocation.frame.screenshot({ path: join(DOCS_IMAGES, 'panel-allocation.png') });
      await page.close();
      const setup = { queries: [BUDGETS], title: 'Budgets', height: 640 };
      const budgets = await opened(new BudgetPanelPage(await visit()), setup);
      await budgets.rows.first().click();
      await page.mouse.move(0, 0);
      await budgets.frame.screenshot({ path: join(DOCS_IMAGES, 'panel-budget.png') });
    });

    async function visit(): Promise<Page> {
      page = await stage.visit(host, size);
      complaints = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        const isFont = message.location().url.includes('/public/'); // fonts come with Grafana, not with its packages
        if (message.type() === 'error' && !isFont) complaints.push(message.text());
      });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      return page;
    }

    async function opened<Panel extends PanelPage>(panel: Panel, setup: PanelSetup): Promise<Panel> {
      return panel.open({ title: 'A panel', ...setup, theme });
    }

    /** As far as axe can tell, also under the pointer; it fits, and nothing moves by itself. */
    async function isReadable(panel: PanelPage, pointedAt: Locator): Promise<void> {
      await pointedAt.hover({ position: { x: 12, y: 8 } }); // in the middle may be other parts
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
      expect(await graveViolations(page, 'main')).toEqual([]);
      const moving = await page.evaluate('document.querySelector("main").getAnimations({ subtree: true }).length');
      expect(moving).toBe(0);
      expect(complaints).toEqual([]);
    }
  });

  /** Budgets by the hours that Prometheus says are left at the pace of the last day. */
  async function budgetsInOrder() {
    const consumed = await figures.byLabel('finops_budget_consumed_ratio', 'budget');
    const ends = await figures.byLabel('finops_budget_period_end_timestamp_seconds', 'budget');
    const exhaustions = await figures.byLabel('finops_budget_exhaustion_timestamp_seconds{window="1d"}', 'budget');
    return [...consumed]
      .map(([id, ratio]) => {
        const at = exhaustions.get(id) ?? NaN;
        const exhaustion = at < (ends.get(id) ?? NaN) ? at : Infinity;
        const rank = ratio >= 1 ? -Infinity : exhaustion;
        return { id, ratio, exhaustion, rank, left: leftInWords(ratio, exhaustion) };
      })
      .toSorted((one, other) => (one.rank === other.rank ? other.ratio - one.ratio : one.rank - other.rank));
  }
});

function toTheCent(value: number): string {
  return value.toFixed(2);
}

function byName([one = '']: readonly (string | undefined)[], [other = '']: readonly (string | undefined)[]): number {
  return one < other ? -1 : 1;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A pattern for the hours that are left; the demo is always up to date, so its budgets are of the day of the test. */
function leftInWords(ratio: number, exhaustion: number): string {
  if (ratio >= 1) return 'none left';
  if (exhaustion === Infinity) return 'lasts the period';
  return String.raw`((\d+ (h|days)|less than an hour) left|due .+ ago)`;
}

function endInWords({ ratio, exhaustion }: { readonly ratio: number; readonly exhaustion: number }): string {
  if (ratio >= 1) return 'exhausted: ';
  if (exhaustion === Infinity) return 'lasts until the end of the period at the pace of the last day';
  return `on ${utc(exhaustion)}`;
}

/** A moment as the panel writes it: `Nov 24, 02:00 UTC`. */
function utc(seconds: number): string {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
  });
  return `${format.format(new Date(seconds * 1000))} UTC`;
}

async function isFocused(locator: Locator): Promise<boolean> {
  return (await locator.and(locator.page().locator(':focus')).count()) === 1;
}
