import { expect, test } from 'vitest';
import { silenceRights } from './silenceRights';

const CREATE = 'alert.instances:create';
const WRITE = 'alert.instances:write';

interface Case {
  readonly name: string;
  readonly user: { readonly orgRole: string; readonly permissions?: Readonly<Record<string, boolean>> };
  readonly canCreate: boolean;
  readonly canEnd: boolean;
}

test.each<Case>([
  { name: 'an Editor, of whom no permission is told', user: { orgRole: 'Editor' }, canCreate: true, canEnd: true },
  {
    name: 'a Viewer, of whom none is told',
    user: { orgRole: 'Viewer', permissions: {} },
    canCreate: false,
    canEnd: false,
  },
  {
    name: 'a Viewer who was given the permissions',
    user: { orgRole: 'Viewer', permissions: { [CREATE]: true, [WRITE]: true } },
    canCreate: true,
    canEnd: true,
  },
  {
    name: 'an Editor who was taken them',
    user: { orgRole: 'Editor', permissions: { 'alert.instances:read': true, [CREATE]: false } },
    canCreate: false,
    canEnd: false,
  },
  {
    name: 'somebody who may silence alerts of one folder alone',
    user: { orgRole: 'Viewer', permissions: { 'alert.silences:create': true } },
    canCreate: false,
    canEnd: false,
  },
])('the rights of $name', ({ user, canCreate, canEnd }) => {
  expect(silenceRights(user)).toEqual({ canCreate, canEnd });
});
