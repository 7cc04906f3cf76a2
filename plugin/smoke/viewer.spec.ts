import { expect, test } from '@grafana/plugin-e2e';
import { ConfigurationPage } from '../e2e/pages/ConfigurationPage';
import { OverviewPage } from '../e2e/pages/OverviewPage';
import { PLUGIN_ID } from './surroundings';

test('a Viewer reads costs', async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.go();
  await expect(overview.proof.first()).toBeVisible();
});

test('a Viewer is not offered to install alert rules, and could not', async ({ page }) => {
  await page.goto(`/plugins/${PLUGIN_ID}?page=configuration`);
  await expect(page.getByRole('main')).toContainText(/\w/);
  await expect(new ConfigurationPage(page).button('Alert rules', 'Install')).toHaveCount(0);
  expect((await page.request.get('/api/v1/provisioning/alert-rules')).status()).toBe(403);
});
