import type { Matchers } from './selectorOf.js';

/** How a number reads: whole hours, whole amounts or small prices with the currency, a share in percent. */
export type Format = 'hours' | 'money' | 'price' | 'percent';

/** A number beside the value of an alert, asked for when the alert is told. */
export interface Figure {
  readonly name: string;
  readonly format: Format;
  /** The label of the alert that selects the figure; without it there is one for all. */
  readonly by?: string;
  readonly expr: (matchers: Matchers) => string;
}

export type Piece = string | { readonly label: string } | { readonly value: Format } | { readonly figure: Figure };

/** What an alert says, in words and placeholders, which Prometheus and Grafana fill in their own ways. */
export type Text = readonly Piece[];

/** A template literal of words, labels and numbers. */
export function text(words: TemplateStringsArray, ...pieces: readonly Piece[]): Text {
  return words.flatMap((word, index) => [word, ...pieces.slice(index, index + 1)]).filter((piece) => piece !== '');
}

export function label(name: string): Piece {
  return { label: name };
}

/** The value of the alert's own expression. */
export function value(format: Format): Piece {
  return { value: format };
}

/** The figures that texts ask for, each once. */
export function figuresOf(...texts: readonly Text[]): readonly Figure[] {
  const figures = texts
    .flat()
    .flatMap((piece) => (typeof piece === 'object' && 'figure' in piece ? [piece.figure] : []));
  return [...new Map(figures.map((figure) => [figure.name, figure])).values()];
}
