import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { consoleEnvironment } from '#lib/env.ts';
import { limits } from '#lib/limits.ts';
import { paths } from '#lib/paths.ts';
import { GatewayRefusal, signInAtGateway, signOutAtGateway } from './gateway-auth.ts';
import { tokenVault } from './session.ts';
import type { SessionTokens } from './session-tokens.ts';

interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly tokens: SessionTokens;
}

/** Copies what the audit log should say about the browser, not about this server. */
function forwardedFrom(headers: Record<string, unknown> | undefined): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['x-forwarded-for', 'user-agent']) {
    const value = headers?.[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

async function authorise(
  credentials: Record<'username' | 'password', string> | undefined,
  headers: Record<string, unknown> | undefined,
): Promise<SignedIn | null> {
  if (!credentials?.username || !credentials.password) return null;
  const { username, password } = credentials;
  try {
    const grant = await signInAtGateway({ username, password }, forwardedFrom(headers));
    const { accessToken, refreshToken } = grant;
    const accessExpiresAtMs = Date.now() + grant.expiresIn * 1000;
    const sessionId = randomUUID();
    const generation = 0;
    const tokens = {
      sessionId,
      username,
      accessToken,
      accessExpiresAtMs,
      refreshToken,
      generation,
    };
    return { id: username, name: username, tokens };
  } catch (cause) {
    if (!(cause instanceof GatewayRefusal)) throw new Error('unavailable', { cause });
    if (cause.status === 429) throw new Error('rate-limited', { cause });
    return null;
  }
}

/**
 * next-auth's set-up: one credentials provider against the gateway, and a cookie that only we can
 * open.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: consoleEnvironment().sessionSecret,
    session: { strategy: 'jwt', maxAge: limits.sessionCookieSeconds },
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    providers: [
      CredentialsProvider({
        name: 'Bonded',
        credentials: { username: {}, password: {} },
        authorize: (credentials, request) => authorise(credentials, request.headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        if (!user) return token;
        // What `authorise` returned a moment ago; the library's type knows only its usual fields.
        return { ...token, tokens: (user as unknown as SignedIn).tokens };
      },
      // All that a page's script may learn: whose session it is. Tokens stay in the sealed cookie.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name ?? '' },
      }),
    },
    events: {
      signOut: async ({ token }) => {
        // Put there by `jwt` above, and sealed since.
        const tokens = token['tokens'] as SessionTokens | undefined;
        if (tokens) await endAtGateway(tokens);
      },
    },
  };
}

/**
 * Revokes at the gateway; a gateway that cannot be reached must not keep a person signed in here.
 */
async function endAtGateway(cookieTokens: SessionTokens): Promise<void> {
  try {
    const tokens = await tokenVault().current(cookieTokens);
    await signOutAtGateway(tokens.refreshToken, tokens.accessToken);
  } catch (error) {
    process.emitWarning(`The gateway did not confirm a sign-out: ${String(error)}`);
  } finally {
    tokenVault().forget(cookieTokens.sessionId);
  }
}
