import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { paths } from '#lib/paths.ts';
import { refreshAtGateway } from './gateway-auth.ts';
import { openSessionCookie, sessionCookieName } from './session-cookie.ts';
import type { SessionTokens } from './session-tokens.ts';
import { TokenVault } from './token-vault.ts';

// Pages and route handlers are bundled apart but run in one process: the vault hangs on the
// process.
const process_ = globalThis as typeof globalThis & { bondedTokenVault?: TokenVault };

export function tokenVault(): TokenVault {
  process_.bondedTokenVault ??= new TokenVault({ refresh: refreshAtGateway, now: Date.now });
  return process_.bondedTokenVault;
}

/** The session that came with this request, or undefined. Opened once a request. */
export const currentSession = cache(async (): Promise<SessionTokens | undefined> => {
  const jar = await cookies();
  return openSessionCookie(jar.get(sessionCookieName())?.value);
});

/**
 * Every page of the console calls this before it renders anything: the proxy in front is a
 * courtesy, not the gate (D3.19). Without a session the browser goes to sign in, and comes back to
 * this address.
 */
export async function requireSession(): Promise<SessionTokens> {
  const session = await currentSession();
  if (session) return session;
  const address = (await headers()).get('x-address');
  redirect(paths.signIn(address ?? undefined));
}
