/** A remote read that is answered with an HTTP status and one line of text, which Prometheus passes on to its user. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
