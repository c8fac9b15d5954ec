import type { NextRequest } from 'next/server';
import { GatewayRefusal } from './gateway-auth.ts';
import { tokenVault } from './session.ts';
import {
  clearedSessionCookie,
  openSessionCookie,
  sealSessionCookie,
  sessionCookieName,
} from './session-cookie.ts';
import type { SessionTokens } from './session-tokens.ts';

type SessionHandler = (request: NextRequest, tokens: SessionTokens) => Promise<Response>;

export interface SessionRefusals {
  readonly signedOut: () => Response;
  readonly unavailable: () => Response;
}

/**
 * Runs a route handler with usable tokens and hands the browser the renewed cookie when they were
 * rotated on the way. `refusals` render, in the route's own language, a missing session and a
 * silent gateway.
 */
export async function withSession(
  request: NextRequest,
  refusals: SessionRefusals,
  handle: SessionHandler,
): Promise<Response> {
  const fromCookie = await openSessionCookie(request.cookies.get(sessionCookieName())?.value);
  if (!fromCookie) return refusals.signedOut();
  let tokens: SessionTokens;
  try {
    tokens = await tokenVault().current(fromCookie);
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) return refusals.unavailable();
    const refused = refusals.signedOut();
    refused.headers.append('set-cookie', clearedSessionCookie());
    return refused;
  }
  const response = await handle(request, tokens);
  response.headers.set('cache-control', 'no-store, no-transform');
  if (tokens.generation > fromCookie.generation) {
    response.headers.append('set-cookie', await sealSessionCookie(tokens));
  }
  return response;
}

/**
 * Headers that tell the gateway who really asks; it believes them only from the proxies it lists.
 */
export function forwardedHeaders(request: NextRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of ['x-forwarded-for', 'user-agent']) {
    const value = request.headers.get(name);
    if (value) headers[name] = value;
  }
  return headers;
}
