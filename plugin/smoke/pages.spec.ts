import { expect, test } from '@grafana/plugin-e2e';
import { AllocationPage } from '../e2e/pages/AllocationPage';
import { AnomaliesPage } from '../e2e/pages/AnomaliesPage';
import { BudgetsPage } from '../e2e/pages/BudgetsPage';
import { OverviewPage } from '../e2e/pages/OverviewPage';

for (const { name, Of } of [
  { name: 'Overview', Of: OverviewPage },
  { name: 'Allocation', Of: AllocationPage },
  { name: 'Budgets & SLOs', Of: BudgetsPage },
  { name: 'Anomalies', Of: AnomaliesPage },
]) {
  test(`${name} opens in Grafana, with answers of the exporter`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const view = new Of(page);
    await view.go();
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(view.proof.first()).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('the pages stand in the navigation of Grafana', async ({ page }) => {
  await page.goto('/a/outlay-finops-app/overview');
  await expect(page.getByRole('link', { name: 'Outlay' }).first()).toBeVisible();
  await page.goto('/a/outlay-finops-app');
  await expect(page).toHaveURL(/\/a\/outlay-finops-app\/overview/);
});
