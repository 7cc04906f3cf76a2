import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { startHost } from '../host/startHost.mjs';
import type { Role } from '../testing-api/fakeGrafana.mjs';
import { built } from './built.js';
import { startEstate, TOKENS } from './estate.js';
import type { Estate } from './estate.js';

const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn('SKIPPED: the plugin in a browser; on Debian run: apt-get install chromium');
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

/** What a page of Grafana has and the host leaves to the browser. */
const GRAFANA_RESET = `addEventListener('DOMContentLoaded', () => {
  document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { margin: 0 }' }));
})`;

/** A build, a furnished exporter and a browser take longer than a test may. */
export const STAGE_TIMEOUT = 300_000;
export const DESKTOP = { width: 1300, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** How people may see any page. */
export const LOOKS = [
  { size: DESKTOP, theme: 'dark' },
  { size: DESKTOP, theme: 'light' },
  { size: PHONE, theme: 'dark' },
  { size: PHONE, theme: 'light' },
] as const;
/** Both sizes and both themes, in half the time. */
export const UNLIKE_LOOKS = [LOOKS[0], LOOKS[3]] as const;

export type Host = Awaited<ReturnType<typeof startHost>>;

/** An exporter with bills and a browser, for as many Grafanas as a test needs. */
export interface Stage {
  readonly estate: Estate;
  /** A Grafana with the plugin; asks the exporter unless told otherwise. Ends with the stage. */
  host(options?: { readonly exporterUrl?: string; readonly viewerToken?: string; readonly role?: Role }): Promise<Host>;
  /** A page of somebody who has not been here. */
  visit(host: Host, size?: typeof DESKTOP): Promise<Page>;
  stop(): Promise<void>;
}

/** On the bills of the demo unless others are given. */
export async function openStage(start: () => Promise<Estate> = startEstate): Promise<Stage> {
  await built();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, headless: true });
  const estate = await start().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const hosts: Host[] = [];
  return {
    estate,
    host: async ({ exporterUrl = estate.url, viewerToken = TOKENS.viewer, role = 'Admin' } = {}) => {
      const host = await startHost({ exporterUrl, viewerToken, editorToken: TOKENS.editor, role });
      hosts.push(host);
      return host;
    },
    visit: (host, size = DESKTOP) => visit(browser, host, size),
    stop: async () => {
      await browser.close();
      await Promise.all(hosts.map((host) => host.stop()));
      await estate.stop();
    },
  };
}

async function visit(browser: Browser, host: Host, viewport: typeof DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, baseURL: host.url });
  await context.addInitScript(GRAFANA_RESET);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('close', () => void context.close().catch(() => undefined)); // the browser may be gone before it
  return page;
}
