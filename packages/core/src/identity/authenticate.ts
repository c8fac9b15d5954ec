import { createHmac } from 'node:crypto';
import { type ApiKey as ApiKeySecret, type Credential, hashApiKey } from '@bonded/auth';
import type { Secret } from '@bonded/kernel';
import { type Actor, anonymousActor, type RequestOrigin } from '../access/index.ts';
import { credentialInvalid, sessionEnded } from './errors.ts';
import { noteKeyUse } from './note-key-use.ts';
import type { IdentityPorts } from './ports.ts';
import { loadGrants, narrow, type Principal, scopeOf } from './principal.ts';
import { checkPassword } from './sign-in.ts';

/**
 * Who sends a request. No credential: anonymous. A bad one is never anonymous: it throws
 * CREDENTIAL_INVALID, TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED or SIGN_IN_FAILED.
 */
export async function authenticate(
  ports: IdentityPorts,
  credential: Credential,
  origin: RequestOrigin,
  signal: AbortSignal,
): Promise<Actor> {
  switch (credential.kind) {
    case 'none':
      return anonymousActor(origin);
    case 'malformed':
      throw credentialInvalid(credential.reason);
    case 'access-token': {
      const { claims } = await ports.verifier.verify('access', credential.token.reveal(), signal);
      return withOrigin(ports, await principalOfSession(ports, claims.sessionId), origin);
    }
    case 'api-key': {
      const principal = await principalOfKey(ports, credential.apiKey);
      noteKeyUse(ports, principal, origin);
      return withOrigin(ports, principal, origin);
    }
    case 'password':
      return withOrigin(
        ports,
        await principalOfPassword(ports, credential, origin, signal),
        origin,
      );
  }
}

function withOrigin(ports: IdentityPorts, principal: Principal, origin: RequestOrigin): Actor {
  const { expiresAt, ...actor } = principal;
  // A kept principal may outlive its credential by seconds: the clock has the last word.
  if (expiresAt !== null && expiresAt <= ports.clock.now()) {
    throw credentialInvalid('The credential has expired.');
  }
  return { ...actor, origin };
}

function principalOfSession(ports: IdentityPorts, sessionId: string): Promise<Principal> {
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

function principalOfKey(ports: IdentityPorts, secret: Secret<ApiKeySecret>): Promise<Principal> {
  const secretHash = hashApiKey(secret.reveal(), ports.pepper);
  return ports.principals.get(`key ${secretHash}`, async () => {
    const key = await ports.database.prisma.apiKey.findUnique({
      where: { secretHash },
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
  });
}

function scopeKindOf(key: { projectId: string | null; repositoryId: string | null }) {
  if (key.repositoryId !== null) return 'REPOSITORY';
  return key.projectId === null ? 'GLOBAL' : 'PROJECT';
}

const passwordCheckMsMax = 15_000;

/**
 * A password in every request would cost an argon2 each: the answer is kept under a keyed hash, for
 * seconds.
 */
function principalOfPassword(
  ports: IdentityPorts,
  credential: Extract<Credential, { kind: 'password' }>,
  origin: RequestOrigin,
  signal: AbortSignal,
): Promise<Principal> {
  const { username } = credential;
  const password = credential.password.reveal();
  const key = createHmac('sha256', ports.pepper.reveal())
    .update(JSON.stringify([username, password]))
    .digest('hex');
  const load = async (): Promise<Principal> => {
    // A time of its own: the request that came first may leave while others wait for the answer.
    const limit = AbortSignal.timeout(passwordCheckMsMax);
    const user = await checkPassword(ports, origin, { username, password }, limit);
    return {
      kind: 'user',
      userId: user.id,
      name: user.username,
      apiKeyId: null,
      sessionId: null,
      grants: await loadGrants(ports.database, user.id),
      expiresAt: null,
    };
  };
  return ports.principals.get(`password ${key}`, load, signal);
}
