/** What one kill hit. */
export interface Kill {
  /** How late it came, as a share of an undisturbed run. */
  readonly share: number;
  /** What the store held afterwards: the kill came before the publication or after it. */
  readonly found: 'old' | 'new';
  /** Whether the process had ended by itself. */
  readonly hasEnded: boolean;
}
