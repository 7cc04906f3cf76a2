import { html } from '../html.js';
import type { Content } from '../html.js';

/** One line of a list of remarks: what kind it is, in a word and a colour, and what it says. */
export function remark(kind: 'bad' | 'warn' | 'calm', label: string, text: Content): Content {
  return html`<li><span class="label ${kind}">${label}</span> <span>${text}</span></li>`;
}
