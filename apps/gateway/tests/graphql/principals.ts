import { type Action, allActions, builtInRoles, publicActions } from '@bonded/core/access';
import { newId } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';
import type { Shelf } from './goods.ts';
import { keyOf, type Place, person } from './people.ts';

/** Somebody who asks, and what we know of their rights without asking the product. */
export interface Principal {
  readonly name: string;
  readonly credential?: string;
  readonly userId: string | null;
  readonly isSession: boolean;
  /** False when the credential itself is worth nothing. */
  readonly isGood: boolean;
  readonly rights: readonly Right[];
}

interface Right {
  readonly actions: readonly Action[];
  readonly at: Place;
}

export interface Where extends Place {
  readonly isPublic?: boolean;
}

/** Our own, second judgement: the table of actions, the roles of the seed, and where they were given. */
export function allows({ rights, isGood }: Principal, action: Action, where: Where): boolean {
  if (!isGood) return false;
  if (where.isPublic === true && publicActions.has(action)) return true;
  return rights.some(
    ({ actions, at }) =>
      actions.includes(action) &&
      (at.projectId === undefined || at.projectId === where.projectId) &&
      (at.repositoryId === undefined || at.repositoryId === where.repositoryId),
  );
}

export function allowsSomewhere({ rights, isGood }: Principal, action: Action): boolean {
  return isGood && rights.some(({ actions }) => actions.includes(action));
}

const everywhere: Place = {};

/** The principals of D3.2: every role, at every width, by session and by key, and credentials that are worth nothing. */
export async function principals(runtime: Runtime, home: Shelf, abroad: Shelf) {
  const { prisma } = runtime.ports.database;
  const shop: Place = { projectId: home.projectId };
  const npm: Place = { projectId: home.projectId, repositoryId: home.repositoryId };
  const other: Place = { projectId: abroad.projectId };

  const withRole = async (name: string, role: keyof typeof builtInRoles, at: Place) => {
    const { user, token } = await person(runtime, name, role, at);
    const rights = [{ actions: builtInRoles[role].actions, at }];
    return { name, credential: token, userId: user.id, isSession: true, isGood: true, rights };
  };
  const admin = await person(runtime, 'ada', 'Admin');
  const maker = await person(runtime, 'max', 'Publisher', shop);
  const withKey = async (
    name: string,
    owner: typeof admin,
    wishes: { actions?: readonly Action[]; project?: string; expiresAt?: Date },
    right: Right,
  ) => {
    const { id, secret } = await keyOf(runtime, owner, wishes);
    const principal = { credential: secret, userId: owner.user.id, isSession: false, isGood: true };
    return { id, principal: { ...principal, name, rights: [right] } satisfies Principal };
  };
  const clerkActions: readonly Action[] = ['user:read', 'role:read'];
  await prisma.role.create({ data: { id: newId(), name: 'Clerk', actions: [...clerkActions] } });
  const clerk = await person(runtime, 'cleo', 'Clerk', everywhere);
  const reader: readonly Action[] = ['repository:read', 'artifact:read', 'artifact:publish'];
  const inScope = await withKey(
    'a key for the project',
    admin,
    { project: 'shop' },
    {
      actions: allActions,
      at: shop,
    },
  );
  const outOfScope = await withKey(
    'a key for another project',
    admin,
    { project: 'other' },
    {
      actions: allActions,
      at: other,
    },
  );
  const narrow = await withKey(
    'a key for three actions',
    maker,
    { actions: reader },
    {
      actions: reader,
      at: shop,
    },
  );
  const worthless = { ...inScope.principal, isGood: false, rights: [] };
  const expired = await keyOf(runtime, admin, { expiresAt: new Date(Date.now() + 60_000) });
  await prisma.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const revoked = await keyOf(runtime, admin);
  await prisma.apiKey.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
  const disabled = await person(runtime, 'dora', 'Admin');
  await prisma.user.update({ where: { id: disabled.user.id }, data: { isDisabled: true } });

  const all: readonly Principal[] = [
    { name: 'nobody', userId: null, isSession: false, isGood: true, rights: [] },
    await withRole('consumer', 'Consumer', shop),
    await withRole('consumer-of-one', 'Consumer', npm),
    await withRole('publisher', 'Publisher', shop),
    await withRole('outsider', 'Publisher', other),
    await withRole('auditor', 'Auditor', everywhere),
    await withRole('project-admin', 'Admin', shop),
    {
      name: 'admin',
      credential: admin.token,
      userId: admin.user.id,
      isSession: true,
      isGood: true,
      rights: [{ actions: allActions, at: everywhere }],
    },
    {
      name: 'a custom role',
      credential: clerk.token,
      userId: clerk.user.id,
      isSession: true,
      isGood: true,
      rights: [{ actions: clerkActions, at: everywhere }],
    },
    inScope.principal,
    outOfScope.principal,
    narrow.principal,
    { ...worthless, name: 'an expired key', credential: expired.secret },
    { ...worthless, name: 'a revoked key', credential: revoked.secret },
    { ...worthless, name: 'a disabled user', credential: disabled.token },
  ];
  return all;
}
