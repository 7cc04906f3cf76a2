import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

export class ConfigurationPage extends AppPage {
  readonly path = '/plugins/outlay-finops-app';

  get proof(): Locator {
    return this.rules('Read again');
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

  rules(action: 'Install' | 'Update' | 'Remove' | 'Read again'): Locator {
    return this.main.getByRole('button', { name: action, exact: true });
  }

  /** The row of a rule that changes or is paused. */
  ruleRow(title: string): Locator {
    return this.main.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: title, exact: true }) });
  }

  /** Presses a button, and says yes when asked. */
  async confirm(action: 'Install' | 'Update' | 'Remove'): Promise<void> {
    await this.rules(action).click();
    await this.page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.alerts.first().waitFor();
  }

  async readAgain(): Promise<void> {
    await this.rules('Read again').click();
    await this.rules('Read again').waitFor();
  }
}
