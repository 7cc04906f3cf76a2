interface User {
  readonly orgRole?: string;
  readonly permissions?: Readonly<Record<string, boolean>>;
}

/** What somebody may do about silences. */
export interface SilenceRights {
  readonly canCreate: boolean;
  readonly canEnd: boolean;
}

/**
 * Silences of alerts of any rule need the permissions on instances, which Editors have; those on silences alone are for
 * rules of one folder. Without any permission told, the role decides.
 */
export function silenceRights({ orgRole = '', permissions = {} }: User): SilenceRights {
  const isTold = Object.keys(permissions).length > 0;
  const isEditor = ['Editor', 'Admin'].includes(orgRole);
  const has = (permission: string) => (isTold ? permissions[permission] === true : isEditor);
  return { canCreate: has('alert.instances:create'), canEnd: has('alert.instances:write') };
}
