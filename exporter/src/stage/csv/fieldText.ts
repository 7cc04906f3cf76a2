import type { CsvField } from './splitRecord.js';

/** What a field says, quotes resolved. */
export function fieldText(record: Buffer, field: CsvField): string {
  if (field.form !== 'quoted') return record.toString('utf8', field.start, field.end);
  return record.toString('utf8', field.start + 1, field.end - 1).replaceAll('""', '"');
}
