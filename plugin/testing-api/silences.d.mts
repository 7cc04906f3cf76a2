export interface FakeSilence {
  readonly id: string;
  readonly matchers: readonly { readonly name: string; readonly value: string; readonly isRegex: boolean }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
  readonly status: { readonly state: 'active' | 'pending' | 'expired' };
}

export interface FakeSilences {
  all(): readonly FakeSilence[];
  /** Takes the body of a request; throws what it would be refused with. */
  create(body: unknown): { readonly silenceID: string };
  end(id: string): unknown;
}

export function createSilences(now?: () => Date): FakeSilences;
export function silenceSchema(name: string): unknown;
