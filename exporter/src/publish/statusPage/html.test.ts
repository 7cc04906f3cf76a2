import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { html } from './html.js';
import type { Markup } from './Markup.js';

describe('html', () => {
  test.each([
    { name: 'text', content: '<script>&"\'', text: '&lt;script&gt;&amp;&quot;&#39;' },
    { name: 'a number', content: 3, text: '3' },
    { name: 'nothing', content: null, text: '' },
    { name: 'markup', content: html`<b>${'<'}</b>`, text: '<b>&lt;</b>' },
    { name: 'a list', content: ['<', html`<i></i>`, [1, null]], text: '&lt;<i></i>1' },
  ])('renders $name', ({ content, text }) => {
    expect(html`<p title="x">${content}</p>`.text).toBe(`<p title="x">${text}</p>`);
  });

  it('takes nothing but its own markup as markup', () => {
    const forged = { text: '<script>' } as unknown as Markup;
    expect(() => html`${forged}`).toThrow();
  });

  it('lets no text leave the element or the quoted attribute that it is put into', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
        expect(html`${text}`.text).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});
