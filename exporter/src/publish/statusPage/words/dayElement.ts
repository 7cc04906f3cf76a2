import { startOf } from '../../../domain/Day.js';
import type { Day } from '../../../domain/Day.js';
import { html } from '../html.js';
import type { Markup } from '../Markup.js';

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A UTC day as people read it, with the exact one for machines. */
export function dayElement(day: Day): Markup {
  return html`<time datetime="${day}">${FORMAT.format(startOf(day))}</time>`;
}
