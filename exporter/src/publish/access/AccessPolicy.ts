export const ROLES = ['viewer', 'editor', 'admin'] as const;

/** What a token may do; each role includes the ones before it. */
export type Role = (typeof ROLES)[number];

export interface AccessToken {
  readonly role: Role;
  readonly token: string;
}

export interface AccessPolicy {
  /** Asked at every request, so that tokens rotate without a restart. */
  readonly tokens: () => readonly AccessToken[];
  /** Names besides the loopback ones and the bound address that a Host header may hold, without ports. */
  readonly hosts: readonly string[];
  /** Whether everything answers without a token, as in the demo. */
  readonly open: boolean;
}
