import { resourcesResponse } from '@outlay/contract/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, DAY } from '../../exporter/src/domain/Day.js';
import { now as clock } from '../../exporter/src/app.js';
import { formatUnits, parseUnits } from '../../exporter/src/domain/Money.js';
import { billCsv } from '../../exporter/test/e2e/billCsv.js';
import type { SmallCharge } from '../../exporter/test/e2e/billCsv.js';
import { startSmallEstate } from './estate.js';
import { AllocationPage } from './pages/AllocationPage.js';
import { PanelPage } from './pages/PanelPage.js';
import { hasChromium, openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

const RESOURCES = 5000;
/** A day whose bill is complete. */
const CHARGED = dayOf(clock() - 4 * DAY);
const NEXT = dayOf(Date.parse(CHARGED) + DAY);

describe.skipIf(!hasChromium)('five thousand resources', () => {
  let stage: Stage;
  let host: Host;
  beforeAll(async () => {
    stage = await openStage(() => startSmallEstate(billCsv(CHARGED.slice(0, 7), fleet())));
    host = await stage.host();
  }, STAGE_TIMEOUT);
  afterAll(() => stage.stop());

  it('are listed from the dearest on, and the others are one sum', async () => {
    const page = await stage.visit(host);
    const allocation = new AllocationPage(page);
    await page.goto(
      `${allocation.path}?levels=team,cloud_service&path=team%3Dfleet&resources=1&from=${CHARGED}&to=${NEXT}`,
    );
    await allocation.resources.waitFor();
    const whole = fleet().reduce((sum, { effective }) => sum + parseUnits(effective), 0n);
    const { sum, total } = resourcesResponse.parse(
      await stage.estate.ask(`/api/v1/resources?from=${CHARGED}&to=${NEXT}&team=fleet`),
    );
    expect([sum, total]).toEqual([formatUnits(whole), RESOURCES]);
    const rows = allocation.resources.getByRole('row');
    expect(await allocation.whyOfResources.count()).toBe(100);
    expect(await rows.nth(1).innerText()).toContain('vm-0');
    expect(await allocation.resources.innerText()).toContain('4,900 others');
    expect(await rows.last().innerText()).toContain(`All ${new Intl.NumberFormat('en-US').format(RESOURCES)}`);

    for (const shown of [300, 900, 1000]) {
      await allocation.main.getByRole('button', { name: 'Show more' }).click();
      await expect.poll(() => allocation.whyOfResources.count()).toBe(shown);
    }
    expect(await allocation.resources.innerText()).toContain('4,000 others');
    await page.close();
  });

  it('are one drawing of few elements as leaves of a panel, and every part can be reached', async () => {
    const page = await stage.visit(host);
    const panel = new PanelPage(page, 'allocation-panel');
    await page.goto('/host/panel/allocation-panel?source=generated&query=leaves(5000)');
    await panel.frame.waitFor();
    const parts = panel.main.getByRole('tree').getByRole('treeitem');
    await parts.first().waitFor();
    const drawn = await parts.count();
    expect(drawn).toBeGreaterThan(20);
    expect(drawn).toBeLessThanOrEqual(400);
    await parts.first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tree', { name: /^Costs of provider-/ }).waitFor();
    await page.close();
  });
});

/** Machines of one team, the first the dearest. */
function fleet(): SmallCharge[] {
  return Array.from({ length: RESOURCES }, (_, index) => ({
    ...{ day: CHARGED, team: 'fleet', service: index % 2 === 0 ? 'Compute' : 'Disks' },
    ...{ effective: (1000 / (index + 1)).toFixed(6), resource: `vm-${index}` },
  }));
}
