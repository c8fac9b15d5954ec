import type { Action } from '@bonded/core/access';
import { loadGrants } from '@bonded/core/identity';
import { createApiKey } from '@bonded/core/keys';
import type { User } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';

export interface Person {
  readonly user: User;
  readonly sessionId: string;
  /** An access token of a session. */
  readonly token: string;
}

export interface Place {
  readonly projectId?: string;
  readonly repositoryId?: string;
}

const sessionMs = 60 * 60 * 1000;

/** Somebody who is signed in and has a role, everywhere unless a place is given. */
export async function person(
  { ports }: Runtime,
  username: string,
  role?: string,
  place: Place = {},
): Promise<Person> {
  const { prisma } = ports.database;
  const user = await prisma.user.create({
    data: { id: newId(), username, displayName: username, email: `${username}@bonded.test` },
  });
  if (role !== undefined) {
    const { id: roleId } = await prisma.role.findUniqueOrThrow({ where: { name: role } });
    await prisma.binding.create({
      data: { id: newId(), userId: user.id, roleId, ...scoped(place) },
    });
  }
  const expiresAt = new Date(Date.now() + sessionMs);
  const session = await prisma.session.create({
    data: { id: newId(), userId: user.id, expiresAt },
  });
  const claims = { subject: user.id, sessionId: session.id };
  const { token } = await ports.tokens.issue('access', claims);
  return { user, sessionId: session.id, token };
}

function scoped({ projectId, repositoryId }: Place) {
  if (repositoryId !== undefined) return { scopeKind: 'REPOSITORY', repositoryId } as const;
  if (projectId !== undefined) return { scopeKind: 'PROJECT', projectId } as const;
  return { scopeKind: 'GLOBAL' } as const;
}

export interface KeyWishes {
  readonly actions?: readonly Action[];
  readonly project?: string;
  readonly expiresAt?: Date;
}

/** The secret of a key that the person makes. */
export async function keyOf(
  { ports }: Runtime,
  { user, sessionId }: Person,
  wishes: KeyWishes = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const actor = {
    kind: 'user',
    userId: user.id,
    name: user.username,
    apiKeyId: null,
    sessionId,
    grants: await loadGrants(ports.database, user.id),
    origin: { ip: null, userAgent: null, requestId: null },
  } as const;
  const { apiKey, secret } = await createApiKey(ports, actor, { name: 'a key', ...wishes });
  return { id: apiKey.id, secret };
}
