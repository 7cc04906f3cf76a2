import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dashboardFiles } from '../../dashboards/src/dashboardFiles.js';
import { dashboards } from '../../dashboards/src/dashboards.js';
import { startStack } from '../../dashboards/test/startStack.js';
import type { Stack } from '../../dashboards/test/startStack.js';
import { startHost } from '../host/startHost.mjs';
import { graveViolations } from './graveViolations.js';
import { DashboardPage } from './pages/DashboardPage.js';
import { hasPrometheus } from './prometheus.js';
import { hasChromium, openStage, PHONE, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

/** Of bills: as few as every panel has figures with. */
const MONTHS = 3;
const WIDE = { width: 1440, height: 900 };
const FILES = dashboardFiles();
const NAMES = dashboards.map(({ name }) => name);
/** What stands for the app's panels where the app is not installed. */
const WITH_TWINS = NAMES.filter((name) => FILES[`dashboards/app/${name}.json`]?.includes('"type": "outlay-'));
/** Ours, or written by us: the rest of a panel is Grafana's. */
const OURS = '[data-panel-type^="outlay-"], [data-panel-type="text"], [role="gridcell"]';

/** What there may be none of, and what panels say then. */
const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  'Open anomalies (USD)': 'No anomaly is open',
  'Impact of open anomalies (USD)': 'No anomaly was open in this time',
  'Open incidents (USD)': 'No open incident',
};

/** Until the bills of its first days are known, panels of a month are empty. */
const isMonthYoung = new Date().getUTCDate() <= 2;

/** Pictures for the documentation are asked for; no other run writes any. */
const isForDocs = process.env['UPDATE_SCREENSHOTS'] === '1';
const DOCS_IMAGES = join(import.meta.dirname, '../../docs/images');
/** Pixels; below are more of the same. */
const HIGHEST_PICTURE = 2400;
const IN_THE_DARK: readonly string[] = ['oncall', 'debug'];
const ON_A_PHONE: readonly string[] = ['executive'];

describe.skipIf(!hasChromium || !hasPrometheus)('dashboards on a real Prometheus', () => {
  let stack: Stack;
  let stage: Stage;
  let host: Host;
  let dashboard: DashboardPage;
  let complaints: string[];
  beforeAll(async () => {
    // The stage is for its browser: dashboards ask Prometheus, which asks the exporter.
    stage = await openStage(async () => {
      stack = await startStack(MONTHS);
      return { url: '', folder: '', ask: stack.ask, stop: stack.stop };
    });
    host = await startHost({ prometheusUrl: stack.prometheus.url, role: 'Viewer' });
    if (isForDocs) await mkdir(DOCS_IMAGES, { recursive: true });
  }, STAGE_TIMEOUT);
  afterAll(async () => {
    await (host as Host | undefined)?.stop();
    await (stage as Stage | undefined)?.stop();
  });
  afterEach(() => dashboard.page.close());

  describe.each(NAMES)('%s', (name) => {
    it('shows every panel, on a desk and on a phone', async () => {
      await open(`app/${name}.json`, 'light');
      await isWhole(`app/${name}.json`);
      expect(await dashboard.cutTitles()).toEqual([]);
      expect(await graveViolations(dashboard.page, OURS)).toEqual([]);
      if (!IN_THE_DARK.includes(name)) await picture(name);

      await fitsAPhone(`app/${name}.json`);
      if (ON_A_PHONE.includes(name)) await picture(`${name}-phone`);
    });

    it('shows every panel in the dark, on a desk and on a phone', async () => {
      await open(`app/${name}.json`, 'dark');
      await isWhole(`app/${name}.json`);
      expect(await graveViolations(dashboard.page, OURS)).toEqual([]);
      if (IN_THE_DARK.includes(name)) await picture(`${name}-dark`);

      await fitsAPhone(`app/${name}.json`);
      expect(await graveViolations(dashboard.page, OURS)).toEqual([]);
    });
  });

  it.each(WITH_TWINS)('%s shows every panel without the app', async (name) => {
    await open(`core/${name}.json`, 'light');
    await isWhole(`core/${name}.json`);
    expect(await dashboard.cutTitles()).toEqual([]);
  });

  it('writes amounts out, as Prometheus has them', async () => {
    await open('app/executive.json', 'light');
    const [month] = await figures('sum(finops_month_to_date_cost)');
    const shown = await dashboard.panel('Month to date (USD)').innerText();
    expect(shown.split('\n')).toContain(amount(month?.value));
    const [first = ''] = await dashboard.column('What moved against last month (USD)', 'Change');
    const moved = await figures(
      'max(sum by (cloud_service) (finops_month_to_date_cost) - sum by (cloud_service) (finops_previous_month_to_date_cost))',
    );
    expect(first).toBe(amount(moved[0]?.value));
  });

  it('does not take the numbers of accounts for amounts', async () => {
    await open('app/teamShowback.json', 'light');
    const accounts = new Set((await figures('finops_sub_account_info')).map(({ labels }) => labels['sub_account']));
    const shown = await dashboard.column('By account (USD)', 'Account');
    expect(shown.some((account) => /^\d{12}$/.test(account))).toBe(true);
    expect(shown.filter((account) => !accounts.has(account))).toEqual([]);
  });

  async function open(path: string, theme: 'light' | 'dark'): Promise<void> {
    const page = await stage.visit(host, WIDE);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isFont = message.location().url.includes('/public/'); // fonts come with Grafana, not with its packages
      if (message.type() === 'error' && !isFont) complaints.push(message.text());
    });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    dashboard = new DashboardPage(page);
    await dashboard.open(path, theme);
    await dashboard.resize(WIDE.width);
  }

  async function fitsAPhone(path: string): Promise<void> {
    await dashboard.resize(PHONE.width);
    await isWhole(path);
    expect(await dashboard.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  }

  /** Every panel has figures, but for those of what there may be none of just now, which say so. */
  async function isWhole(path: string): Promise<void> {
    const states = await dashboard.states();
    expect(states.length).toBe(panelsOf(path).length);
    const without = states.filter(({ state }) => state !== 'shown' && (state !== 'empty' || !isMonthYoung));
    expect(without.map(({ state, words }) => ({ state, words }))).toEqual(
      without.map(({ title }) => ({ state: 'empty', words: `${title}${MAY_BE_EMPTY[title] ?? 'has no data'}` })),
    );
    expect(complaints).toEqual([]);
  }

  async function picture(name: string): Promise<void> {
    if (!isForDocs) return;
    await dashboard.page.mouse.move(0, 0);
    const file = `dashboard-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.png`;
    const { width, height } = dashboard.page.viewportSize() ?? WIDE;
    const clip = { x: 0, y: 0, width, height: Math.min(height, HIGHEST_PICTURE) };
    await dashboard.page.screenshot({ path: join(DOCS_IMAGES, file), clip });
  }

  async function figures(expression: string) {
    return (await stack.prometheus.query(expression, Date.now())).rows;
  }
});

function panelsOf(path: string): readonly unknown[] {
  const { panels } = JSON.parse(FILES[`dashboards/${path}`] ?? '') as { panels: readonly { type: string }[] };
  return panels.filter(({ type }) => type !== 'row');
}

function amount(value = NaN): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
