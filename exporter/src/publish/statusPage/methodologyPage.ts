import type { MethodologyResponse } from '@outlay/contract/api';
import { html } from './html.js';
import type { Content } from './html.js';
import { layout } from './layout.js';
import type { Markup } from './Markup.js';

/** The rules of allocation, from the Markdown that they are described in: headings, lists and paragraphs. */
export function methodologyPage({ markdown, version }: MethodologyResponse, release: string): Markup {
  const blocks = markdown.trim().split(/\n{2,}/);
  return layout({
    title: 'How cost is allocated · Outlay',
    badge: html`<span class="badge">version ${version}</span>`,
    main: html`<section class="prose">${blocks.map(block)}</section>`,
    footer: html`<p><a href="/">Status page</a></p>
      <p>Outlay ${release}</p>`,
  });
}

function block(text: string): Content {
  const heading = /^(#{1,3}) (.*)$/s.exec(text);
  if (heading?.[1] === '#') return html`<h1>${inline(heading[2] ?? '')}</h1>`;
  if (heading?.[1] === '##') return html`<h2>${inline(heading[2] ?? '')}</h2>`;
  if (heading?.[1] === '###') return html`<h3>${inline(heading[2] ?? '')}</h3>`;
  const items = text.split('\n');
  if (items.every((item) => /^(\d+\.|-) /.test(item))) {
    return html`<ul>
      ${items.map((item) => html`<li>${inline(item.replace(/^- /, ''))}</li>`)}
    </ul>`;
  }
  return html`<p>${inline(text)}</p>`;
}

/** Code and strong text; everything else is text. */
function inline(text: string): Content {
  return text
    .split(/(`[^`]*`|\*\*[^*]*\*\*)/)
    .map((piece) =>
      /^`.*`$/s.test(piece)
        ? html`<code>${piece.slice(1, -1)}</code>`
        : /^\*\*.*\*\*$/s.test(piece)
          ? html`<strong>${piece.slice(2, -2)}</strong>`
          : piece,
    );
}
