import { html } from './html.js';
import type { Content } from './html.js';
import { Markup } from './Markup.js';
import { STYLES } from './STYLES.js';

interface Page {
  readonly title: string;
  readonly badge: Content;
  readonly main: Content;
  readonly footer: Content;
  /** Reloads the page by itself; only for a page that waits for something. */
  readonly reloadSeconds?: number;
}

const styleElement = new Markup(`<style>${STYLES}</style>`);
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cg fill='%232f5fd0'%3E%3Crect x='1' y='8' width='3.6' height='7' rx='1'/%3E%3Crect x='6.2' y='4.5' width='3.6' height='10.5' rx='1'/%3E%3Crect x='11.4' y='1' width='3.6' height='14' rx='1'/%3E%3C/g%3E%3C/svg%3E";

/** The frame of every page: no script, no request to anywhere else. */
export function layout({ title, badge, main, footer, reloadSeconds }: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${reloadSeconds === undefined ? null : html`<meta http-equiv="refresh" content="${reloadSeconds}" />`}
        <title>${title}</title>
        <link rel="icon" href="${icon}" />
        ${styleElement}
      </head>
      <body>
        <header class="top">
          <a class="brand" href="/">
            <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
              <rect x="1" y="8" width="3.6" height="7" rx="1" />
              <rect x="6.2" y="4.5" width="3.6" height="10.5" rx="1" />
              <rect x="11.4" y="1" width="3.6" height="14" rx="1" />
            </svg>
            Outlay
          </a>
          ${badge}
        </header>
        <main>${main}</main>
        <footer>${footer}</footer>
      </body>
    </html> `;
}
