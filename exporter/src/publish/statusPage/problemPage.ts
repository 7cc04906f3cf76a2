import type { ProblemDetails } from '@outlay/contract/api';
import { html } from './html.js';
import { layout } from './layout.js';
import type { Markup } from './Markup.js';

/** A problem as a browser shows it. */
export function problemPage({ status, title, detail, hint }: ProblemDetails): Markup {
  return layout({
    title: `${title} · Outlay`,
    badge: null,
    main: html`<section class="lone">
      <p class="eyebrow">${status}</p>
      <h1>${title}</h1>
      <p class="detail">${sentence(detail)}</p>
      ${hint === undefined ? null : html`<p class="hint">${sentence(hint)}</p>`}
      ${status === 401 ? aboutBrowsers : null}
    </section>`,
    footer: status === 401 ? null : html`<p><a href="/">Status page</a></p>`,
  });
}

const aboutBrowsers = html`<p class="hint">
  A browser does not send one by itself: use <code>curl -H "Authorization: Bearer $TOKEN"</code>, or a proxy that adds
  the header.
</p>`;

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
