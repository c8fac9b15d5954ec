import { z } from 'zod';
import { consoleEnvironment } from '#lib/env.ts';
import { limits } from '#lib/limits.ts';
import type { TokenGrant } from './session-tokens.ts';

const grantSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresIn: z.number().positive(),
});

/**
 * The gateway refused: the credentials are wrong or the session is over. Any other failure is a
 * plain Error.
 */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${consoleEnvironment().gatewayUrl}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(limits.gatewayTimeoutMs),
    cache: 'no-store',
  });
  if (response.status >= 500) throw new Error(`The gateway answered ${response.status}`);
  if (!response.ok) throw new GatewayRefusal(response.status, `auth/${path} was refused`);
  return response;
}

/**
 * Exchanges a password for tokens. `forwarded` carries the browser's address and user agent to the
 * audit log.
 */
export async function signInAtGateway(
  credentials: { readonly username: string; readonly password: string },
  forwarded: Record<string, string>,
): Promise<TokenGrant> {
  const response = await post('login', credentials, forwarded);
  return grantSchema.parse(await response.json());
}

/**
 * Redeems a refresh token once; the gateway repeats its answer for a few seconds if ours was lost.
 */
export async function refreshAtGateway(refreshToken: string): Promise<TokenGrant> {
  const response = await post('refresh', { refreshToken });
  return grantSchema.parse(await response.json());
}

/** Ends the session at the gateway, so that a stolen copy of the cookie is worth nothing. */
export async function signOutAtGateway(refreshToken: string, accessToken: string): Promise<void> {
  await post('logout', { refreshToken }, { authorization: `Bearer ${accessToken}` });
}
