import { timestamp } from '../../../domain/Day.js';
import type { Instant } from '../../../domain/Day.js';
import { html } from '../html.js';
import type { Markup } from '../Markup.js';

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** A moment as people read it, in UTC, with the exact one for machines. */
export function timeElement(moment: Instant): Markup {
  return html`<time datetime="${timestamp(moment)}">${FORMAT.format(moment)} UTC</time>`;
}
