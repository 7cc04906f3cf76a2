import { shown } from './shown.js';
import type { Text } from './text.js';

/** The refId of the query whose value an alert of Grafana tells. */
export const VALUE = 'A';

/**
 * A text as a template of Grafana, whose figures are further queries of the rule, named by their refIds.
 * While an alert recovers, its query answers -1: the text then says so instead of telling a number.
 */
export function grafanaText(words: Text, currency: string): string {
  const told = words
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('label' in piece) return `{{ $.Labels.${piece.label} }}`;
      if ('value' in piece) return shown(`$.Values.${VALUE}.Value`, piece.value, currency);
      const { name, format } = piece.figure;
      return `{{ with $.Values.${name} }}${shown('.Value', format, currency)}{{ else }}?{{ end }}`;
    })
    .join('');
  const tellsValue = words.some((piece) => typeof piece === 'object' && 'value' in piece);
  if (!tellsValue) return told;
  return `{{ with $.Values.${VALUE} }}{{ if lt .Value 0.0 }}No longer so; the alert closes by itself.{{ else }}${told}{{ end }}{{ end }}`;
}
