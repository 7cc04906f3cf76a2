import type { Locator, Page } from 'playwright-core';

/** What a dashboard would store and ask for a panel; texts of JSON and queries are written into the address. */
export interface PanelSetup {
  readonly title?: string;
  /** Their letters are A, B and so on. */
  readonly queries: readonly string[];
  readonly type?: 'instant' | 'range';
  readonly format?: 'time_series' | 'table';
  readonly days?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: { readonly defaults: Readonly<Record<string, unknown>> };
  readonly theme?: 'dark' | 'light';
  readonly height?: number;
}

/** A panel of a dashboard, alone on a page. */
export class PanelPage {
  readonly page: Page;
  private readonly folder: 'allocation-panel' | 'budget-panel';

  constructor(page: Page, folder: 'allocation-panel' | 'budget-panel') {
    this.page = page;
    this.folder = folder;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** The frame that Grafana draws around every panel. */
  get frame(): Locator {
    return this.main.locator('[data-testid^="data-testid Panel header"]');
  }

  async open(setup: PanelSetup): Promise<this> {
    await this.page.goto(this.address(setup));
    await this.frame.waitFor();
    await this.page.waitForLoadState('networkidle');
    return this;
  }

  /** Changes what the dashboard says, as its editor does: the panel stays the same one. */
  async become(setup: PanelSetup): Promise<void> {
    const address = JSON.stringify(this.address(setup));
    await this.page.evaluate(`history.pushState(null, '', ${address}); dispatchEvent(new PopStateEvent('popstate'))`);
    await this.page.waitForLoadState('networkidle');
  }

  private address({ queries, options, fieldConfig, ...plain }: PanelSetup): string {
    const params = new URLSearchParams({
      ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)])),
      options: JSON.stringify(options ?? {}),
      fieldConfig: JSON.stringify({ overrides: [], defaults: {}, ...fieldConfig }),
    });
    for (const query of queries) params.append('query', query);
    return `/host/panel/${this.folder}?${params.toString()}`;
  }
}

export class AllocationPanelPage extends PanelPage {
  constructor(page: Page) {
    super(page, 'allocation-panel');
  }

  get tree(): Locator {
    return this.main.getByRole('tree');
  }

  get parts(): Locator {
    return this.tree.getByRole('treeitem');
  }

  /** The part with this very name, directly below what is in focus. */
  part(name: string): Locator {
    return this.main.locator('[role="treeitem"][aria-level="1"]').and(this.page.getByRole('treeitem', { name }));
  }

  /** What the focus sums to. */
  get sum(): Locator {
    return this.main.getByRole('group', { name: 'Path' }).getByRole('status');
  }

  get crumbs(): Locator {
    return this.main.getByRole('group', { name: 'Path' }).getByRole('button');
  }

  get table(): Locator {
    return this.main.getByRole('table');
  }

  /** Names and costs of the rows of the table, without its head and its sum. */
  async rows(): Promise<(readonly [name: string, cost: string])[]> {
    const rows = await this.table.locator('tbody tr').all();
    return Promise.all(
      rows.map(
        async (row) => [await row.locator('th').innerText(), await row.locator('td').first().innerText()] as const,
      ),
    );
  }

  get links(): Locator {
    return this.page.getByRole('menuitem');
  }
}

export class BudgetPanelPage extends PanelPage {
  constructor(page: Page) {
    super(page, 'budget-panel');
  }

  get rows(): Locator {
    return this.main.getByRole('list', { name: /^Budgets/ }).getByRole('button');
  }

  get chart(): Locator {
    return this.main.getByRole('img', { name: /^Burn-down of / });
  }

  get windows(): Locator {
    return this.main.getByRole('table', { name: 'Pace by window' }).locator('tbody tr');
  }
}
