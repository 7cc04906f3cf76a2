import type { BudgetView, IncidentView } from '@outlay/contract/api';
import { describe, expect, it, test } from 'vitest';
import type { SignalViews } from '../../Snapshot.js';
import { sampleBudget } from '../../testing/sampleBudget.js';
import { sampleIncident } from '../../testing/sampleIncident.js';
import { sampleSignals } from '../../testing/sampleSignals.js';
import { sampleSlo } from '../../testing/sampleSlo.js';
import { html } from '../html.js';
import { signals } from './signals.js';

const asOf = '2026-11-22T14:17:00Z';
const now = Date.parse('2026-11-22T14:24:00Z');

describe('budgets', () => {
  test.each<{ name: string; budget: Partial<BudgetView>; says: string }>([
    {
      name: 'on plan',
      budget: {},
      says: 'payments-monthly payments, month $27,300.50 of $42,000.00 65% spent, 67% planned not in this period',
    },
    {
      name: 'that runs out',
      budget: { hoursLeft: 31.2 },
      says: 'planned runs out in 31 hours 23 Nov 2026, 21:29 UTC',
    },
    {
      name: 'that runs out next week',
      budget: { hoursLeft: 170 },
      says: 'planned runs out in 7 days 29 Nov 2026, 16:17 UTC',
    },
    {
      name: 'that is spent',
      budget: { isExhausted: true, hoursLeft: 0, spent: '50000', consumedRatio: 1.19 },
      says: '$50,000.00 of $42,000.00 119% spent, 67% planned exhausted',
    },
    {
      name: 'that rolls and has no plan',
      budget: { period: 'rolling 28d', windows: [], planConsumedRatio: null },
      says: 'rolling 28d $27,300.50 of $42,000.00 65% spent no end: its period rolls',
    },
    {
      name: 'of credits',
      budget: { spent: '-420', consumedRatio: -0.01 },
      says: '−$420.00 of $42,000.00 −1% spent',
    },
    {
      name: 'of stale sources',
      budget: { staleSources: ['aws', 'gcp'] },
      says: 'not in this period bills of aws, gcp are stale',
    },
  ])('a budget $name', ({ budget, says }) => {
    expect(words({ budgets: listed(budget) })).toContain(says);
  });

  test.each<{ name: string; budget: Partial<BudgetView>; fill: string; says: string }>([
    {
      name: 'a page is red and says so',
      budget: { page: { urgency: 'normal', reason: 'runs out in 31 h' }, ticket: ['ends $900 over'] },
      fill: 'fill bad',
      says: 'Page runs out in 31 h Ticket ends $900 over',
    },
    {
      name: 'an urgent page says that it is urgent',
      budget: { page: { urgency: 'high', reason: 'runs out in 7 h' } },
      fill: 'fill bad',
      says: 'Urgent page runs out in 7 h',
    },
    {
      name: 'an exhausted budget is red',
      budget: { isExhausted: true, ticket: ['spent $50,000 of $42,000'] },
      fill: 'fill bad',
      says: 'exhausted Ticket spent $50,000 of $42,000',
    },
    {
      name: 'a ticket is amber and says so',
      budget: { ticket: ['ends $900 over', 'may end at $43,000'] },
      fill: 'fill warn',
      says: 'Ticket ends $900 over Ticket may end at $43,000',
    },
    { name: 'nothing is neither', budget: {}, fill: 'fill fine', says: 'not in this period' },
  ])('$name', ({ budget, fill, says }) => {
    const page = markup({ budgets: listed(budget) });
    expect(page).toContain(`class="${fill}"`);
    expect(plain(page)).toContain(says);
  });

  test.each<{ name: string; ratios: [number, number | null]; bar: RegExp[] }>([
    {
      name: 'as long as what is spent, with a tick where the plan is',
      ratios: [0.65, 0.667],
      bar: [/aria-label="65% spent; 67% planned"/, /fill fine" width="65%"/, /class="was" x="66.7%"/],
    },
    {
      name: 'never longer than the amount',
      ratios: [1.3, 1.1],
      bar: [/aria-label="130% spent; 110% planned"/, /fill fine" width="100%"/, /class="was" x="100%"/],
    },
    {
      name: 'empty where credits are more than what was spent',
      ratios: [-0.2, 0],
      bar: [/fill fine" width="0%"/, /class="was" x="0%"/],
    },
    { name: 'without a tick where there is no plan', ratios: [0.5, null], bar: [/aria-label="50% spent">(?!.*was)/s] },
  ])('the bar is $name', ({ ratios: [consumedRatio, planConsumedRatio], bar }) => {
    const [drawn] =
      /<svg class="bar".*?<\/svg>/s.exec(markup({ budgets: listed({ consumedRatio, planConsumedRatio }) })) ?? [];
    for (const pattern of bar) expect(drawn).toMatch(pattern);
  });

  it('are at most eight, in the order they come in, with a link to all', () => {
    const budgets = Array.from({ length: 10 }, (_, index) => sampleBudget({ id: `b${index}` }));
    const page = markup({ budgets: { budgets, warnings: [] } });
    expect(plain(page)).toMatch(/b0 .* b7 /);
    expect(plain(page)).not.toContain('b8');
    expect(page).toContain('<a href="/api/v1/budgets">2 more</a>');
    expect(markup({ budgets: { budgets: budgets.slice(0, 8), warnings: [] } })).not.toContain('more</a>');
  });

  it('warn of children that may spend more than their parent', () => {
    const warnings = ['a, b may spend 60000 a month, their parent c only 42000'];
    expect(words({ budgets: { budgets: [sampleBudget()], warnings } })).toContain(`Warning ${warnings[0]}`);
  });

  it('are asked for in one line when there are none', () => {
    const page = markup({});
    expect(page).not.toContain('<h2>Budgets');
    expect(plain(page)).toContain('List them under budgets in the configuration, as docs/budgets.md shows.');
  });
});

describe('open incidents', () => {
  it('say where, since when, how much and who looks at it', () => {
    const incident = sampleIncident({ state: 'acknowledged', actor: 'anna', note: 'training run' });
    expect(words({ incidents: [incident] })).toContain(
      'AWS › ml › Amazon SageMaker sub account 560283917742 $1,121 above expectation ' +
        'Acknowledged by anna since 20 Nov 2026 Note training run',
    );
  });

  test.each<{ name: string; incident: Partial<IncidentView>; says: string }>([
    { name: 'nobody has looked at', incident: {}, says: 'Open since 20 Nov 2026' },
    { name: 'that is a leak', incident: { kind: 'leak' }, says: 'Open a slow leak since 20 Nov 2026' },
    { name: 'of everything', incident: { scope: {} }, says: 'All cost $1,121' },
    { name: 'of an account', incident: { scope: { sub_account: '77' } }, says: 'sub account 77 $1,121' },
    { name: 'that is small', incident: { impact: 94.375 }, says: '$94.38 above expectation' },
  ])('an incident $name', ({ incident, says }) => {
    expect(words({ incidents: [sampleIncident(incident)] })).toContain(says);
  });

  it('name what was done before', () => {
    const page = markup({
      incidents: [
        sampleIncident({
          events: [
            {
              id: '1042',
              kind: 'deploy',
              time: '2026-11-20T08:12:00Z',
              subject: 'trainer 2.3',
              link: 'https://ci.example/1042',
            },
            { id: 'w7', kind: 'window', time: '2026-11-19T00:00:00Z', subject: null, link: null },
          ],
        }),
      ],
    });
    expect(plain(page)).toContain('Deploy trainer 2.3, 20 Nov 2026, 08:12 UTC Planned w7, 19 Nov 2026, 00:00 UTC');
    expect(page).toContain('<a href="https://ci.example/1042" rel="noreferrer">');
  });

  it('are those that alert, the largest first, at most six', () => {
    const incidents = Array.from({ length: 8 }, (_, index) =>
      sampleIncident({ scope: { team: `t${index}` }, impact: 100 + index }),
    );
    const settled = sampleIncident({ scope: { team: 'settled' }, impact: 9000, isAlerting: false });
    const page = markup({ incidents: [settled, ...incidents] });
    expect(plain(page)).toMatch(/t7 .* t6 .* t5 .* t4 .* t3 .* t2 /);
    expect(plain(page)).not.toMatch(/t1 |settled/);
    expect(page).toContain('<a href="/api/v1/incidents">2 more</a>');
  });

  it('are calm when there are none', () => {
    expect(words({ incidents: [sampleIncident({ isAlerting: false })] })).toContain('Open incidents No unusual cost.');
  });
});

describe('objectives', () => {
  it('have a state in a word and a reason, and those that need a look stand at the top', () => {
    const text = words({
      slos: [
        sampleSlo(),
        sampleSlo({ id: 'unit', state: 'unknown', reason: 'no Prometheus is configured' }),
        sampleSlo({ id: 'telemetry', state: 'burning', reason: 'too much' }),
        sampleSlo({ id: 'forecast', state: 'breached', reason: 'missed by 20 %' }),
      ],
    });
    expect(text).toContain(
      'Objectives forecast Breached missed by 20 % telemetry Burning too much ' +
        'unit Unknown no Prometheus is configured allocated Met 10.5 % of the cost had no owner',
    );
  });

  it('are at most eight, with a link to all', () => {
    const slos = Array.from({ length: 11 }, (_, index) => sampleSlo({ id: `s${index}` }));
    expect(markup({ slos })).toContain('<a href="/api/v1/slos">3 more</a>');
    expect(words({ slos })).not.toContain('s8');
  });

  it('are left out when there are none', () => {
    expect(words({})).not.toContain('Objectives');
  });
});

it('says nothing of what an older snapshot does not know', () => {
  expect(html`${signals(undefined, { asOf, currency: 'USD' }, now)}`.text).toBe('');
});

function listed(budget: Partial<BudgetView>): SignalViews['budgets'] {
  return { budgets: [sampleBudget(budget)], warnings: [] };
}

function markup(over: Partial<SignalViews>): string {
  return html`${signals(sampleSignals(over), { asOf, currency: 'USD' }, now)}`.text;
}

function words(over: Partial<SignalViews>): string {
  return plain(markup(over));
}

/** The words of a page, one space between them. */
function plain(page: string): string {
  return page
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])(?= )/g, '$1');
}
