import { readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetsResponse, costsResponse } from '@outlay/contract/api';
import type { BudgetDefinition, BudgetView } from '@outlay/contract/api';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { budgetConfig } from '../../exporter/src/budgets/budgetConfig.js';
import { policyConfig } from '../../exporter/src/budgets/policyConfig.js';
import { loadConfig } from '../../exporter/src/config/loadConfig.js';
import { duration } from '../../exporter/src/domain/duration.js';
import { parseUnits } from '../../exporter/src/domain/Money.js';
import { run } from '../../exporter/test/safety/outlay.js';
import { budgetYaml } from '../src/pages/Budgets/budgetYaml.js';
import { definitionOf, mistakesOf, proposalOf, USUAL } from '../src/pages/Budgets/proposal.js';
import type { Proposal } from '../src/pages/Budgets/proposal.js';
import { NOTHING_TRIED, scenarioYaml, whatIfOf } from '../src/pages/Budgets/whatIf.js';
import { BudgetsPage } from './pages/BudgetsPage.js';
import { hasChromium } from './stage.js';
import type { Stage } from './stage.js';
import { visitedByViewers } from './visitedByViewers.js';

const A_DAY = 86_400_000;

describe.skipIf(!hasChromium)('budgets', () => {
  let stage: Stage;
  let page: Page;
  let budgets: BudgetsPage;
  visitedByViewers((visit) => {
    ({ stage, page } = visit);
    budgets = new BudgetsPage(page);
  });

  async function told(id: string): Promise<BudgetView> {
    const [budget] = budgetsResponse.parse(await stage.estate.ask(`/api/v1/budgets?budget=${id}`)).budgets;
    if (budget === undefined) throw new Error(`the exporter tells nothing of the budget ${id}`);
    return budget;
  }

  it('have days that sum to what is spent, which is what the costs of their scope are', async () => {
    const { spent, days, start, end } = await told('ml');
    const sum = (days?.spent ?? []).reduce((all, cost) => all + parseUnits(cost), 0n);
    expect(sum).toBe(parseUnits(spent));
    expect(days?.planned).toHaveLength((Date.parse(end) - Date.parse(start)) / A_DAY);
    const query = `from=${start.slice(0, 10)}&to=${end.slice(0, 10)}&team=ml&granularity=day&limit=100`;
    const { sum: costs, rows } = costsResponse.parse(await stage.estate.ask(`/api/v1/costs?${query}`));
    expect(costs).toBe(spent);
    const dayOf = (index: number) => new Date(Date.parse(start) + index * A_DAY).toISOString().slice(0, 10);
    const byDay = new Map(rows.map((row) => [row.start, row.cost]));
    expect(days?.spent).toEqual(days?.spent.map((_, index) => byDay.get(dayOf(index)) ?? '0'));
  });

  it('are drawn day by day up to what is spent', async () => {
    await budgets.open();
    await budgets.budget('data-platform').click();
    await budgets.ready();
    const { spent, amount, days } = await told('data-platform');
    const [course, top] = [await budgets.line('spent'), await budgets.amountHeight()];
    const [bottom, last] = [course[0]?.y ?? NaN, course.at(-1)?.y ?? NaN];
    expect((bottom - last) / (bottom - top)).toBeCloseTo(Number(spent) / Number(amount), 2);
    expect(course).toHaveLength((days?.spent.length ?? NaN) + 1);
  });

  it('lead to the costs in their scope', async () => {
    await budgets.open();
    await page.getByRole('link', { name: 'Costs of ml' }).click();
    await page.waitForURL(/allocation\?levels=team%2Ccloud_service&path=team%3Dml$/);
    await page.getByRole('heading', { name: 'Allocation' }).waitFor();
  });

  it('keep what is tried in the address, over a reload and for whoever gets it', async () => {
    await budgets.open();
    await budgets.budget('mobile').click();
    await budgets.handle('Usage changes by, %').focus();
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight');
    await budgets.tried('Something costs once').fill('1500');
    await page.waitForURL((url) => url.search === '?budget=mobile&growth=20&oneOff=1500');
    const [result, scenarios] = [await budgets.result.innerText(), await budgets.scenarios.innerText()];
    expect(result).toMatch(/^Ends at \$[\d,]+: \$[\d,]+ (over|left)\.$/);

    await page.reload();
    await budgets.ready();
    expect(await budgets.result.innerText()).toBe(result);
    expect(await budgets.scenarios.innerText()).toBe(scenarios);
    expect(await budgets.handle('Usage changes by, %').getAttribute('aria-valuenow')).toBe('20');

    await budgets.budget('ml').click();
    await page.waitForURL((url) => url.search === '?budget=ml');
    await page.goBack();
    await budgets.ready();
    expect(await budgets.result.innerText()).toBe(result);
  });

  it('are changed by lines that the exporter takes', async () => {
    await budgets.open();
    await budgets.budget('data-platform').click();
    await budgets.field('Amount').fill('123456.78');
    await budgets.field('Pages when it runs out within').fill('48h');
    const saved = page.waitForEvent('download');
    await budgets.download().click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text).toBe(await budgets.proposed.textContent());

    const present = await readFile(join(stage.estate.folder, 'outlay.yaml'), 'utf8');
    const entry = text.replace('budgets:\n', '').replace(/\n$/, '');
    const config = join(stage.estate.folder, 'proposed.yaml');
    await writeFile(
      config,
      present.replace(/^ {2}- \{ id: data-platform,.*$/m, () => entry),
    );
    const checked = await run(['config', 'check', '--config', config]);
    expect(checked, checked.stderr).toMatchObject({ code: 0 });
    const [before, after] = [loadConfig(join(stage.estate.folder, 'outlay.yaml'), {}), loadConfig(config, {})];
    const is = (id: string) => (budget: { readonly id: string }) => budget.id === id;
    const { policy, ...old } = before.budgets.find(is('data-platform')) ?? budgetConfig.parse(null);
    expect(after.budgets.find(is('data-platform'))).toEqual({
      ...{ ...old, amount: '123456.78' },
      policy: { ...policy, page: { ...policy.page, horizon: 48 * 3_600_000 } },
    });
    expect(after.budgets.filter((budget) => budget.id !== 'data-platform')).toEqual(
      before.budgets.filter((budget) => budget.id !== 'data-platform'),
    );
  });

  it('come to a dashboard as text where Grafana has no form for it', async () => {
    await budgets.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`System.import('@grafana/runtime').then(({ setPluginComponentHook }) =>
      setPluginComponentHook(() => ({ isLoading: false, component: null })))`);
    await budgets.addToDashboard.click();
    await page.getByRole('button', { name: 'Copy panel' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const copied = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as object;
    expect(copied).toMatchObject({
      type: 'outlay-budget-panel',
      targets: [{ expr: expect.stringContaining('finops_budget_') as string }],
    });
  });
});

describe('what is proposed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outlay-proposals-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // A reference to the environment is no text of a budget that is in force.
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !value.includes('$'));
  const definitions: fc.Arbitrary<BudgetDefinition> = fc.record(
    {
      id: fc.constant('ml'),
      owner: text,
      amount: fc.constantFrom('1', '42000.50', '0.000000000001'),
      period: fc.constantFrom('month' as const, 'year' as const, { rolling: '28d' }),
      plan: fc.constantFrom('linear' as const, 'forecast' as const),
      scope: fc.dictionary(fc.constantFrom('provider', 'region'), fc.array(text, { minLength: 1, maxLength: 3 })),
      minimum_amount: fc.constantFrom('0', '500'),
    },
    { requiredKeys: ['id', 'owner', 'amount', 'period', 'plan'] },
  );
  const typed = fc.constantFrom('', '0', '1', '0.5', '2', '-1', '48h', '2d', '25h', '0m', '04-01', '42000', 'x');
  const edits: fc.Arbitrary<Partial<Proposal>> = fc.record(
    {
      // A number in powers of ten is one to the exporter, which the form wants written out, save for an amount.
      ...{
        amount: fc.oneof(typed, fc.constant('1e3')),
        rolling: typed,
        fiscalStart: typed,
        minimumAmount: typed,
        horizon: typed,
        urgent: typed,
      },
      ...{ pageOverspend: typed, burn: typed, ticketOverspend: typed, period: fc.constantFrom('quarter', 'rolling') },
    },
    { requiredKeys: [] },
  );

  function read(yaml: string) {
    const file = join(folder, 'outlay.yaml');
    return writeFile(file, `sources: [{ id: aws, type: directory, path: . }]\n${yaml}`).then(() =>
      loadConfig(file, {}),
    );
  }

  it('is read as it was meant, whatever names and values there are', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const { budgets } = await read(budgetYaml(definition));
        expect(budgets).toEqual([budgetConfig.parse(definition)]);
      }),
    );
  });

  it('is refused by the form exactly where the exporter would refuse it', () => {
    fc.assert(
      fc.property(definitions, edits, (definition, edit) => {
        const proposal = { ...proposalOf(definition), ...edit };
        const isTaken = budgetConfig.safeParse(definitionOf(definition, proposal)).success;
        expect(Object.keys(mistakesOf(proposal)).length === 0).toBe(isTaken);
      }),
      { numRuns: 2000 },
    );
  });

  it('names as usual what the exporter does unless told', () => {
    const { page, ticket } = policyConfig.parse(undefined);
    expect(duration.parse(USUAL.horizon)).toBe(page.horizon);
    expect(duration.parse(USUAL.urgent)).toBe(page.urgent);
    expect([USUAL.pageOverspend, USUAL.burn, USUAL.ticketOverspend].map(Number)).toEqual([
      page.overspend,
      page.burn,
      ticket.overspend,
    ]);
  });

  it('as scenarios is what the exporter reads', async () => {
    const tried = fc.record({
      growth: fc.integer({ min: -60, max: 120 }).map(String),
      price: fc.integer({ min: -50, max: 100 }).map(String),
      launch: fc.oneof(fc.double().map(String), typed),
      oneOff: fc.oneof(fc.double().map(String), typed),
    });
    await fc.assert(
      fc.asyncProperty(tried, fc.array(text, { maxLength: 2 }), async (values, regions) => {
        const change = whatIfOf({ ...NOTHING_TRIED, ...values });
        const scope = regions.length === 0 ? undefined : { region: regions };
        const yaml = scenarioYaml({ budget: 'ml', scope, from: '2026-11-21' }, change);
        const { forecast } = await read(yaml);
        const changed = Object.values(change).filter((value) => value !== 0);
        expect(forecast.scenarios).toHaveLength(changed.length);
        for (const scenario of forecast.scenarios) expect(scenario.scope).toEqual(scope ?? {});
      }),
    );
  });
});
