import { expect, test } from '@grafana/plugin-e2e';
import { ConfigurationPage } from '../e2e/pages/ConfigurationPage';
import { prometheus } from './prometheus';
import { OUTLAY_URL, OUTLAY_VIEWER_TOKEN, PLUGIN_ID } from './surroundings';

const SETTINGS = `/api/plugins/${PLUGIN_ID}/settings`;

test('the app is enabled, takes its settings and reaches the exporter', async ({ gotoAppConfigPage, page }) => {
  await page.request.post(SETTINGS, { data: { enabled: true, pinned: true, jsonData: {} } });
  const { name } = await prometheus(page.request);
  const config = await gotoAppConfigPage({ pluginId: PLUGIN_ID });
  await config.goto({ queryParams: new URLSearchParams({ page: 'configuration' }) });

  await page.getByLabel('Address').fill(OUTLAY_URL);
  await enterToken(page);
  await page.locator('#outlay-prometheus').fill(name);
  await page.keyboard.press('Enter');
  const saved = config.waitForSettingsResponse();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect((await saved).ok()).toBe(true);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Address')).toHaveValue(OUTLAY_URL);
  await new ConfigurationPage(page).testConnection();
  await expect(config).toHaveAlert('success');
});

async function enterToken(page: ConfigurationPage['page']): Promise<void> {
  if (OUTLAY_VIEWER_TOKEN === '') return;
  const reset = page.getByRole('button', { name: 'Reset' }).first();
  if (await reset.isVisible()) await reset.click();
  await page.getByLabel('Viewer token').fill(OUTLAY_VIEWER_TOKEN);
}
