import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

export class AnomaliesPage extends AppPage {
  readonly path = '/a/outlay-finops-app/anomalies';

  get proof(): Locator {
    return this.details;
  }

  get mainAction(): Locator {
    return this.details.first();
  }

  get incidents(): Locator {
    return this.main.getByRole('region');
  }

  get details(): Locator {
    return this.main.getByRole('button', { name: 'Days, deploys and decision' });
  }

  get note(): Locator {
    return this.main.getByRole('textbox', { name: 'Note' });
  }

  get decisions(): Locator {
    return this.main.getByRole('button', { name: /^(Acknowledge|Explained|False alarm|Open again)$/ });
  }

  get causePath(): Locator {
    return this.main.getByRole('navigation', { name: 'Path to the cause' }).getByRole('link');
  }

  get planned(): Locator {
    return this.main.getByRole('button', { name: 'It was planned…' });
  }

  get silence(): Locator {
    return this.main.getByRole('button', { name: 'Silence notifications' });
  }

  get silenced(): Locator {
    return this.main.getByText(/^Silenced until /);
  }

  get endSilence(): Locator {
    return this.main.getByRole('button', { name: 'End the silence' });
  }

  decision(name: 'Acknowledge' | 'Explained' | 'False alarm' | 'Open again'): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  async show(which: 'Open' | 'All'): Promise<void> {
    await this.main.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name: which, exact: true }).click();
  }
}
