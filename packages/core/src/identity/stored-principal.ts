import { type ApiKey as ApiKeySecret, hashApiKey } from '@bonded/auth';
import type { Secret } from '@bonded/kernel';
import { scopeOf } from '../access/index.ts';
import { credentialInvalid, sessionEnded } from './errors.ts';
import type { IdentityPorts } from './ports.ts';
import { loadGrants, narrow, type Principal } from './principal.ts';

/** Who stands behind a session. Errors: SESSION_ENDED. */
export function principalOfSession(ports: IdentityPorts, sessionId: string): Promise<Principal> {
  return ports.principals.get(`session ${sessionId}`, async () => {
    const session = await ports.database.prisma.session.findUnique({
      where: { id: sessionId },
      include: { user: true },
    });
    if (session === null || session.revokedAt !== null || session.user.isDisabled) {
      throw sessionEnded('The session has ended. Sign in again.');
    }
    return {
      kind: 'user',
      userId: session.userId,
      name: session.user.username,
      apiKeyId: null,
      sessionId,
      grants: await loadGrants(ports.database, session.userId),
      expiresAt: session.expiresAt,
    };
  });
}

/** Who stands behind an API key, by its secret. Errors: CREDENTIAL_INVALID. */
export function principalOfSecret(
  ports: IdentityPorts,
  secret: Secret<ApiKeySecret>,
): Promise<Principal> {
  const secretHash = hashApiKey(secret.reveal(), ports.pepper);
  return ports.principals.get(`key ${secretHash}`, () => loadKey(ports, { secretHash }));
}

/** The same by its id, for a token that was given for it. */
export function principalOfKeyId(ports: IdentityPorts, id: string): Promise<Principal> {
  return ports.principals.get(`key-id ${id}`, () => loadKey(ports, { id }));
}

/** A user, for a token that was given for a password. Errors: CREDENTIAL_INVALID. */
export function principalOfUser(ports: IdentityPorts, id: string): Promise<Principal> {
  return ports.principals.get(`user ${id}`, async () => {
    const user = await ports.database.prisma.user.findUnique({ where: { id } });
    if (user === null || user.isDisabled)
      throw credentialInvalid('The user is not there any more.');
    return {
      kind: 'user',
      userId: user.id,
      name: user.username,
      apiKeyId: null,
      sessionId: null,
      grants: await loadGrants(ports.database, user.id),
      expiresAt: null,
    };
  });
}

async function loadKey(
  ports: IdentityPorts,
  where: { readonly secretHash: string } | { readonly id: string },
): Promise<Principal> {
  const key = await ports.database.prisma.apiKey.findUnique({
    where,
    include: { user: true, repository: { select: { projectId: true } } },
  });
  // Unknown, revoked, expired and orphaned are one answer.
  if (key === null || key.revokedAt !== null || key.user.isDisabled) {
    throw credentialInvalid('The API key is not valid.');
  }
  const homeId = key.repository?.projectId ?? null;
  const scope = scopeOf({ ...key, scopeKind: scopeKindOf(key), homeId });
  const grants = await loadGrants(ports.database, key.userId);
  return {
    kind: 'api-key',
    userId: key.userId,
    name: key.user.username,
    apiKeyId: key.id,
    sessionId: null,
    grants: narrow(grants, { actions: key.actions, scope }),
    expiresAt: key.expiresAt,
  };
}

function scopeKindOf(key: { projectId: string | null; repositoryId: string | null }) {
  if (key.repositoryId !== null) return 'REPOSITORY';
  return key.projectId === null ? 'GLOBAL' : 'PROJECT';
}
