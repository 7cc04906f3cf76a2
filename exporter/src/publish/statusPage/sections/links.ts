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
  const costs = `${ROUTES.costs}?from=${firstDayOf(monthOf(today))}&to=${addDays(today, 1)}&by=provider`;
  return html`<nav class="card" aria-labelledby="links">
    <h2 id="links">Look further</h2>
    <ul class="links">
      ${link('/metrics', '/metrics', 'what Prometheus scrapes')}
      ${link(costs, ROUTES.costs, 'exact costs by day and provider; any dimension filters; CSV with format=csv')}
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
