/** Bytes of a file, or what puts something else under its path. */
export type Content = string | Buffer | ((path: string) => void | Promise<void>);

/** Files by their path inside the source. */
export type Files = Readonly<Record<string, Content>>;

/** A file that cannot be read at all. */
export interface BrokenFile {
  readonly name: string;
  /** `bill.csv` unless its name matters. */
  readonly file?: string;
  readonly content: Content;
  /** How messages write the name, if it is not fit to be shown. */
  readonly shownAs?: string;
  /** The whole message behind the file's name. */
  readonly message: string;
}

/** A delivery that is read as far as it can be. What a case leaves out is nothing. */
export interface OddDelivery {
  readonly name: string;
  readonly files: Files;
  /** Records in the files that count. */
  readonly records: number;
  readonly rejects?: readonly Reject[];
  /** Exact sum of the billed costs that were read. */
  readonly billed: string;
  readonly warnings?: readonly string[];
  /** What becomes of files that are not simply loaded. */
  readonly states?: Readonly<Record<string, readonly [state: string, reason: string | null]>>;
  /** Values that were rounded, and what that added in all. */
  readonly rounded?: readonly [values: number, difference: string];
  /** Billed cost of each team of a billing account, where tags are what the case is about. */
  readonly teams?: Readonly<Record<string, string>>;
  /** The account that no other case has. */
  readonly account?: string;
}

export type Reject = readonly [
  record: number,
  line: number | null,
  column: string | null,
  value: string | null,
  reason: string,
];

/** A value that rejects its record. */
export interface BrokenValue {
  readonly name: string;
  readonly column: string;
  readonly value: string;
  /** What is shown of the value, if that is not all of it. */
  readonly shown?: string | null;
  readonly reason: string;
}

/** A charge that looks wrong and is read all the same. What a case leaves out is as in a plain charge. */
export interface OddValue {
  readonly name: string;
  readonly charge: Readonly<Record<string, string>>;
  readonly billed?: string;
  readonly day?: string;
  readonly service?: string;
  readonly team?: string;
  /** How the label stands in the exposition. */
  readonly label?: string;
}
