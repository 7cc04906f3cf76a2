import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { DAY, startOf } from '../../src/domain/Day.js';
import type { HistoryQuestions } from '../../src/publish/CostQuestions.js';
import { createRemoteRead } from '../../src/publish/remoteRead/createRemoteRead.js';
import { exactCell, fakeQuestions, sumOfCells } from '../fakeCosts.js';
import type { FakeCosts } from '../fakeCosts.js';
import { hasPrometheus, startPrometheus } from '../prometheus.js';
import type { PrometheusOptions, RemoteReadConfig, RunningPrometheus } from '../prometheus.js';

const PROVIDERS = ['aws', 'azure', 'gcp', 'oci'];
const TEAMS = ['checkout', 'data', 'payments', 'unallocated', 'zoë "z" \\ 搜索\n2'];

const costs: FakeCosts = {
  firstDay: '2025-09-28',
  days: 400,
  series: PROVIDERS.flatMap((provider) => TEAMS.map((team) => ({ provider, team }))),
  cell: exactCell,
};
const START = startOf(costs.firstDay);
const END = START + costs.days * DAY;
const ALL_DAYS = [...Array(costs.days).keys()];
const EVERY_DAY = { from: START, to: END - DAY, stepSeconds: DAY / 1000 };

describe.skipIf(!hasPrometheus)('remote_read by a real Prometheus', () => {
  const SETUPS: readonly { name: string; options: Setup }[] = [
    { name: 'without external labels', options: {} },
    {
      name: 'with external labels that are not sent',
      options: { externalLabels: { cluster: 'eu-1', replica: 'a' } },
    },
    {
      name: 'with external labels that are sent',
      options: {
        externalLabels: { cluster: 'eu-1', replica: 'a' },
        remoteRead: { filter_external_labels: true },
      },
    },
  ];

  describe.each(SETUPS)('$name', ({ options }) => {
    let exporter: Exporter;
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      const published = fakeQuestions(costs);
      exporter = await startExporter(() => published);
      prometheus = await startReader(exporter, options);
    });
    afterAll(async () => {
      await prometheus.stop();
      await exporter.stop();
    });

    test.each([
      { dimension: 'team', values: TEAMS },
      { dimension: 'provider', values: PROVIDERS },
    ])('bars by day and $dimension are exactly the costs of 400 days', async ({ dimension, values }) => {
      for (const selector of ['{origin="finops"}', `{origin="finops", by="${dimension}"}`]) {
        const { rows, warnings } = await prometheus.queryRange(
          `sum by (${dimension}) (last_over_time(finops_cost_daily${selector}[1d] offset -1d))`,
          EVERY_DAY,
        );
        expect(warnings).toEqual([]);
        expect(rows.map(({ labels }) => labels[dimension]).toSorted()).toEqual(values.toSorted());
        for (const { labels, points } of rows) {
          expect(points).toEqual(ALL_DAYS.map((day) => [START + day * DAY, sumOfCells(costs, labels, [day])]));
        }
      }
    });

    // steps of a subquery fall on midnights, so [30d:1d] would take 31 of them where ranges include their start
    test.each([
      'sum_over_time(finops_cost_daily{origin="finops", by="team"}[30d])',
      'sum_over_time(last_over_time(finops_cost_daily{origin="finops", by="team"}[1d])[29d12h:1d])',
    ])('%s at midnight is the cost of 30 days', async (expression) => {
      const { rows } = await prometheus.query(`sum by (team) (${expression})`, END);
      expect(rows).toHaveLength(TEAMS.length);
      for (const { labels, value } of rows) expect(value).toBe(sumOfCells(costs, labels, ALL_DAYS.slice(-30)));
    });

    it('filters by any dimension, also by one that is summed away', async () => {
      const { rows } = await prometheus.query(
        'sum_over_time(finops_cost_daily{origin="finops", by="team", provider=~"aws|gcp", team!="unallocated"}[400d])',
        END,
      );
      expect(rows).toHaveLength(TEAMS.length - 1);
      for (const { labels, value } of rows) {
        const { team = '' } = labels;
        expect(labels).toEqual({ team, origin: 'finops', by: 'team', currency: 'USD' });
        expect(value).toBe(
          sumOfCells(costs, { team, provider: 'aws' }, ALL_DAYS) +
            sumOfCells(costs, { team, provider: 'gcp' }, ALL_DAYS),
        );
      }
    });
  });

  describe('set up as documented', () => {
    let revision = 0;
    let exporter: Exporter;
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      const published = [0, 1].map((number) =>
        fakeQuestions({ ...costs, cell: (series, day) => exactCell(series, day, number) }),
      );
      exporter = await startExporter(() => published[revision]);
      prometheus = await startReader(exporter, {});
    });
    afterAll(async () => {
      await prometheus.stop();
      await exporter.stop();
    });

    it('is asked only for series with the required matcher', async () => {
      const before = exporter.requests();
      await prometheus.query('up', END);
      await prometheus.query('finops_cost_daily', END);
      expect(exporter.requests()).toBe(before);
      await prometheus.query('finops_cost_daily{origin="finops"}', END);
      expect(exporter.requests()).toBe(before + 1);
    });

    it('answers a restatement at the next query', async () => {
      const total = 'sum(sum_over_time(finops_cost_daily{origin="finops"}[400d]))';
      const before = await prometheus.query(total, END);
      expect(before.rows.map(({ value }) => value)).toEqual([sumOfCells(costs, {}, ALL_DAYS)]);

      revision = 1;
      const after = await prometheus.query(total, END);
      revision = 0;
      const truth = { ...costs, cell: (series: number, day: number) => exactCell(series, day, 1) };
      expect(after.rows.map(({ value }) => value)).toEqual([sumOfCells(truth, {}, ALL_DAYS)]);
      expect(after.rows).not.toEqual(before.rows);
    });

    it('answers what was known on a day beside what is known today', async () => {
      const { rows } = await prometheus.query(
        'sum(sum_over_time(finops_cost_daily{origin="finops", by="team", asof="2026-10-03"}[400d]))' +
          ' / sum(sum_over_time(finops_cost_daily{origin="finops", by="team"}[400d]))',
        END,
      );
      expect(rows).toEqual([{ labels: {}, value: 0.5 }]);
    });

    it('answers several metrics of one query', async () => {
      const { rows } = await prometheus.query(
        'sum by (__name__) ({__name__=~"finops_(billed_|list_)?cost_(daily|hourly)", origin="finops"})',
        END - DAY / 2,
      );
      const lastDay = sumOfCells(costs, {}, ALL_DAYS.slice(-1));
      expect(rows).toEqual([
        { labels: { __name__: 'finops_billed_cost_daily' }, value: 2 * lastDay },
        { labels: { __name__: 'finops_cost_daily' }, value: lastDay },
        { labels: { __name__: 'finops_list_cost_daily' }, value: 2 * lastDay },
      ]);
    });

    it('lists its series', async () => {
      const response = await fetch(`${prometheus.url}/api/v1/series?match[]={origin="finops",provider="aws"}`);
      const { data } = (await response.json()) as { data: Record<string, string>[] };
      const dailyNames = ['finops_billed_cost_daily', 'finops_contracted_cost_daily', 'finops_cost_daily'];
      expect(new Set(data.map(({ __name__ }) => __name__))).toEqual(new Set([...dailyNames, 'finops_list_cost_daily']));
      expect(data).toHaveLength(4 * TEAMS.length);
    });

    test.each([
      {
        name: 'an unknown dimension',
        query: 'finops_cost_daily{origin="finops", by="tema"}',
        warning: 'by="tema" names "tema", which is not a dimension; the dimensions are provider, team',
      },
      {
        name: 'a day that is not one',
        query: 'finops_cost_daily{origin="finops", asof="2026-02-30"}',
        warning: 'asof="2026-02-30" is not a day; write a UTC day such as asof="2026-11-03"',
      },
      {
        name: 'resources without an owner',
        query: 'finops_resource_cost_daily{origin="finops"}',
        warning: 'finops_resource_cost_daily needs a matcher on team or sub_account',
      },
    ])('tells the user what is wrong with $name', async ({ query, warning }) => {
      const { rows, warnings } = await prometheus.query(query, END);
      expect(rows).toEqual([]);
      expect(warnings.join('\n')).toContain(warning);
    });
  });

  describe('with ten thousand series', () => {
    it('answers 400 days of all of them and of their teams, and lets other work run meanwhile', async () => {
      const large: FakeCosts = {
        ...costs,
        series: [...Array(10_000).keys()].map((index) => ({
          cloud_service: `service-${index % 40}`,
          environment: ['production', 'staging'][index % 2] ?? '',
          provider: PROVIDERS[index % 4] ?? '',
          sub_account: `account-${String(index).padStart(5, '0')}`,
          team: `team-${index % 50}`,
        })),
      };
      const published = fakeQuestions(large);
      const exporter = await startExporter(() => published);
      const prometheus = await startReader(exporter, {});
      const total = sumOfCells(large, {}, ALL_DAYS);

      for (const selector of ['{origin="finops", by="team"}', '{origin="finops"}']) {
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        const started = performance.now();
        const { rows, warnings } = await prometheus.query(
          `sum(sum_over_time(finops_cost_daily${selector}[400d]))`,
          END,
        );
        const milliseconds = performance.now() - started;
        delay.disable();
        expect(warnings).toEqual([]);
        expect(rows).toEqual([{ labels: {}, value: total }]);
        report(`10,000 series x 400 days ${selector}`, milliseconds, delay.max / 1e6);
      }
      await prometheus.stop();
      await exporter.stop();
    });
  });
});

