import { ROUTES } from '@outlay/contract/api';
import { addDays, dayOf, firstDayOf, monthOf } from '../../../domain/Day.js';
import type { Instant } from '../../../domain/Day.js';
import { html } from '../html.js';
import type { Content } from '../html.js';

interface Links {
  readonly now: Instant;
  readonly docsUrl: string | undefined;
  readonly apiNeedsToken: boolean;
}

/** Where to go from here. */
export function links({ now, docsUrl, apiNeedsToken }: Links): Content {
  const today = dayOf(now);
  const month = `from=${firstDayOf(monthOf(today))}&to=${addDays(today, 1)}`;
  return html`<nav class="card" aria-labelledby="links">
    <h2 id="links">Look further</h2>
    <ul class="links">
      ${link('/metrics', '/metrics', 'what Prometheus scrapes')}
      ${link(`${ROUTES.costs}?${month}&by=provider`, ROUTES.costs, 'exact costs by day and provider; any dimension filters; CSV with format=csv')}
      ${link(`${ROUTES.allocation}?${month}`, ROUTES.allocation, 'who bears what, with shared costs')}
      ${link('/methodology', '/methodology', 'the rules of allocation in words')}
      ${link(ROUTES.budgets, ROUTES.budgets, 'every budget with its burn')}
      ${link(ROUTES.forecast, ROUTES.forecast, 'this month and quarter, and how good forecasts were')}
      ${link(ROUTES.incidents, ROUTES.incidents, 'unusual cost of the last 28 days')}
      ${link(ROUTES.slos, ROUTES.slos, 'objectives in money')}
      ${link(`${ROUTES.tags}?${month}`, ROUTES.tags, 'how well usage is tagged')}
      ${link(ROUTES.rules, ROUTES.rules, 'alert rules for Prometheus; for Grafana with format=grafana')}
      ${link(ROUTES.sources, ROUTES.sources, 'every source, month and file')}
      ${link(ROUTES.rejects, ROUTES.rejects, 'every record that could not be read, with the reason')}
      ${link('/-/ready', '/-/ready', 'whether figures are served, for load balancers')}
      ${docsUrl === undefined ? null : link(docsUrl, 'Documentation', 'metrics, configuration and how the figures come about')}
    </ul>
    ${
      apiNeedsToken
        ? html`<p class="quiet">Addresses under <code>/api</code> answer once a token is configured and sent.</p>`
        : null
    }
  </nav>`;
}

function link(href: string, name: string, purpose: string): Content {
  return html`<li><a href="${href}">${name}</a> <small>${purpose}</small></li>`;
}
