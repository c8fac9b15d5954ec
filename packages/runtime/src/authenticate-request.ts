import { type IpNetwork, parseCredential, readClientAddress } from '@bonded/auth';
import { type Actor, anonymousActor, type RequestOrigin } from '@bonded/core/access';
import { authenticate, type IdentityPorts } from '@bonded/core/identity';
import { closeSignalOf } from '@bonded/http';
import type { FastifyRequest } from 'fastify';

/**
 * Where a request comes from, as the audit log will say it. Headers are believed from listed
 * proxies only.
 */
export function originOf(
  request: FastifyRequest,
  trustedProxies: readonly IpNetwork[],
): RequestOrigin {
  const { ip } = readClientAddress(
    {
      peer: request.raw.socket.remoteAddress,
      encrypted: 'encrypted' in request.raw.socket,
      headers: request.headers,
    },
    trustedProxies,
  );
  return { ip, userAgent: request.headers['user-agent'] ?? null, requestId: request.id };
}

/** Turns a request into who sends it. Throws for a credential that is not good. */
export type AuthenticateRequest = (request: FastifyRequest) => Promise<Actor>;

export function requestAuthenticator(
  ports: IdentityPorts,
  trustedProxies: readonly IpNetwork[],
): AuthenticateRequest {
  return (request) => {
    const origin = originOf(request, trustedProxies);
    const credential = parseCredential(request.headers);
    if (credential.kind === 'none') return Promise.resolve(anonymousActor(origin));
    return authenticate(ports, credential, origin, closeSignalOf(request));
  };
}
