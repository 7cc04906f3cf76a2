import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

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

  get result(): Locator {
    return this.card('What if').getByRole('status');
  }

  get objectives(): Locator {
    return this.card('Objectives').getByRole('rowheader');
  }
}
