import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sourcesResponse } from '@outlay/contract/api';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../testing-api/fakeGrafana.mjs';
import { TOKENS } from './estate.js';
import { ConfigurationPage } from './pages/ConfigurationPage.js';
import { hasChromium, openStage, STAGE_TIMEOUT } from './stage.js';
import type { Host, Stage } from './stage.js';

const NEEDS_RIGHTS = /You need the permission alert\.provisioning:write \(Admins have it\).*Ask an Admin/;

describe.skipIf(!hasChromium)('the configuration', () => {
  let stage: Stage;
  let host: Host;
  let page: Page;
  beforeAll(async () => void (stage = await openStage()), STAGE_TIMEOUT);
  afterAll(() => stage.stop());
  afterEach(() => page.close());

  describe('of the connection', () => {
    it('says that it works, and what is read', async () => {
      const configuration = await visit();
      await configuration.testConnection();
      expect(await configuration.alerts.first().innerText()).toContain('The connection works');
      const { sources } = sourcesResponse.parse(await stage.estate.ask('/api/v1/sources'));
      const rows = await configuration.main.getByRole('row').allInnerTexts();
      for (const { id } of sources) expect(rows).toContainEqual(expect.stringContaining(id));
    });

    it('says so when the token is wrong, and works again with the right one', async () => {
      const configuration = await visit();
      await configuration.enterToken('not-the-token');
      expect(host.grafana.state.settings.secureJsonData).toEqual({
        viewerToken: 'not-the-token',
        editorToken: TOKENS.editor,
      });
      await configuration.testConnection();
      await configuration.main.getByText('The exporter does not accept the token').first().waitFor();
      await configuration.main.getByText('Reset the viewer token').first().waitFor();

      await configuration.enterToken(TOKENS.viewer);
      await configuration.testConnection();
      await configuration.main.getByText('The connection works').waitFor();
    });

    it('says so when nobody answers', async () => {
      const exporterUrl = await nobody();
      const configuration = await visit({ exporterUrl });
      await configuration.main.getByText('The alert rules could not be compared').waitFor();
      await configuration.testConnection();
      await configuration.main.getByText(`Grafana does not reach ${exporterUrl}`, { exact: true }).waitFor();
      await configuration.main.getByText('in a container, localhost is the container').first().waitFor();
    });

    it('refuses an address that cannot be one before anything is saved', async () => {
      const configuration = await visit();
      await page.getByLabel('Address').fill('outlay:9464/api/v1');
      await configuration.main.getByRole('button', { name: 'Save' }).click();
      await configuration.main.getByText('Begin the address with http:// or https://.').waitFor();
      expect(host.grafana.state.settings.jsonData['exporterUrl']).toBe(stage.estate.url);
    });
  });

  describe('of the alert rules', () => {
    it('installs them, and then finds nothing to do', async () => {
      const configuration = await visit();
      await configuration.confirm('Alert rules', 'Install');
      await configuration.main.getByText('The alert rules are installed.').waitFor();
      const installed = host.grafana.state.rules.all();
      expect(installed.length).toBeGreaterThan(10);
      await configuration.main.getByText(`${installed.length} stay as they are.`).waitFor();
      expect(await configuration.button('Alert rules', 'Update').isDisabled()).toBe(true);

      await configuration.open();
      await configuration.part('Alert rules').getByText('There is nothing to do: everything is installed.').waitFor();
      expect(await configuration.button('Alert rules', 'Update').isDisabled()).toBe(true);
    });

    it('shows a rule that somebody changed, and puts it right', async () => {
      const configuration = await visitInstalled();
      const rule = aRule();
      host.grafana.state.rules.change(rule.uid, { for: '3h' });
      await configuration.readAgain('Alert rules');
      const cells = await configuration.row(rule.title).getByRole('cell').allInnerTexts();
      expect(cells.map((cell) => cell.trim())).toEqual(['changed', 'for']);
      await configuration.confirm('Alert rules', 'Update');
      await configuration.part('Alert rules').getByText('There is nothing to do').waitFor();
      expect(aRule()).toMatchObject({ uid: rule.uid, for: rule.for });
    });

    it('leaves a rule paused that somebody paused', async () => {
      const configuration = await visitInstalled();
      const [paused, changed] = host.grafana.state.rules.all();
      host.grafana.state.rules.change(paused?.uid ?? '', { isPaused: true });
      host.grafana.state.rules.change(changed?.uid ?? '', { for: '3h' });
      await configuration.readAgain('Alert rules');
      await configuration.row(String(paused?.['title'])).getByText('stays paused').waitFor();
      await configuration.confirm('Alert rules', 'Update');
      await configuration.main.getByText('1 are paused and stay so.').waitFor();
      const after = host.grafana.state.rules.all();
      expect(after.filter(({ isPaused }) => isPaused === true).map(({ uid }) => uid)).toEqual([paused?.uid]);
      expect(after.find(({ uid }) => uid === changed?.uid)?.['for']).toBe(changed?.['for']);
    });

    it('does nothing that nobody has seen', async () => {
      const configuration = await visitInstalled();
      host.grafana.state.rules.change(aRule().uid, { for: '3h' });
      await configuration.readAgain('Alert rules');
      host.grafana.state.rules.change(aRule().uid, { for: '4h', isPaused: true });
      await configuration.confirm('Alert rules', 'Update');
      await configuration.main.getByText('Nothing was done: look again.').waitFor();
      expect(aRule()).toMatchObject({ for: '4h', isPaused: true });
    });

    it('removes them', async () => {
      const configuration = await visitInstalled();
      await configuration.confirm('Alert rules', 'Remove');
      await configuration.main.getByText('The alert rules of Outlay are removed.').waitFor();
      expect(host.grafana.state.rules.all()).toEqual([]);
      expect(await configuration.button('Alert rules', 'Install').isEnabled()).toBe(true);
    });

    it.each(['Viewer', 'Editor'] as const)('tells a person with the role %s who can do it', async (role) => {
      const configuration = await visit({ role });
      await configuration.main.getByText(NEEDS_RIGHTS).waitFor();
      expect(await configuration.button('Alert rules', 'Install').count()).toBe(0);
    });

    it('tells somebody who lost the right while looking, and changes nothing', async () => {
      const configuration = await visit();
      host.grafana.state.role = 'Editor';
      await configuration.confirm('Alert rules', 'Install');
      await configuration.main.getByText(NEEDS_RIGHTS).first().waitFor();
      expect(host.grafana.state.rules.all()).toEqual([]);
    });

    it('tells how far it came when Grafana refuses in the middle', async () => {
      const configuration = await visit();
      host.grafana.failNext('PUT', '/api/v1/provisioning/folder/outlay/rule-groups/finops-slos', 403);
      await configuration.confirm('Alert rules', 'Install');
      await configuration.main.getByText(/1 of \d were done before/).waitFor();
      expect(new Set(host.grafana.state.rules.all().map(({ ruleGroup }) => ruleGroup))).toEqual(
        new Set(['finops-budgets']),
      );
      await configuration.confirm('Alert rules', 'Update');
      await configuration.main.getByText('The alert rules are installed.').waitFor();
    });
  });

  describe('of the dashboards', () => {
    const stored = () => host.grafana.state.dashboards.all();

    it('installs what the app brings, once, and removes it', async () => {
      const configuration = await visit();
      await configuration.confirm('Dashboards', 'Install');
      await configuration.main.getByText('The dashboards are installed.').waitFor();
      const { bundled } = host.grafana.state.dashboards;
      expect(bundled.length).toBe(6);
      expect(stored().map(({ json, folderUid }) => [json, folderUid])).toEqual(
        bundled.map(({ json }) => [json, 'outlay']),
      );

      await configuration.open();
      await configuration.part('Dashboards').getByText('6 stay as they are.').waitFor();
      expect(await configuration.button('Dashboards', 'Update').isDisabled()).toBe(true);

      await configuration.confirm('Dashboards', 'Remove');
      await configuration.main.getByText('The dashboards are removed.').waitFor();
      expect([stored(), [...host.grafana.state.folders]]).toEqual([[], []]);
    });

    it('updates an older one, and leaves one that a file brings', async () => {
      const configuration = await visit();
      const [older, file] = host.grafana.state.dashboards.bundled;
      host.grafana.state.dashboards.put({ json: { ...older?.json, revision: 1 }, from: 'app' });
      host.grafana.state.dashboards.put({ json: file?.json, from: 'file' });
      await configuration.readAgain('Dashboards');
      await configuration
        .row(older?.json.title ?? '')
        .getByText(/^revision 1 to \d+$/)
        .waitFor();
      await configuration
        .row(file?.json.title ?? '')
        .getByText(/from a file of its provisioning/)
        .waitFor();
      await configuration.confirm('Dashboards', 'Update');
      await configuration.main.getByText('The dashboards are installed.').waitFor();
      expect(stored().map(({ from }) => from)).toEqual(['app', 'file', 'app', 'app', 'app', 'app']);
      expect(stored()[0]?.json).toEqual(older?.json);
    });

    it('tells a person without the right who has it', async () => {
      const configuration = await visit({ role: 'Editor' });
      await configuration.part('Dashboards').getByText('You need to be an Admin').waitFor();
      expect(await configuration.button('Dashboards', 'Install').count()).toBe(0);
    });
  });

  async function visit(options: { role?: Role; exporterUrl?: string } = {}): Promise<ConfigurationPage> {
    host = await stage.host(options);
    page = await stage.visit(host);
    return new ConfigurationPage(page).open();
  }

  async function visitInstalled(): Promise<ConfigurationPage> {
    const configuration = await visit();
    await configuration.confirm('Alert rules', 'Install');
    await configuration.part('Alert rules').getByText('There is nothing to do').waitFor();
    return configuration;
  }

  function aRule() {
    const [rule] = host.grafana.state.rules.all();
    if (rule === undefined) throw new Error('no rule is installed');
    return { ...rule, title: String(rule['title']), for: rule['for'] };
  }
});

/** An address where nothing listens. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
