import { createHmac } from 'node:crypto';
import type { Credential } from '@bonded/auth';
import type { Secret } from '@bonded/kernel';
import { type Actor, anonymousActor, type RequestOrigin } from '../access/index.ts';
import { credentialInvalid } from './errors.ts';
import { noteKeyUse } from './note-key-use.ts';
import type { IdentityPorts } from './ports.ts';
import { loadGrants, type Principal } from './principal.ts';
import { checkPassword } from './sign-in.ts';
import { principalOfSecret, principalOfSession } from './stored-principal.ts';

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
    case 'access-token':
      return withOrigin(ports, await principalOfToken(ports, credential.token, signal), origin);
    case 'api-key': {
      const principal = await principalOfSecret(ports, credential.apiKey);
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

async function principalOfToken(
  ports: IdentityPorts,
  token: Secret,
  signal: AbortSignal,
): Promise<Principal> {
  const { claims } = await ports.verifier.verify('access', token.reveal(), signal);
  return principalOfSession(ports, claims.sessionId);
}

/** The principal as the actor of one request. Errors: CREDENTIAL_INVALID once its time is over. */
export function withOrigin(
  ports: IdentityPorts,
  principal: Principal,
  origin: RequestOrigin,
): Actor {
  const { expiresAt, ...actor } = principal;
  // A kept principal may outlive its credential by seconds: the clock has the last word.
  if (expiresAt !== null && expiresAt <= ports.clock.now()) {
    throw credentialInvalid('The credential has expired.');
  }
  return { ...actor, origin };
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
