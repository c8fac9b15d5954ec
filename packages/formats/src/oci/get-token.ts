import { anonymousActor } from '@bonded/core/access';
import { issueRegistryToken } from '@bonded/core/identity';
import type { RootCall } from '../format.ts';
import { sendJson } from './image-call.ts';

/**
 * `GET /v2/token`: a token for who signs in by Basic, and one for nobody. What it opens is asked
 * when it is used, so the scopes of the request are not looked at: a right that is missing is no
 * error here. A token never buys another one.
 */
export async function getToken(call: RootCall): Promise<void> {
  const { ports, actor, request } = call;
  const isSigningIn = /^basic /i.test(request.headers.authorization ?? '');
  const holder = isSigningIn ? actor : anonymousActor(actor.origin);
  const { token, expiresAt, lifetimeSeconds } = await issueRegistryToken(ports, holder);
  const issuedAt = new Date(expiresAt.getTime() - lifetimeSeconds * 1000);
  await sendJson(call, {
    token,
    access_token: token,
    expires_in: lifetimeSeconds,
    issued_at: issuedAt.toISOString(),
  });
}
