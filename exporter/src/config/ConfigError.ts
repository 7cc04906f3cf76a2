/** Every mistake of a configuration at once, one line each: `file: path: what to write`. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}
