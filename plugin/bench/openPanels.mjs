import { chromium } from 'playwright-core';
import { startHost } from '../host/startHost.mjs';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const SIZE = { width: 1300, height: 700 };
/** How many parts are pointed at in one page. */
const HOVERS = 5;

/**
 * What the main thread of a page works at, as the browser itself counts it: seconds of CPU time, so that what else the
 * machine does is not measured.
 */
const WORK = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];

/** A host and a browser, for panels with generated costs. */
export async function openPanels() {
  const host = await startHost({});
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, headless: true });
  return {
    open: async (view, leaves) => {
      const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 1 });
      const page = await context.newPage();
      return panelOf(page, `${host.url}/host/panel/allocation-panel?${addressOf(view, leaves)}`);
    },
    close: async () => {
      await browser.close();
      await host.stop();
    },
  };
}

function addressOf(view, leaves) {
  return new URLSearchParams({
    ...{ source: 'generated', query: `leaves(${leaves})`, height: '600', mounted: 'no' },
    options: JSON.stringify({ view, levels: ['provider', 'team', 'service', 'leaf'] }),
    fieldConfig: JSON.stringify({ defaults: { unit: 'currencyUSD' }, overrides: [] }),
  }).toString();
}

/** One page with its data read and its panel not shown yet. */
async function panelOf(page, address) {
  await page.goto(address);
  await page.waitForSelector('[data-panel-data="there"]', { state: 'attached' });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('HeapProfiler.collectGarbage'); // of reading 5,000 frames, which is Grafana's work
  const busy = (act) => workOf(devtools, page, act);
  return {
    mount: () => busy(() => page.evaluate(MOUNT)),
    hover: async (round) => {
      const spots = await page.evaluate(SPOTS, { round, count: HOVERS });
      const taken = [];
      for (const { x, y } of spots) taken.push(await busy(() => page.mouse.move(x, y)));
      return taken;
    },
    openLargest: () => busy(() => page.evaluate(OPEN_LARGEST)),
    close: () => page.context().close(),
  };
}

/** Milliseconds of work that an act makes until its frame is drawn. */
async function workOf(devtools, page, act) {
  const before = await workSoFar(devtools);
  await act();
  await page.evaluate(TWO_FRAMES);
  return 1000 * ((await workSoFar(devtools)) - before);
}

async function workSoFar(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.filter(({ name }) => WORK.includes(name)).reduce((sum, { value }) => sum + value, 0);
}

const TWO_FRAMES = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** The host follows its address: without this word it shows the panel. */
const MOUNT = () => {
  const address = new URL(location.href);
  address.searchParams.delete('mounted');
  history.replaceState(history.state, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
};

/** The middles of some parts that have no other in them, others in each round. */
const SPOTS = ({ round, count }) => {
  const parts = [...document.querySelectorAll('[role="treeitem"]:not([aria-expanded="true"])')];
  return Array.from({ length: Math.min(count, parts.length) }, (_, index) => {
    const box = parts[((round * count + index) * 37) % parts.length].getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
};

const OPEN_LARGEST = () => document.querySelector('[data-node]').click();
