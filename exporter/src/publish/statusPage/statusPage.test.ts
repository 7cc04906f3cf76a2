import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import type { RefreshStatus } from '../ServerRooms.js';
import type { Overview } from '../Snapshot.js';
import { sampleBudget } from '../testing/sampleBudget.js';
import { sampleIncident } from '../testing/sampleIncident.js';
import { sampleSignals } from '../testing/sampleSignals.js';
import { sampleSlo } from '../testing/sampleSlo.js';
import { sampleSnapshot } from '../testing/sampleSnapshot.js';
import { sampleSource } from '../testing/sampleSource.js';
import { serve } from '../testing/serve.js';
import { statusPage } from './statusPage.js';
import type { StatusView } from './statusPage.js';

const now = Date.parse('2026-11-22T14:24:00Z');
const refreshed: RefreshStatus = {
  running: false,
  lastRunSuccessful: true,
  lastSuccess: now - 420_000,
  durationSeconds: 3.24,
  error: null,
};
const before: RefreshStatus = {
  running: false,
  lastRunSuccessful: null,
  lastSuccess: null,
  durationSeconds: null,
  error: null,
};

describe('the page with figures', () => {
  it('shows the month to date with what it compares with, and how fresh it is', async () => {
    const text = await served();
    expect(text).toContain('November 2026, month to date');
    expect(text).toContain('$128,430 .17');
    expect(text).toContain('+8.8% +$10,430.17 against $118,000.00 in the same span of October 2026');
    expect(text).toContain('Bills complete until 38 hours ago 21 Nov 2026, 00:00 UTC aws is furthest behind');
    expect(text).toContain('Figures from 7 minutes ago 22 Nov 2026, 14:17 UTC');
    expect(text).toContain('Last refresh succeeded took 3.2 s');
    expect(text).toContain('Up to date');
  });

  it('says so when there is nothing to compare with', async () => {
    const text = await served({ monthToDate: { cost: '5', previousCost: '0', byProvider: [], byTeam: [] } });
    expect(text).toContain('There is no cost in the same span of October 2026 to compare with.');
    expect(text).toContain('No cost in this month yet.');
  });

  it('draws bars that are as long as their cost, and marks the previous month', async () => {
    const page = await markup({
      monthToDate: {
        cost: '90',
        previousCost: '100',
        byProvider: [
          { value: 'azure', cost: '-10', previousCost: '0' },
          { value: 'aws', cost: '100', previousCost: '50' },
        ],
        byTeam: [],
      },
    });
    const bars = [...page.matchAll(/<svg class="bar".*?<\/svg>/gs)].map(([bar]) => bar);
    expect(bars).toHaveLength(2);
    expect(bars[0]).toContain('aria-label="111.1% of all; +100% to the previous month"');
    expect(bars[0]).toMatch(/class="fill" width="100%"/);
    expect(bars[0]).toMatch(/class="was" x="50%"/);
    expect(bars[1]).toMatch(/class="fill credit" width="10%"/);
    expect(bars[1]).not.toContain('class="was"');
    expect(page).toContain('Costs are not published by team.');
  });

  it('adds up the values that do not fit, so that the bars still sum to the total', async () => {
    const byTeam = Array.from({ length: 10 }, (_, index) => ({
      value: `t${index}`,
      cost: `${10 - index}.5`,
      previousCost: '1',
    }));
    const text = await served({ monthToDate: { cost: '60', previousCost: '10', byProvider: [], byTeam } });
    expect(text).toContain('t6 $4.50');
    expect(text).not.toContain('t7 ');
    expect(text).toContain('3 more $7.50');
  });

  it('lists the sources with what needs a look', async () => {
    const azure = sampleSource({
      id: 'azure',
      up: false,
      rejected: 12,
      files: [
        file('a.csv', 'loaded', null),
        file('b.csv', 'quarantined', 'ends before its checksum'),
        file('c.csv', 'waiting', 'still growing'),
      ],
      errors: ['could not list ./exports/azure'],
      warnings: ['two files hold 3 Nov 2026'],
    });
    const page = await markup({ sources: [azure] });
    const text = plain(page);

    expect(text).toContain('Not read in full');
    expect(text).toContain('Error could not list ./exports/azure');
    expect(text).toContain('Quarantined b.csv ends before its checksum');
    expect(text).toContain('Waiting c.csv still growing');
    expect(text).toContain('Warning two files hold 3 Nov 2026');
    expect(text).not.toContain('a.csv');
    expect(page).toContain('<a href="/api/v1/rejects?source=azure">12 records</a>');
  });

  it('counts what is too much to list', async () => {
    const files = Array.from({ length: 9 }, (_, index) => file(`${index}.csv`, 'quarantined', 'broken'));
    const text = await served({ sources: [sampleSource({ files })] });
    expect(text).toContain('4.csv broken');
    expect(text).not.toContain('5.csv');
    expect(text).toContain('and 4 more in /api/v1/sources');
  });

  it('tells what the last refresh changed', async () => {
    const text = await served({
      changes: [
        { source: 'aws', period: '2026-10', revision: 31, kind: 'restated', before: '48110.22', after: '47901.87' },
        { source: 'gcp', period: '2026-11', revision: 1, kind: 'new', before: '0', after: '11930' },
        { source: 'oci', period: '2026-09', revision: 3, kind: 'withdrawn', before: '5', after: '0' },
      ],
    });
    expect(text).toContain('aws October 2026 Restated revision 31 $48,110.22 $47,901.87 −$208.35');
    expect(text).toContain('gcp November 2026 New month revision 1 – $11,930.00 +$11,930.00');
    expect(text).toContain('oci September 2026 Withdrawn revision 3 $5.00 – −$5.00');
  });

  it('tells of budgets, incidents and objectives before anything else but the total', async () => {
    const signals = sampleSignals({
      budgets: { budgets: [sampleBudget({ hoursLeft: 31.2 })], warnings: [] },
      slos: [sampleSlo()],
    });
    const page = await markup({ signals });
    expect([...page.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, title]) => title)).toEqual([
      ...['Budgets', 'Open incidents', 'Objectives', 'By provider', 'By team'],
      ...['Sources', 'Changed by the last refresh', 'Look further'],
    ]);
    expect(plain(page)).toContain('runs out in 31 hours');
  });

  it('tells what it knows where the snapshot is from before there were estimates', async () => {
    const snapshot = await sampleSnapshot();
    const { signals: _, ...overview } = snapshot.overview;
    const text = plain(statusPage(view({ snapshot: { ...snapshot, overview: overview as Overview } })).text);
    expect(text).toContain('$128,430 .17');
    expect(text).not.toMatch(/Budgets|No budgets|Open incidents|Objectives/);
  });

  it('says so when nothing changed', async () => {
    expect(await served()).toContain('Nothing: there were no new, restated or withdrawn bills.');
  });
});

