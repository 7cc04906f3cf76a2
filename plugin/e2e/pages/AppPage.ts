import type { Locator, Page } from 'playwright-core';

export const ALERT = '[data-testid^="data-testid Alert"]';

/** What every page of the plugin has. */
export abstract class AppPage {
  readonly page: Page;
  abstract readonly path: string;
  /** What stands only where the page has its answers. */
  abstract readonly proof: Locator;
  /** What people come to this page for. */
  abstract readonly mainAction: Locator;

  constructor(page: Page) {
    this.page = page;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get alerts(): Locator {
    return this.main.locator(ALERT);
  }

  get tryAgain(): Locator {
    return this.main.getByRole('button', { name: 'Try again' });
  }

  get skeletons(): Locator {
    return this.main.getByRole('status', { name: 'Loading' });
  }

  /** Opens it without waiting for answers. */
  async go(theme: 'dark' | 'light' = 'dark'): Promise<void> {
    await this.page.goto(theme === 'light' ? `${this.path}?theme=light` : this.path);
  }

  async open(theme: 'dark' | 'light' = 'dark'): Promise<this> {
    await this.go(theme);
    return this.ready();
  }

  /** Waits until its answers are there, and nothing is on its way. */
  async ready(): Promise<this> {
    await this.proof.first().waitFor();
    await this.skeletons.first().waitFor({ state: 'detached' });
    await this.page.waitForLoadState('networkidle');
    return this;
  }

  protected card(name: string | RegExp): Locator {
    return this.main.getByRole('region', { name });
  }
}
