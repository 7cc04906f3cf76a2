import type { MethodologyResponse } from '@outlay/contract/api';
import { html } from './html.js';
import type { Content } from './html.js';
import { layout } from './layout.js';
import type { Markup } from './Markup.js';

const NUMBER = /^\d+\. /;

/** The rules of allocation, from the Markdown that they are described in: headings, lists and paragraphs. */
export function methodologyPage(
  { markdown, version }: Pick<MethodologyResponse, 'markdown' | 'version'>,
  release: string,
): Markup {
  const blocks = markdown.trim().split(/\n{2,}/);
  return layout({
    title: 'How cost is allocated · Outlay',
    badge: html`<span class="badge calm">version ${version}</span>`,
    main: html`<section class="card prose">${blocks.map(block)}</section>`,
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
  if (items.every((item) => item.startsWith('- '))) {
    return html`<ul>
      ${itemsWithout(/^- /, items)}
    </ul>`;
  }
  if (items.every((item) => NUMBER.test(item))) {
    return html`<ol>
      ${itemsWithout(NUMBER, items)}
    </ol>`;
  }
  return html`<p>${inline(text)}</p>`;
}

function itemsWithout(mark: RegExp, items: readonly string[]): Content {
  return items.map((item) => html`<li>${inline(item.replace(mark, ''))}</li>`);
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
