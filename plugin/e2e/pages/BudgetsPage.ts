import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

/** A place in a drawing, in pixels. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

export class BudgetsPage extends AppPage {
  readonly path = '/a/outlay-finops-app/budgets';

  get proof(): Locator {
    return this.budgets;
  }

  get mainAction(): Locator {
    return this.budgets.first();
  }

  get budgets(): Locator {
    return this.card('Budgets').getByRole('listitem').getByRole('button');
  }

  get chart(): Locator {
    return this.main.getByRole('img', { name: /^Burn-down of / });
  }

  get result(): Locator {
    return this.card('What if').getByRole('status');
  }

  get scenarios(): Locator {
    return this.card('What if').getByLabel('Proposed configuration');
  }

  get proposed(): Locator {
    return this.proposal.getByLabel('Proposed configuration');
  }

  get objectives(): Locator {
    return this.card('Objectives').getByRole('rowheader');
  }

  get addToDashboard(): Locator {
    return this.main.getByRole('button', { name: 'Add to dashboard' });
  }

  private get proposal(): Locator {
    return this.card('Propose a change');
  }

  budget(id: string): Locator {
    return this.card('Budgets').getByRole('button', { name: new RegExp(`^${id} `) });
  }

  tried(label: string): Locator {
    return this.card('What if').getByRole('textbox', { name: label }).or(this.number(label));
  }

  handle(label: string): Locator {
    return this.card('What if').getByRole('slider', { name: label });
  }

  field(label: string): Locator {
    return this.proposal.getByLabel(label, { exact: true });
  }

  download(): Locator {
    return this.proposal.getByRole('button', { name: 'Download' });
  }

  /** The corners of a line of the chart, such as `spent`. */
  async line(part: string): Promise<Dot[]> {
    const points = (await this.chart.locator(`[data-part="${part}"]`).getAttribute('points')) ?? '';
    return points.split(' ').map((point) => {
      const [x = NaN, y = NaN] = point.split(',').map(Number);
      return { x, y };
    });
  }

  /** How high the amount is drawn. */
  async amountHeight(): Promise<number> {
    return Number(await this.chart.locator('[data-part="amount"]').getAttribute('y1'));
  }

  private number(label: string): Locator {
    return this.card('What if').getByRole('spinbutton', { name: label });
  }
}
