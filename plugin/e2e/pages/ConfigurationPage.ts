import type { Locator } from 'playwright-core';
import { ALERT, AppPage } from './AppPage.js';

export class ConfigurationPage extends AppPage {
  readonly path = '/plugins/outlay-finops-app';

  get proof(): Locator {
    return this.button('Alert rules', 'Read again');
  }

  get mainAction(): Locator {
    return this.main.getByRole('button', { name: 'Test the connection' });
  }

  async testConnection(): Promise<void> {
    await this.mainAction.click();
    await this.alerts.first().waitFor();
  }

  get sources(): Locator {
    return this.main.getByRole('rowheader');
  }

  async enterToken(token: string): Promise<void> {
    await this.main.getByRole('button', { name: 'Reset' }).first().click();
    await this.page.locator('#outlay-viewer-token').fill(token);
    await this.main.getByRole('button', { name: 'Save' }).click();
    await this.main.getByText('Saved', { exact: true }).waitFor();
  }

  /** A button of the part about one thing that can be installed: others have the same buttons. */
  button(part: Part, action: Action | 'Read again'): Locator {
    return this.part(part).getByRole('button', { name: action, exact: true });
  }

  part(part: Part): Locator {
    return this.main.getByRole('group', { name: part, exact: true });
  }

  /** The row of a rule or a dashboard that changes. */
  row(title: string): Locator {
    return this.main.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: title, exact: true }) });
  }

  /** Presses a button, and says yes when asked. */
  async confirm(part: Part, action: Action): Promise<void> {
    await this.button(part, action).click();
    await this.page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.part(part).locator(ALERT).first().waitFor();
  }

  async readAgain(part: Part): Promise<void> {
    await this.button(part, 'Read again').click();
    await this.button(part, 'Read again').waitFor();
  }
}

export type Part = 'Alert rules' | 'Dashboards';
type Action = 'Install' | 'Update' | 'Remove';
