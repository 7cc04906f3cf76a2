import { CONTRACT_VERSION } from '@outlay/contract/version';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startExporterProxy } from './exporterProxy.js';
import type { ExporterProxy } from './exporterProxy.js';
import { AllocationPage } from './pages/AllocationPage.js';
import { AnomaliesPage } from './pages/AnomaliesPage.js';
import { BudgetsPage } from './pages/BudgetsPage.js';
import { ConfigurationPage } from './pages/ConfigurationPage.js';
import { OverviewPage } from './pages/OverviewPage.js';
import { hasChromium, openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

const PAGES = [
  { name: 'overview', Of: OverviewPage },
  { name: 'allocation', Of: AllocationPage },
  { name: 'budgets', Of: BudgetsPage },
  { name: 'anomalies', Of: AnomaliesPage },
] as const;

describe.skipIf(!hasChromium)('an exporter that is not well', () => {
  let stage: Stage;
  let exporter: ExporterProxy;
  let host: Host;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    exporter = await startExporterProxy(stage.estate.url);
    host = await stage.host({ exporterUrl: exporter.url });
  }, STAGE_TIMEOUT);
  afterAll(async () => {
    await stage.stop();
    await exporter.stop();
  });
  beforeEach(async () => void (page = await stage.visit(host)));
  afterEach(async () => {
    exporter.become('well');
    await page.close();
  });

  describe.each(PAGES)('on the page $name', ({ Of }) => {
    it('is told when it is down, and asked again on request', async () => {
      exporter.become('down');
      const view = new Of(page);
      await view.go();
      await view.alerts.first().waitFor();
      const told = await view.alerts.first().innerText();
      expect(told).toContain('The exporter did not answer.');
      expect(told).toContain('It may be starting. If this stays, look at its log and its address.');

      await view.skeletons.first().waitFor({ state: 'detached' });
      exporter.become('well');
      await view.tryAgain.first().click();
      await view.ready();
      expect(await view.alerts.count()).toBe(0);
    });

    it('is waited for in the shape of an answer', async () => {
      exporter.become('slow');
      const view = new Of(page);
      await view.go();
      await view.skeletons.first().waitFor();
      expect(await view.alerts.count()).toBe(0);
      expect(await view.proof.count()).toBe(0);
      exporter.become('well');
      await view.ready();
    });

    it('is told apart when it is of another version', async () => {
      exporter.become('old');
      const view = new Of(page);
      await view.go();
      await view.alerts.first().waitFor();
      const told = await view.alerts.first().innerText();
      expect(told).toContain(
        `The exporter speaks version 0 of the API, this plugin version ${CONTRACT_VERSION}. Update the exporter.`,
      );
      expect(told).toContain('Exporter and plugin are released together: bring both to one version.');

      await view.skeletons.first().waitFor({ state: 'detached' });
      exporter.become('well');
      await view.tryAgain.first().click();
      await view.ready();
      expect(await view.alerts.count()).toBe(0);
    });
  });

  it('leads to the configuration when it does not know the token', async () => {
    const wrong = await stage.host({ viewerToken: 'not-the-token', role: 'Viewer' });
    const visitor = await stage.visit(wrong);
    const budgets = new BudgetsPage(visitor);
    await budgets.go();
    await budgets.alerts.first().waitFor();
    expect(await budgets.alerts.first().innerText()).toContain(
      'The exporter does not accept the token of this plugin.',
    );
    const link = budgets.main.getByRole('link', { name: 'Open the configuration' }).first();
    expect(await link.getAttribute('href')).toBe('/plugins/outlay-finops-app');
    await visitor.close();
  });

  it('leads to the configuration when none is named', async () => {
    const empty = await stage.host({ exporterUrl: '', role: 'Viewer' });
    const visitor = await stage.visit(empty);
    const budgets = new BudgetsPage(visitor);
    await budgets.go();
    await budgets.alerts.first().waitFor();
    expect(await budgets.alerts.first().innerText()).toContain('No exporter is configured yet.');
    expect(empty.grafana.state.requests.filter(({ path }) => path.includes('plugin-proxy'))).toEqual([]);
    await visitor.close();
  });

  it('is told apart by the connection test when it is of another version', async () => {
    exporter.become('old');
    const configuration = await new ConfigurationPage(page).open();
    await configuration.testConnection();
    const told = await configuration.alerts.first().innerText();
    expect(told).toContain('Exporter and plugin are of different versions');
    expect(told).toContain('Update the exporter.');
  });
});
