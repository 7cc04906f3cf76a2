import { html } from '../html.js';
import type { Content } from '../html.js';

/** How many rows do not fit on the page, with a link to all of them; nothing when all fit. */
export function moreIn(count: number, route: string): Content {
  return count > 0 ? html`<p class="quiet more">and <a href="${route}">${count} more</a></p>` : null;
}
