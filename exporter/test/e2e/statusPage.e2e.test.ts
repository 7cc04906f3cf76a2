import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourcesResponse } from '@outlay/contract/api';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askCosts } from './askCosts.js';
import type { CostRow } from './askCosts.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';

const CHROMIUM = '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn('SKIPPED: the status page in a browser; on Debian run: apt-get install chromium');
}

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const SECTIONS = [
  ...['Budgets', 'Open incidents', 'Objectives', 'By provider', 'By team', 'Sources'],
  ...['Changed by the last refresh', 'Look further'],
];
const SOURCES = ['aws', 'azure', 'gcp', 'lumen'];

/** Pictures for the documentation show the demo as it is; any other run is content with less. */
const isForDocs = process.env['UPDATE_SCREENSHOTS'] === '1';
const DOCS_IMAGES = join(import.meta.dirname, '../../../docs/images');

describe.skipIf(!hasChromium)('the status page of the demo', () => {
  let pictures: string;
  let serving: Serving;
  let browser: Browser;
  beforeAll(async () => {
    pictures = isForDocs ? DOCS_IMAGES : await mkdtemp(join(tmpdir(), 'outlay-status-page-'));
    await mkdir(pictures, { recursive: true });
    serving = await startServing(['demo', '--listen', '127.0.0.1:0', ...(isForDocs ? [] : ['--months', '3'])]);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, headless: true });
  });
  afterAll(async () => {
    await browser.close();
    await serving.stop();
    if (!isForDocs) await rm(pictures, { recursive: true });
  });

  describe.each(SIZES)('at $width px', ({ width, height }) => {
    let page: Page;
    const complaints: string[] = [];
    beforeEach(async () => {
      page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1 });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      const response = await page.goto(serving.url);
      expect(response?.status()).toBe(200);
    });
    afterEach(() => page.close());

    it('fits, and the browser has nothing to complain about', async () => {
      const [scrolled = NaN, visible = NaN] = await page.evaluate<number[]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      );
      expect(scrolled).toBeLessThanOrEqual(visible);
      expect(await cutOff(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.screenshot({ path: join(pictures, `status-${width}.png`), fullPage: true });
    });

    it('has every section, and a healthy row for each source', async () => {
      expect(await page.locator('h1').allInnerTexts()).toHaveLength(1);
      expect(await page.locator('h2').allInnerTexts()).toEqual(SECTIONS);
      const sources = page.getByRole('table').first();
      expect(await sources.getByRole('rowheader').allInnerTexts()).toEqual(SOURCES);
      expect(await sources.locator('.health').allInnerTexts()).toEqual(SOURCES.map(() => 'Healthy'));
    });

    it('shows the numbers that the API tells', async () => {
      const answer = await fetch(`${serving.url}/api/v1/sources`);
      const { asOf, sources, currency } = (await answer.json()) as SourcesResponse;
      const month = { from: `${asOf.slice(0, 7)}-01`, to: nextMonth(asOf), granularity: 'total' };
      const { sum } = await askCosts({ url: serving.url }, month);
      expect(await page.locator('.figure').innerText()).toBe(money(sum, currency));

      for (const dimension of ['provider', 'team']) {
        const { rows } = await askCosts({ url: serving.url }, { ...month, by: dimension });
        const shown = await bars(page, `By ${dimension}`);
        const named = rows.filter((row) => shown.some(([name]) => name === row.dimensions[dimension]));
        const costOf = (name: string): bigint =>
          /^\d+ more$/.test(name)
            ? sum - sumOf(named)
            : sumOf(named.filter(({ dimensions }) => dimensions[dimension] === name)); // 0 where only the previous month has it
        expect(shown.length).toBeGreaterThan(1);
        expect(shown).toEqual(shown.map(([name]) => [name, money(costOf(name), currency)]));
      }

      const table = page.getByRole('table').first();
      for (const { id, rows, effectiveCost } of sources) {
        const row = table.locator('tbody', { has: page.getByRole('rowheader', { name: id, exact: true }) });
        const cell = (label: string): Promise<string> => row.locator(`td[data-label="${label}"] div`).innerText();
        expect(await cell('Charges')).toBe(rows.toLocaleString('en-US'));
        expect(await cell('Not read')).toBe('0');
        expect(await cell('Cost, all months')).toBe(format(effectiveCost, currency));
      }
    });

    it('leads to answers', async () => {
      const links = await page.evaluate<string[]>(
        "[...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))",
      );
      const ours = [...new Set(links)].filter((link) => link.startsWith('/'));
      expect(ours.length).toBeGreaterThanOrEqual(5);
      for (const link of ours) expect((await fetch(`${serving.url}${link}`)).status, link).toBe(200);
    });
  });
});

/** Texts that do not fit into their boxes. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('main *, footer *')]
    .filter((element) => element.children.length === 0 && !element.closest('svg') && !element.closest('thead'))
    .filter((element) => getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.textContent.trim())`);
}

/** The bars of a section: name and amount. */
async function bars(page: Page, heading: string): Promise<readonly (readonly [string, string])[]> {
  const section = page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });
  const names = await section.locator('li .name bdi').allInnerTexts();
  const amounts = await section.locator('li .amount').allInnerTexts();
  return names.map((name, index) => [name, amounts[index] ?? '']);
}

function sumOf(rows: readonly CostRow[]): bigint {
  return rows.reduce((sum, { cost }) => sum + cost, 0n);
}

/** Units of 10⁻¹² as the page writes them. */
function money(units: bigint, currency: string): string {
  const [size, sign] = units < 0n ? [-units, '-'] : [units, ''];
  return format(`${sign}${size / 10n ** 12n}.${String(size % 10n ** 12n).padStart(12, '0')}`, currency);
}

function format(amount: string, currency: string): string {
  const formatted = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return formatted.format(amount as Intl.StringNumericLiteral).replace('-', '−');
}

function nextMonth(asOf: string): string {
  const first = new Date(`${asOf.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + 1);
  return first.toISOString().slice(0, 10);
}
