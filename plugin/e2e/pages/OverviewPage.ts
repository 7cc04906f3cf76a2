import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

export class OverviewPage extends AppPage {
  readonly path = '/a/outlay-finops-app/overview';

  get proof(): Locator {
    return this.movers;
  }

  get mainAction(): Locator {
    return this.movers.first();
  }

  get movers(): Locator {
    return this.card('What changed in the last complete week').getByRole('link');
  }

  get needs(): Locator {
    return this.card('Needs somebody').getByRole('link');
  }

  figure(name: 'Month to date' | 'Forecast of the month'): Locator {
    return this.card(name).getByRole('paragraph').first();
  }
}
