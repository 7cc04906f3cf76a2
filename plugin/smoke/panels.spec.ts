import { expect, test } from '@grafana/plugin-e2e';
import { prometheus } from './prometheus';

const DASHBOARD = 'outlay-smoke';
const COST = 'finops_month_to_date_cost';
const BUDGETS = 'finops_budget_consumed_ratio';

test.beforeEach(async ({ page: { request } }) => {
  const { uid } = await prometheus(request);
  const panels = [panel(1, COST, uid), panel(2, BUDGETS, uid)];
  const dashboard = { uid: DASHBOARD, title: 'Outlay smoke', schemaVersion: 42, panels };
  const made = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(made.ok()).toBe(true);
});

for (const { name, option } of [
  { name: 'Cost allocation', option: 'Query of the previous period' },
  { name: 'Budget burn-down', option: 'Pace by window' },
]) {
  test(`the panel editor has ${name}, and shows its options`, async ({ gotoPanelEditPage, page }) => {
    const editor = await gotoPanelEditPage({ dashboard: { uid: DASHBOARD }, id: '1' });
    await editor.setVisualization(name);
    await expect(editor.getVisualizationName()).toHaveText(name);
    await expect(editor.panel.getErrorIcon()).toHaveCount(0);
    await expect(page.getByText('Error loading: ')).toHaveCount(0);
    await expect(page.getByText(option).first()).toBeVisible();
  });
}

for (const { id, suggestion, series } of [
  { id: '1', suggestion: 'Treemap', series: 'cost' },
  { id: '2', suggestion: 'Budget burn-down', series: 'budgets' },
]) {
  test(`Grafana suggests ${suggestion} for ${series}`, async ({
    gotoPanelEditPage,
    grafanaVersion,
    page,
    selectors,
  }) => {
    test.skip(/^12\.3\./.test(grafanaVersion), 'Grafana asks panels of plugins for suggestions since 12.4');
    const editor = await gotoPanelEditPage({ dashboard: { uid: DASHBOARD }, id });
    await editor.getByGrafanaSelector(selectors.components.PanelEditor.toggleVizPicker).click();
    await page.getByRole('tab', { name: 'Suggestions' }).click();
    await expect(page.getByRole('button', { name: suggestion }).first()).toBeVisible();
  });
}

test('the menu of a panel that asks for cost explains it', async ({ gotoDashboardPage, page }) => {
  const dashboard = await gotoDashboardPage({ uid: DASHBOARD });
  await dashboard.getPanelByTitle(COST).clickOnMenuItem('Explain this cost', { parentItem: 'Extensions' });
  await expect(page).toHaveURL(/\/a\/outlay-finops-app\/allocation/);
});

function panel(id: number, expr: string, uid: string) {
  const datasource = { type: 'prometheus', uid };
  const targets = [{ refId: 'A', datasource, expr, instant: true, range: false }];
  return { id, type: 'timeseries', title: expr, datasource, targets, gridPos: { x: 12 * (id - 1), y: 0, w: 12, h: 8 } };
}
