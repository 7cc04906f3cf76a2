import { SourceError } from '../../domain/SourceError.js';
import type { StagedFile } from '../../stage/stageFile.js';

/** What DuckDB says of content that it cannot read. Of its own disk, memory and interruption it says other things. */
const OF_CONTENT =
  /^(?:(?:Binder|Conversion|Invalid|Invalid Input|Not implemented|Out of Range|Parser|Serialization) Error: |IO Error: (?=Could not read enough bytes))(.*)/;

/** The error as SourceError when the content of a staged file is to blame; any other error as it is. */
export function contentError(error: unknown, { format, path }: Pick<StagedFile, 'format' | 'path'>): unknown {
  const detail = error instanceof Error ? OF_CONTENT.exec(error.message)?.[1] : undefined;
  if (detail === undefined) return error;
  const what =
    format === 'parquet'
      ? 'is not a readable Parquet file: copy or export it again'
      : 'cannot be loaded, a fault of the exporter: report it';
  const said = detail.replaceAll(` '${path}'`, '').replaceAll(` "${path}"`, '').replaceAll(path, '');
  return new SourceError(`${what} (${said})`, { cause: error });
}
