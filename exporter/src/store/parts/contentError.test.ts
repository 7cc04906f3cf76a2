import { describe, expect, test } from 'vitest';
import { SourceError } from '../../domain/SourceError.js';
import { contentError } from './contentError.js';

const path = '/store/tmp/7.parquet';

describe('an error that the content is to blame for', () => {
  test.each([
    {
      name: 'names no file of ours',
      said: `Invalid Input Error: Failed to read file "${path}": ZSTD Decompression failure`,
      message:
        'is not a readable Parquet file: copy or export it again (Failed to read file: ZSTD Decompression failure)',
    },
    {
      name: 'may end early',
      said: `IO Error: Could not read enough bytes from file "${path}": attempted to read 8 bytes from location 4`,
      message:
        'is not a readable Parquet file: copy or export it again (Could not read enough bytes from file: attempted to read 8 bytes from location 4)',
    },
    {
      name: 'shows no SQL',
      said: `Binder Error: No function matches\n\nLINE 1: select * from read_parquet('${path}')`,
      message: 'is not a readable Parquet file: copy or export it again (No function matches)',
    },
  ])('$name', ({ said, message }) => {
    expect(contentError(new Error(said), { format: 'parquet', path })).toEqual(new SourceError(message));
  });

  test('is a fault of the exporter when staging has found nothing wrong with a CSV', () => {
    const error = new Error('Conversion Error: Casting value "1" failed');
    expect(contentError(error, { format: 'csv', path })).toEqual(
      new SourceError('cannot be loaded, a fault of the exporter: report it (Casting value "1" failed)'),
    );
  });
});

test.each([
  'IO Error: Could not write file "/store/tmp/7.parquet": No space left on device',
  'Out of Memory Error: failed to allocate data of size 32.0 MiB',
  'INTERRUPT Error: Interrupted!',
  'FATAL Error: database has been invalidated',
  'ENOSPC: no space left on device, write',
  'read 7 of 8 records of the staged file',
])('the content is not to blame for "%s"', (said) => {
  const error = new Error(said);
  expect(contentError(error, { format: 'parquet', path })).toBe(error);
});
