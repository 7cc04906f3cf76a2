/** Text that is HTML already. Only `html` and the stylesheet make it; everything else is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
