import { html } from '../html.js';
import type { Content } from '../html.js';

export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'number';
}

export interface Row {
  readonly head: Content;
  /** One for each column after the first. */
  readonly cells: readonly Content[];
  /** Across all columns, under the row. */
  readonly below?: Content;
}

/** A table whose rows become cards on a narrow screen; roles keep it a table for screen readers there too. */
export function table(columns: readonly Column[], rows: readonly Row[]): Content {
  return html`<table role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ name, kind }) => html`<th role="columnheader" scope="col" class="${kind}">${name}</th>`)}
      </tr>
    </thead>
    ${rows.map((row) => rowGroup(columns, row))}
  </table>`;
}

function rowGroup(columns: readonly Column[], { head, cells, below = null }: Row): Content {
  return html`<tbody role="rowgroup">
    <tr role="row">
      <th role="rowheader" scope="row">${head}</th>
      ${columns.slice(1).map(({ name, kind }, index) => cell(name, kind, cells[index] ?? null))}
    </tr>
    ${
      below === null
        ? null
        : html`<tr role="row" class="below">
            <td role="cell" colspan="${columns.length}">${below}</td>
          </tr>`
    }
  </tbody>`;
}

function cell(name: string, kind: Column['kind'], content: Content): Content {
  return html`<td role="cell" class="${kind}" data-label="${name}"><div>${content}</div></td>`;
}
