/**
 * How one bill format becomes FOCUS charges, as data. `store` compiles it to one SELECT per file.
 * Column names are FOCUS Column IDs of the newest version; sources are matched without regard to case.
 */
export interface ColumnRule {
  readonly column: string;
  readonly kind: 'text' | 'money' | 'time' | 'tags';
  /** Source columns, best first; the first that is present and not null wins. */
  readonly from: readonly string[];
  /** Text values that were renamed between versions: source value → FOCUS value. */
  readonly values?: Readonly<Record<string, string>>;
  /** A row without a readable value is rejected; a file without the column cannot be read. */
  readonly mandatory?: true;
}

export interface Mapping {
  /** Part of the digest of every part: a changed mapping reads its files again. */
  readonly version: string;
  readonly columns: readonly ColumnRule[];
}