describe('the page says first what is wrong', () => {
  test.each<{ name: string; over: Partial<Overview>; refresh: RefreshStatus; says: readonly string[] }>([
    {
      name: 'a refresh that failed',
      over: {},
      refresh: { ...refreshed, lastRunSuccessful: false, error: 'no space left on device' },
      says: [
        'Last refresh failed',
        'You see the last good figures, from 22 Nov 2026, 14:17 UTC (7 minutes ago)',
        'no space left on device',
      ],
    },
    {
      name: 'a source that failed',
      over: { sources: [sampleSource(), sampleSource({ id: 'gcp', up: false })] },
      refresh: refreshed,
      says: ['A source fails', 'gcp could not be read in full'],
    },
    {
      name: 'a source that is late',
      over: { sources: [sampleSource({ watermark: '2026-11-17T14:24:00Z' })] },
      refresh: refreshed,
      says: [
        'Bills are late',
        'Bills of aws are late',
        'aws is complete until 17 Nov 2026, 14:24 UTC (5 days ago); up to 2 days would be normal',
      ],
    },
    {
      name: 'a source that is empty',
      over: { sources: [sampleSource({ rows: 0, watermark: null })] },
      refresh: refreshed,
      says: ['No bills yet', 'No bills of aws yet', 'Bills complete until no bills yet'],
    },
    {
      name: 'no source at all',
      over: { sources: [] },
      refresh: refreshed,
      says: ['No bills yet', 'No source is configured'],
    },
    {
      name: 'a refresh under way',
      over: {},
      refresh: { ...refreshed, running: true },
      says: ['Refreshing', 'Refresh running now last success 7 minutes ago'],
    },
    {
      name: 'figures from before a restart',
      over: {},
      refresh: before,
      says: ['Last refresh none yet these figures are from before the start'],
    },
  ])('$name', async ({ over, refresh, says }) => {
    const text = await served(over, { refresh });
    for (const words of says) {
      expect(text).toContain(words);
    }
  });
});

