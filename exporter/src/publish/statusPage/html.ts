import { Markup } from './Markup.js';

export type Content = Markup | string | number | null | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tag of HTML templates: whatever is put in is escaped, for elements and for quoted attributes, unless it is Markup. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + render(contents[index] ?? null)).join(''));
}

function render(content: Content): string {
  if (content instanceof Markup) {
    return content.text;
  }
  if (typeof content === 'object') {
    return (content ?? []).map(render).join('');
  }
  return String(content).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
