import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graveViolations } from './graveViolations.js';
import { AllocationPage } from './pages/AllocationPage.js';
import { AnomaliesPage } from './pages/AnomaliesPage.js';
import type { AppPage } from './pages/AppPage.js';
import { BudgetsPage } from './pages/BudgetsPage.js';
import { ConfigurationPage } from './pages/ConfigurationPage.js';
import { OverviewPage } from './pages/OverviewPage.js';
import { DESKTOP, hasChromium, LOOKS, openStage, PHONE, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

/** Compressed bytes: Grafana loads the first file with itself, the others when the app is opened. */
const MOST_AT_START = 20_000;
const MOST_TO_OPEN = 160_000;

const PAGES = [
  { name: 'overview', Of: OverviewPage },
  { name: 'allocation', Of: AllocationPage },
  { name: 'budgets', Of: BudgetsPage },
  { name: 'anomalies', Of: AnomaliesPage },
  { name: 'configuration', Of: ConfigurationPage },
] as const;

/** Pictures for the documentation are asked for; no other run writes any. */
const isForDocs = process.env['UPDATE_SCREENSHOTS'] === '1';
const DOCS_IMAGES = join(import.meta.dirname, '../../docs/images');
/** Pictures that Grafana's catalogue shows too. */
const CATALOGUE_IMAGES = join(import.meta.dirname, '../src/img');
const OF_CATALOGUE: readonly string[] = ['overview', 'allocation', 'budgets'];

describe.skipIf(!hasChromium)('every page', () => {
  let stage: Stage;
  let host: Host;
  beforeAll(async () => {
    stage = await openStage();
    host = await stage.host();
    if (isForDocs) await mkdir(DOCS_IMAGES, { recursive: true });
  }, STAGE_TIMEOUT);
  afterAll(() => stage.stop());

  it('is light to open', async () => {
    const page = await stage.visit(host);
    const loaded: Promise<{ name: string; bytes: number }>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!/^\/public\/plugins\/.*\.js$/.test(pathname)) return;
      loaded.push(response.body().then((body) => ({ name: basename(pathname), bytes: gzipSync(body).length })));
    });
    await new OverviewPage(page).open();
    const files = await Promise.all(loaded);
    await page.close();
    expect(files.find(({ name }) => name === 'module.js')?.bytes).toBeLessThanOrEqual(MOST_AT_START);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_TO_OPEN);
  });

  describe.each(PAGES)('$name', ({ name, Of }) => {
    describe.each(LOOKS)('at $size.width px, $theme', ({ size, theme }) => {
      let page: Page;
      let view: AppPage;
      let complaints: string[];
      beforeAll(async () => {
        page = await stage.visit(host, size);
        complaints = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error' && !isExpected(message.location().url)) complaints.push(message.text());
        });
        host.grafana.state.requests.length = 0;
        view = await new Of(page).open(theme);
      });
      afterAll(() => page.close());

      it('asks each question once', () => {
        const asked = host.grafana.state.requests
          .map(({ path }) => path)
          .filter((path) => path.includes('/plugin-proxy/'));
        expect(asked.length).toBeGreaterThan(0);
        expect(asked).toEqual([...new Set(asked)]);
      });

      it('fits, and its main action is in reach', async () => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
        await view.mainAction.click({ trial: true });
        const box = await view.mainAction.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? NaN) + (box?.width ?? NaN)).toBeLessThanOrEqual(size.width);
      });

      it('is readable to everybody, as far as axe can tell', async () => {
        expect(await graveViolations(page)).toEqual([]);
      });

      it('gives the browser nothing to complain about', () => {
        expect(complaints).toEqual([]);
      });

      it.runIf(isForDocs && theme === 'dark' && (size === DESKTOP || name === 'overview'))('is pictured', async () => {
        const isOfCatalogue = size === DESKTOP && OF_CATALOGUE.includes(name);
        const docs = join(DOCS_IMAGES, size === PHONE ? `plugin-${name}-phone.png` : `plugin-${name}.png`);
        const path = isOfCatalogue ? join(CATALOGUE_IMAGES, `${name}.png`) : docs;
        await page.screenshot({ path, fullPage: size === PHONE });
      });
    });
  });
});

/** Fonts come with Grafana, not with its packages; a folder is asked for to see whether it is there. */
function isExpected(url: string): boolean {
  return url.includes('/public/') || url.endsWith('/api/folders/outlay');
}
