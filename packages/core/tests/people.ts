import type { Credential } from '@bonded/auth';
import type { Actor, RequestOrigin } from '@bonded/core/access';
import {
  authenticate,
  createBinding,
  createUser,
  ensureFirstAdmin,
  signIn,
  type TokenPair,
} from '@bonded/core/identity';
import { Secret } from '@bonded/kernel';
import type { Warehouse, WarehousePorts } from './warehouse.ts';

export const password = 'a warehouse full of apples';

export const origin: RequestOrigin = {
  ip: '192.0.2.7',
  userAgent: 'vitest',
  requestId: 'request-1',
};

/** Signs in and gives what the client keeps. */
export function signInAs({ ports, signal }: Warehouse, username: string): Promise<TokenPair> {
  return signIn(ports, origin, { username, password }, signal);
}

/** Who an access token stands for, as any request would find out. */
export function actorBehind(ports: WarehousePorts, accessToken: string): Promise<Actor> {
  return actorOf(ports, { kind: 'access-token', token: new Secret(accessToken) });
}

export function actorOf(ports: WarehousePorts, credential: Credential): Promise<Actor> {
  return authenticate(ports, credential, origin, new AbortController().signal);
}

/** The first admin, signed in. */
export async function signInAdmin(warehouse: Warehouse): Promise<Actor> {
  const { ports, signal } = warehouse;
  await ensureFirstAdmin(ports, new Secret(password), signal);
  return actorBehind(ports, (await signInAs(warehouse, 'admin')).accessToken);
}

export interface Person {
  readonly role: 'Admin' | 'Publisher' | 'Consumer' | 'Auditor' | (string & {});
  /** Slugs; none is everywhere. */
  readonly project?: string;
  readonly repository?: string;
}

/** Makes a user with one role, and signs in as them. */
export async function signInNew(
  warehouse: Warehouse,
  admin: Actor,
  username: string,
  { role, project, repository }: Person,
): Promise<Actor> {
  const { ports } = warehouse;
  const user = await makeUser(warehouse, admin, username);
  const { id: roleId } = await ports.database.prisma.role.findUniqueOrThrow({
    where: { name: role },
  });
  await createBinding(ports, admin, { userId: user.id, roleId, project, repository });
  return actorBehind(ports, (await signInAs(warehouse, username)).accessToken);
}

export function makeUser({ ports, signal }: Warehouse, admin: Actor, username: string) {
  const input = { username, displayName: username.toUpperCase(), password };
  return createUser(ports, admin, input, signal);
}