describe('the page without figures', () => {
  test.each<{ name: string; refresh: RefreshStatus; says: readonly string[] }>([
    { name: 'waits for the first refresh', refresh: before, says: ['Reading bills…', 'has not started yet'] },
    {
      name: 'tells that it is under way',
      refresh: { ...before, running: true },
      says: ['Reading bills…', 'is under way'],
    },
    {
      name: 'tells why it failed',
      refresh: { ...before, lastRunSuccessful: false, error: './exports/aws is no folder' },
      says: ['Refresh failed', 'The first refresh failed', './exports/aws is no folder'],
    },
  ])('$name, and reloads by itself', ({ refresh, says }) => {
    const page = statusPage(view({ snapshot: undefined, refresh })).text;
    for (const words of says) {
      expect(plain(page)).toContain(words);
    }
    expect(page).toContain('<meta http-equiv="refresh" content="5" />');
  });
});

describe('safety', () => {
  it('escapes whatever the bills and errors contain', async () => {
    const hostile = `"><script>alert(1)</script>`;
    const bar = { value: hostile, cost: '1', previousCost: '1' };
    const page = await markup(
      {
        sources: [
          sampleSource({
            id: hostile,
            up: false,
            rejected: 1,
            errors: [hostile],
            warnings: [hostile],
            files: [file(hostile, 'waiting', hostile)],
          }),
        ],
        monthToDate: { cost: '1', previousCost: '1', byProvider: [bar], byTeam: [bar] },
        changes: [{ source: hostile, period: '2026-11', revision: 1, kind: 'new', before: '0', after: '1' }],
        signals: hostileSignals(hostile),
      },
      { refresh: { ...refreshed, lastRunSuccessful: false, error: hostile } },
    );
    expect(page).not.toContain('<script');
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(25);
  });

  it('allows its own stylesheet and nothing else', async () => {
    await using server = await serve();
    const { headers, body } = await server.ask('/');
    const [, styles = ''] = /<style>(.*)<\/style>/s.exec(body.toString()) ?? [];
    const hash = createHash('sha256').update(styles).digest('base64');

    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(body.toString()).not.toMatch(/<script|style="|src="|href="http/);
  });

  it('leads to every route that answers a reader', async () => {
    const page = await markup();
    const month = 'from=2026-11-01&amp;to=2026-11-23';
    for (const href of [
      ...['/metrics', '/methodology', '/-/ready', '/api/v1/sources', '/api/v1/rejects', '/api/v1/budgets'],
      ...['/api/v1/slos', '/api/v1/forecast', '/api/v1/incidents', '/api/v1/rules'],
      ...[`/api/v1/costs?${month}&amp;by=provider`, `/api/v1/allocation?${month}`, `/api/v1/tags?${month}`],
    ]) {
      expect(page).toContain(`<a href="${href}">`);
    }
  });

  it('says that the API needs a token only where it does', async () => {
    expect(await served({}, { apiNeedsToken: true })).toContain('answer once a token is configured');
    expect(await served()).not.toContain('answer once a token is configured');
  });

  it('links to the documentation when it knows where that is', async () => {
    expect(await markup({}, { docsUrl: 'https://docs.example/outlay' })).toContain(
      '<a href="https://docs.example/outlay">',
    );
    expect(await served()).not.toContain('Documentation');
  });
});

/** Every text of the estimates that comes from bills, configuration or people. */
function hostileSignals(hostile: string): Overview['signals'] {
  const event = { id: hostile, kind: hostile, time: '2026-11-20T08:12:00Z', subject: hostile, link: hostile };
  const budget = sampleBudget({
    ...{ id: hostile, owner: hostile, period: hostile, staleSources: [hostile], ticket: [hostile] },
    page: { urgency: 'high', reason: hostile },
  });
  const incident = sampleIncident({
    ...{ scope: { [hostile]: hostile, sub_account: hostile }, actor: hostile, note: hostile, events: [event] },
  });
  return sampleSignals({
    budgets: { budgets: [budget], warnings: [hostile] },
    incidents: [incident],
    slos: [sampleSlo({ id: hostile, reason: hostile })],
  });
}

function view(over: Partial<StatusView>): StatusView {
  return {
    snapshot: undefined,
    refresh: refreshed,
    now,
    version: '0.1.0',
    docsUrl: undefined,
    apiNeedsToken: false,
    ...over,
  };
}

async function markup(overview: Partial<Overview> = {}, over: Partial<StatusView> = {}): Promise<string> {
  return statusPage(view({ snapshot: await sampleSnapshot(overview), ...over })).text;
}

async function served(overview: Partial<Overview> = {}, over: Partial<StatusView> = {}): Promise<string> {
  return plain(await markup(overview, over));
}

/** The words of a page, one space between them. */
function plain(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .replace(/ ([;,.)])/g, (_match, mark: string) => (mark === '.' ? ' .' : mark));
}

function file(name: string, state: 'loaded' | 'waiting' | 'quarantined', reason: string | null) {
  return { name, digest: null, state, reason, records: 0, rejected: 0 };
}
