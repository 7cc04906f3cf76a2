import { expect, test } from '@grafana/plugin-e2e';
import { ConfigurationPage } from '../e2e/pages/ConfigurationPage';
import { PLUGIN_ID } from './surroundings';

const RULES = '/api/v1/provisioning/alert-rules';

interface Rule {
  readonly title: string;
  readonly folderUID: string;
}

test('alert rules are installed in one click, and stand in the list of Grafana', async ({ page }) => {
  await page.goto(`/plugins/${PLUGIN_ID}?page=configuration`);
  const configuration = new ConfigurationPage(page);
  await configuration.button('Alert rules', 'Read again').waitFor();
  if (await configuration.button('Alert rules', 'Remove').isVisible()) {
    await configuration.confirm('Alert rules', 'Remove');
    await configuration.readAgain('Alert rules');
  }
  await configuration.confirm('Alert rules', 'Install');

  const installed = (await (await page.request.get(RULES)).json()) as readonly Rule[];
  const ours = installed.filter(({ folderUID }) => folderUID === 'outlay');
  expect(ours.length).toBeGreaterThan(0);
  for (const { title } of ours.slice(0, 1)) {
    await page.goto(`/alerting/list?search=${encodeURIComponent(`rule:"${title}"`)}`);
    await expect(page.getByRole('main').getByText(title).first()).toBeVisible();
  }
});
