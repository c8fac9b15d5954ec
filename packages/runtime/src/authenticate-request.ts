import { type IpNetwork, parseCredential, readClientAddress } from '@bonded/auth';
import { type Actor, anonymousActor, type RequestOrigin } from '@bonded/core/access';
import { authenticate, authenticateAtRegistry, type IdentityPorts } from '@bonded/core/identity';
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

export interface AuthenticateOptions {
  /** Takes registry tokens too: for the addresses whose clients are given them. */
  readonly isRegistry?: boolean;
}

/** Turns a request into who sends it. Throws for a credential that is not good. */
export type AuthenticateRequest = (
  request: FastifyRequest,
  options?: AuthenticateOptions,
) => Promise<Actor>;

export function requestAuthenticator(
  ports: IdentityPorts,
  trustedProxies: readonly IpNetwork[],
): AuthenticateRequest {
  return async (request, { isRegistry = false } = {}) => {
    const origin = originOf(request, trustedProxies);
    const credential = parseCredential(request.headers);
    if (credential.kind === 'none') return anonymousActor(origin);
    const signal = closeSignalOf(request);
    if (
      isRegistry &&
      credential.kind === 'access-token' &&
      ports.verifier.kindOf(credential.token.reveal()) === 'registry'
    ) {
      return authenticateAtRegistry(ports, credential.token, origin, signal);
    }
    return authenticate(ports, credential, origin, signal);
  };
}
