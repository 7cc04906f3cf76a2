import { shown } from './shown.js';
import type { Figure, Format, Text } from './text.js';

const UNKNOWN: Readonly<Record<Format, string>> = {
  hours: 'an unknown time',
  money: 'an unknown amount',
  price: 'an unknown price',
  percent: 'an unknown share',
};

/** A text as a template of Prometheus, which asks for figures when it tells the alert. Amounts carry the currency. */
export function prometheusText(words: Text, currency: string): string {
  return words
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('label' in piece) return `{{ $labels.${piece.label} }}`;
      if ('value' in piece) return shown('$value', piece.value, currency);
      return asked(piece.figure, currency);
    })
    .join('');
}

function asked(figure: Figure, currency: string): string {
  const { format } = figure;
  return `{{ with ${queryOf(figure)} }}${shown('. | first | value', format, currency)}{{ else }}${UNKNOWN[format]}{{ end }}`;
}

/** `%[1]q` quotes the label's value as PromQL needs it; backquotes leave the quotes of the query alone. */
function queryOf({ by, expr }: Figure): string {
  if (by === undefined) return `query \`${expr({})}\``;
  return `printf \`${expr({ [by]: { raw: '=%[1]q' } })}\` $labels.${by} | query`;
}
