import type { Format } from './text.js';

/** A Go template that prints what `pipeline` gives: whole hours or amounts with their unit, four digits of a price, or a share in percent. */
export function shown(pipeline: string, format: Format, currency: string): string {
  switch (format) {
    case 'hours':
      return `{{ ${pipeline} | printf "%.0f" }} h`;
    case 'money':
      return `{{ ${pipeline} | printf "%.0f" }} ${currency}`;
    case 'price':
      return `{{ ${pipeline} | printf "%.4g" }} ${currency}`;
    case 'percent':
      return `{{ ${pipeline} | humanizePercentage }}`;
  }
}
