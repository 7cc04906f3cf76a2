import type { Locator } from 'playwright-core';
import { AppPage } from './AppPage.js';

export class AllocationPage extends AppPage {
  readonly path = '/a/outlay-finops-app/allocation';

  get proof(): Locator {
    return this.why;
  }

  get mainAction(): Locator {
    return this.why;
  }

  get why(): Locator {
    return this.main.getByRole('button', { name: 'Why is this mine?' });
  }

  get parts(): Locator {
    return this.main.getByRole('tree').getByRole('treeitem');
  }

  get whereYouAre(): Locator {
    return this.main.getByRole('navigation', { name: 'Where you are' }).getByRole('button');
  }

  get where(): Promise<readonly string[]> {
    return this.whereYouAre.allInnerTexts();
  }

  get resourcesButton(): Locator {
    return this.main.getByRole('button', { name: 'Resources', exact: true });
  }

  get resources(): Locator {
    return this.main.getByRole('table', { name: /Compared with/ });
  }

  get whyOfResources(): Locator {
    return this.resources.getByRole('button', { name: /^Why\?/ });
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Clicks on the name of a part: the middle of it belongs to the parts in it. */
  async drillInto(name: string): Promise<void> {
    await this.parts
      .filter({ hasText: name })
      .first()
      .click({ position: { x: 12, y: 8 } });
  }

  async choose(group: 'Complete days' | 'Basis' | 'View', option: string): Promise<void> {
    await this.main.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).click();
  }

  get reasons(): Locator {
    return this.drawer.getByRole('list').first().getByRole('listitem');
  }

  get reasonsSum(): Locator {
    return this.drawer.getByRole('paragraph').first();
  }
}
