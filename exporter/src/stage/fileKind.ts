import { SourceError } from '../domain/SourceError.js';

export type FileKind = 'gzip' | 'parquet' | 'text';

const GZIP = Buffer.from([0x1f, 0x8b]);
const PARQUET = Buffer.from('PAR1');

const FOREIGN: readonly { readonly name: string; readonly magic: Buffer }[] = [
  { name: 'a zip archive or an Excel workbook', magic: Buffer.from('PK\x03\x04') },
  { name: 'an empty zip archive', magic: Buffer.from('PK\x05\x06') },
  { name: 'zstd', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { name: 'xz', magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) },
  { name: '7-Zip', magic: Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) },
  { name: 'an old Excel workbook', magic: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) },
  { name: 'Avro', magic: Buffer.from('Obj\x01') },
];

// "BZh", the block size, then the digits of pi: three letters alone could begin a header.
const BZIP2 = /^BZh[1-9]1AY&SY/;

const UTF_16_MARKS: readonly Buffer[] = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * Recognises a file by its first 16 bytes, never by its name. What is neither gzip nor Parquet passes as text unless it
 * is surely something else: then SourceError.
 */
export function fileKind(head: Buffer): FileKind {
  if (startsWith(head, GZIP)) return 'gzip';
  if (startsWith(head, PARQUET)) return 'parquet';

  const foreign = FOREIGN.find(({ magic }) => startsWith(head, magic))?.name ?? bzip2(head);
  if (foreign !== null) {
    throw new SourceError(`is ${foreign}: decompress it first, or export as CSV, CSV.gz or Parquet`);
  }
  if (UTF_16_MARKS.some((mark) => startsWith(head, mark))) {
    throw new SourceError('is UTF-16 text: save it as UTF-8');
  }
  return 'text';
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}

function bzip2(head: Buffer): string | null {
  return BZIP2.test(head.toString('latin1')) ? 'bzip2' : null;
}
