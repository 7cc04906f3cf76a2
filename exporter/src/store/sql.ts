/** Quotes an identifier: any text becomes one column name. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text literal. A NUL, which would end the statement, becomes a call. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
}

/** A list of text literals: `['a', 'b']`. */
export function literals(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** The relation of Parquet files. A folder named like `team=x` on the way to them is no column of theirs. */
export function parquet(paths: string | readonly string[], options = ''): string {
  return `read_parquet(${typeof paths === 'string' ? literal(paths) : literals(paths)}, hive_partitioning = false${options})`;
}
