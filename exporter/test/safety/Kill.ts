/** When a process is killed: so many shares of an undisturbed run after its start, or so long after its publication began. */
export type Moment = { readonly share: number } | { readonly publishingFor: number };

/** What one kill hit. */
export interface Kill {
  readonly moment: Moment;
  /** What the store held afterwards: the kill came before the publication or after it. */
  readonly found: 'old' | 'new';
  /** Whether the process had ended by itself. */
  readonly hasEnded: boolean;
}
