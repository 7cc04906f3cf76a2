/** What installing needs of Grafana's HTTP API. Every call rejects with a GrafanaFailure. */
export interface GrafanaApi {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  delete(path: string): Promise<void>;
}

/** An answer of Grafana that is not a success; status 0 when there was none at all. */
export class GrafanaFailure extends Error {
  override readonly name = 'GrafanaFailure';

  constructor(
    readonly status: number,
    /** What Grafana, or the exporter behind its proxy, says about it; may be empty. */
    readonly detail: string,
  ) {
    super(detail === '' ? `Grafana answered with status ${status}` : detail);
  }
}

/** The value, or null where there is nothing at the path. */
export async function orNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GrafanaFailure && error.status === 404) return null;
    throw error;
  }
}