type Setup = Omit<PrometheusOptions, 'remoteRead'> & { readonly remoteRead?: Partial<RemoteReadConfig> };

/** Prometheus with the documented remote_read block, and what a setup changes of it. */
function startReader(exporter: Exporter, { remoteRead, ...options }: Setup): Promise<RunningPrometheus> {
  return startPrometheus({
    ...options,
    remoteRead: {
      url: exporter.url,
      read_recent: true,
      filter_external_labels: false,
      required_matchers: { origin: 'finops' },
      ...remoteRead,
    },
  });
}

interface Exporter {
  readonly url: string;
  requests(): number;
  stop(): Promise<void>;
}

async function startExporter(questions: () => HistoryQuestions | undefined): Promise<Exporter> {
  let requests = 0;
  const app = express();
  app.post(
    '/api/v1/read',
    (_request, _response, next) => {
      requests += 1;
      next();
    },
    createRemoteRead({ questions, currency: () => 'USD', logger: pino({ level: 'error' }) }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/read`,
    requests: () => requests,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function report(what: string, milliseconds: number, maxDelay: number): void {
  // eslint-disable-next-line no-console -- a figure to read, not to assert: machines differ
  console.info(`${what}: ${milliseconds.toFixed(0)} ms, event loop held for at most ${maxDelay.toFixed(0)} ms`);
}
