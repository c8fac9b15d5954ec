import { type Action, allActions, builtInRoles, publicActions } from '@bonded/core/access';
import { newId } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';
import type { Shelf } from './goods.ts';
import { type KeyWishes, keyOf, type Person, type Place, person } from './people.ts';

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

/**
 * Our own, second judgement: the table of actions, the roles of the seed, and where they were
 * given.
 */
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

type Role = keyof typeof builtInRoles;

interface World {
  readonly runtime: Runtime;
  readonly shop: Place;
  readonly npm: Place;
  readonly other: Place;
}

/**
 * The principals of D3.2: every role, at every width, by session and by key, and credentials that
 * are worth nothing.
 */
export async function principals(
  runtime: Runtime,
  home: Shelf,
  abroad: Shelf,
): Promise<readonly Principal[]> {
  const { projectId, repositoryId } = home;
  const shop: Place = { projectId };
  const other: Place = { projectId: abroad.projectId };
  const world: World = { runtime, shop, npm: { projectId, repositoryId }, other };
  const admin = await person(runtime, 'ada', 'Admin');
  return [
    { name: 'nobody', userId: null, isSession: false, isGood: true, rights: [] },
    ...(await people(world)),
    session('admin', admin, { actions: allActions, at: everywhere }),
    ...(await keys(world, admin)),
    ...(await worthless(runtime, admin)),
  ];
}

function session(name: string, { user, token }: Person, right: Right): Principal {
  const rights = [right];
  return { name, credential: token, userId: user.id, isSession: true, isGood: true, rights };
}

async function people({ runtime, shop, npm, other }: World): Promise<Principal[]> {
  const withRole = async (name: string, role: Role, at: Place) =>
    session(name, await person(runtime, name, role, at), {
      actions: builtInRoles[role].actions,
      at,
    });
  const actions: readonly Action[] = ['user:read', 'role:read'];
  await runtime.ports.database.prisma.role.create({
    data: { id: newId(), name: 'Clerk', actions: [...actions] },
  });
  const clerk = await person(runtime, 'cleo', 'Clerk', everywhere);
  return [
    await withRole('consumer', 'Consumer', shop),
    await withRole('consumer-of-one', 'Consumer', npm),
    await withRole('publisher', 'Publisher', shop),
    await withRole('outsider', 'Publisher', other),
    await withRole('auditor', 'Auditor', everywhere),
    await withRole('project-admin', 'Admin', shop),
    session('a custom role', clerk, { actions, at: everywhere }),
  ];
}

async function keys({ runtime, shop, other }: World, admin: Person): Promise<Principal[]> {
  const maker = await person(runtime, 'max', 'Publisher', shop);
  const actions: readonly Action[] = ['repository:read', 'artifact:read', 'artifact:publish'];
  const key = async (owner: Person, wishes: KeyWishes, right: Right) => ({
    ...session('', owner, right),
    credential: (await keyOf(runtime, owner, wishes)).secret,
    isSession: false,
  });
  const inScope = await key(admin, { project: 'shop' }, { actions: allActions, at: shop });
  const elsewhere = await key(admin, { project: 'other' }, { actions: allActions, at: other });
  const narrow = await key(maker, { actions }, { actions, at: shop });
  return [
    { ...inScope, name: 'a key for the project' },
    { ...elsewhere, name: 'a key for another project' },
    { ...narrow, name: 'a key for three actions' },
  ];
}

async function worthless(runtime: Runtime, admin: Person): Promise<Principal[]> {
  const { prisma } = runtime.ports.database;
  const expired = await keyOf(runtime, admin, { expiresAt: new Date(Date.now() + 60_000) });
  await prisma.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const revoked = await keyOf(runtime, admin);
  await prisma.apiKey.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
  const disabled = await person(runtime, 'dora', 'Admin');
  await prisma.user.update({ where: { id: disabled.user.id }, data: { isDisabled: true } });
  const nothing = { userId: admin.user.id, isSession: false, isGood: false, rights: [] };
  return [
    { ...nothing, name: 'an expired key', credential: expired.secret },
    { ...nothing, name: 'a revoked key', credential: revoked.secret },
    { ...nothing, name: 'a disabled user', credential: disabled.token },
  ];
}
