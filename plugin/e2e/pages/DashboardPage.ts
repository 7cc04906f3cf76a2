import type { Locator, Page } from 'playwright-core';

export interface ShownPanel {
  readonly title: string;
  readonly state: string;
  /** What it says of an error, or instead of data. */
  readonly words: string;
}

/** A dashboard as Grafana would lay it out. */
export class DashboardPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get panels(): Locator {
    return this.page.locator('[data-panel-state]');
  }

  panel(title: string): Locator {
    return this.page.locator(`[data-panel-title="${title}"]`);
  }

  /** `path` is that of the file below `dashboards`. */
  async open(path: string, theme: 'light' | 'dark'): Promise<this> {
    await this.page.goto(`/host/dashboard/${path.replace('.json', '')}?theme=${theme}`);
    await this.settle();
    return this;
  }

  /** Makes the window as wide as asked and as high as the page, because tables out of sight are not drawn. */
  async resize(width: number): Promise<void> {
    await this.page.setViewportSize({ width, height: 900 });
    await this.settle();
    await this.page.setViewportSize({ width, height: await this.page.evaluate(HEIGHT) });
    await this.settle();
  }

  async states(): Promise<readonly ShownPanel[]> {
    return this.page.evaluate(STATES);
  }

  /** Titles of panels and of columns that end in an ellipsis. */
  async cutTitles(): Promise<readonly string[]> {
    return this.page.evaluate(CUT_TITLES);
  }

  /** Texts of a column of a table, by its title. */
  async column(panel: string, title: string): Promise<readonly string[]> {
    const table = this.panel(panel).getByRole('grid');
    const titles = await table.getByRole('columnheader').allInnerTexts();
    const index = titles.findIndex((one) => one.trim() === title);
    const cells = await table.locator(`[role="gridcell"][aria-colindex="${index + 1}"]`).allInnerTexts();
    return cells.map((text) => text.trim());
  }

  private async settle(): Promise<void> {
    await this.panels.first().waitFor();
    await this.page.waitForFunction(IS_SETTLED, undefined, { timeout: 60_000 });
    await this.page.evaluate(NEXT_FRAMES);
  }
}

const STATES = `[...document.querySelectorAll('[data-panel-state]')].map((panel) => {
  const { panelTitle: title, panelState: state } = panel.dataset;
  return { title, state, words: state === 'shown' ? '' : panel.textContent };
})`;
const CUT_TITLES = `[...document.querySelectorAll('[data-panel-state] h2, [data-panel-state] [role="columnheader"] button')]
  .filter((title) => title.scrollWidth > title.clientWidth + 1)
  .map((title) => title.textContent)`;
const HEIGHT = 'document.documentElement.scrollHeight';
const IS_SETTLED = `document.querySelectorAll('[data-panel-state="loading"]').length === 0`;
/** Charts are drawn in the frame after the one that has their data. */
const NEXT_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
