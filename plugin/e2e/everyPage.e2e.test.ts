import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllocationPage } from './pages/AllocationPage.js';
import { AnomaliesPage } from './pages/AnomaliesPage.js';
import type { AppPage } from './pages/AppPage.js';
import { BudgetsPage } from './pages/BudgetsPage.js';
import { ConfigurationPage } from './pages/ConfigurationPage.js';
import { OverviewPage } from './pages/OverviewPage.js';
import { DESKTOP, hasChromium, openStage, PHONE, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

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

/** Rules of axe that a page still breaks. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  allocation: ['label-content-name-mismatch'], // names of parts in the drawing are cut off, their labels are not
  budgets: ['color-contrast', 'scrollable-region-focusable'], // rows of budgets; the table of objectives on a phone
};

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(!hasChromium)('every page', () => {
  let stage: Stage;
  let host: Host;
  let axe: string;
  beforeAll(async () => {
    stage = await openStage();
    host = await stage.host();
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    if (isForDocs) await mkdir(DOCS_IMAGES, { recursive: true });
  }, STAGE_TIMEOUT);
  afterAll(() => stage.stop());

  describe.each(PAGES)('$name', ({ name, Of }) => {
    describe.each([
      { size: DESKTOP, theme: 'dark' },
      { size: DESKTOP, theme: 'light' },
      { size: PHONE, theme: 'dark' },
      { size: PHONE, theme: 'light' },
    ] as const)('at $size.width px, $theme', ({ size, theme }) => {
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
        await page.evaluate(axe);
        const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const known = KNOWN[name] ?? [];
        expect(grave.filter(({ id }) => !known.includes(id)).map(told)).toEqual([]);
      });

      it('gives the browser nothing to complain about', () => {
        expect(complaints).toEqual([]);
      });

      it.runIf(isForDocs && theme === 'dark' && (size === DESKTOP || name === 'overview'))('is pictured', async () => {
        const file = size === PHONE ? `plugin-${name}-phone.png` : `plugin-${name}.png`;
        await page.screenshot({ path: join(DOCS_IMAGES, file), fullPage: size === PHONE });
      });
    });
  });
});

/** Fonts come with Grafana, not with its packages; a folder is asked for to see whether it is there. */
function isExpected(url: string): boolean {
  return url.includes('/public/') || url.endsWith('/api/folders/outlay');
}

function told({ id, impact, nodes }: Violation): string {
  return `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`;
}
