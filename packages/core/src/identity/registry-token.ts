import type { IssuedToken } from '@bonded/auth';
import type { Secret } from '@bonded/kernel';
import { type Actor, anonymousActor, type RequestOrigin } from '../access/index.ts';
import { withOrigin } from './authenticate.ts';
import { credentialInvalid } from './errors.ts';
import type { IdentityPorts } from './ports.ts';
import type { Principal } from './principal.ts';
import { principalOfKeyId, principalOfSession, principalOfUser } from './stored-principal.ts';

const lifetimeSeconds = 300;

/**
 * A token that stands in for the caller's credential at the registry of images, whose clients send
 * nothing else. Also for nobody: that is how they ask to be anonymous.
 */
export function issueRegistryToken(
  ports: Pick<IdentityPorts, 'tokens'>,
  actor: Actor,
): Promise<IssuedToken> {
  const claims = { subject: actor.name, holder: holderOf(actor) };
  return ports.tokens.issue('registry', claims, lifetimeSeconds);
}

function holderOf({ apiKeyId, sessionId, userId }: Actor): string {
  if (apiKeyId !== null) return `key:${apiKeyId}`;
  if (sessionId !== null) return `session:${sessionId}`;
  return userId === null ? 'nobody' : `user:${userId}`;
}

const principals: Readonly<
  Record<string, ((ports: IdentityPorts, id: string) => Promise<Principal>) | undefined>
> = { key: principalOfKeyId, session: principalOfSession, user: principalOfUser };

/**
 * Who a registry token stands for, with what they may do now: a credential that was revoked since
 * takes its tokens with it. Errors: TOKEN_INVALID, TOKEN_EXPIRED, CREDENTIAL_INVALID,
 * SESSION_ENDED.
 */
export async function authenticateAtRegistry(
  ports: IdentityPorts,
  token: Secret,
  origin: RequestOrigin,
  signal: AbortSignal,
): Promise<Actor> {
  const { claims } = await ports.verifier.verify('registry', token.reveal(), signal);
  const [kind = '', id = ''] = claims.holder.split(':');
  if (kind === 'nobody') return anonymousActor(origin);
  const find = principals[kind];
  if (find === undefined) throw credentialInvalid('The token stands for nobody that is known.');
  return withOrigin(ports, await find(ports, id), origin);
}
