import { locale } from '../../format/money';

const formats = new Map<string, Intl.NumberFormat>();

/** A format for shares in the language of the reader. Making one costs more than using it, and views have hundreds. */
export function percentFormat(options: Omit<Intl.NumberFormatOptions, 'style'>): Intl.NumberFormat {
  const key = JSON.stringify([locale(), options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale(), { style: 'percent', ...options });
  formats.set(key, made);
  return made;
}
